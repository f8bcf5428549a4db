// Views of the explorer that this browser remembers by name. A view is an address: nothing else is kept, and whoever has the address needs no name for it.
import { say } from './say.js';

const key = 'loantwin.views';
const most = 50;

export function listenToSavedViews() {
  document.addEventListener('toggle', event => event.target.open && draw(event.target.querySelector?.('[data-saved-views]')), true);
  document.addEventListener('submit', save);
  document.addEventListener('click', forget);
}

function read() {
  try {
    const views = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(views) ? views.filter(view => typeof view?.name === 'string' && view.address?.startsWith?.('/portfolio')) : [];
  } catch {
    return []; // not ours, or the browser keeps nothing
  }
}

function keep(views, words) {
  try {
    localStorage.setItem(key, JSON.stringify(views.slice(-most)));
    say(words);
  } catch {
    say('This browser keeps nothing: copy the link instead');
  }
}

function save(event) {
  const form = event.target;
  const box = form.closest('[data-saved-views]');
  if (!box) {
    return;
  }

  event.preventDefault();
  const name = form.elements.name.value.trim();
  if (name) {
    keep([...read().filter(view => view.name !== name), { name, address: box.dataset.here }], `View kept: ${name}`);
    draw(box);
    box.querySelector('a').focus();
  }
}

function forget(event) {
  const button = event.target.closest('[data-forget]');
  if (button) {
    const box = button.closest('[data-saved-views]');
    keep(read().filter(view => view.name !== button.dataset.forget), `View deleted: ${button.dataset.forget}`);
    draw(box);
    box.querySelector('input').focus();
  }
}

function draw(box) {
  if (!box) {
    return;
  }

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  };
  const lines = read().map(view => {
    const filter = new URL(view.address, location.origin).searchParams.get('filter');
    const against = `${box.dataset.compare}&against=${encodeURIComponent(filter ?? '')}`;
    return make('li', {},
      make('a', { href: view.address, 'data-view-of': view.name, ...(view.address === box.dataset.here ? { 'aria-current': 'true' } : {}) }, view.name),
      ...(filter ? [make('a', { href: against, class: 'button small quiet', 'aria-label': `Compare with ${view.name}` }, 'Compare')] : []),
      make('button', { type: 'button', class: 'button small quiet', 'data-forget': view.name, 'aria-label': `Delete ${view.name}` }, 'Delete'));
  });
  box.replaceChildren(
    ...(lines.length > 0 ? [make('ul', {}, ...lines)] : [make('p', { class: 'menu-title' }, 'No view is kept in this browser yet.')]),
    make('form', { class: 'menu-form' },
      make('label', {}, 'Keep this view as', make('input', { name: 'name', maxlength: '60', required: '', autocomplete: 'off' })),
      make('button', { class: 'button small' }, 'Save')));
}
