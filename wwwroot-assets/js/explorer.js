// The explorer's forms, brushes and rows. What is chosen stands in the address: everything here ends in a link being followed or a form being sent.
import { singleKeys } from './preferences.js';
import { listenToSavedViews } from './saved-views.js';

const isTyping = target => target.closest?.('input, textarea, select, [contenteditable], dialog[open]');
const pageOfRows = 12;

export function listenToExplorer() {
  listenToSavedViews();
  document.addEventListener('submit', send);
  document.addEventListener('change', event => event.target.closest('form[data-applies]')?.requestSubmit());
  document.addEventListener('click', keepPlace, true);
  document.addEventListener('keydown', press);
  document.addEventListener('pointerdown', brush);
  new MutationObserver(changes => changes.forEach(({ target }) => target.scrollTo(0, 0))).observe(document.documentElement, { subtree: true, attributeFilter: ['data-list'] });
}

// The form goes to its own address without loading the page anew; an empty field says nothing.
function send(event) {
  const form = event.target;
  if (!form.matches('form[data-explorer-form]') || !window.Blazor) {
    return;
  }

  event.preventDefault();
  const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
  staying();
  Blazor.navigateTo(`${new URL(form.action).pathname}${said.size > 0 ? '?' : ''}${String(said).replaceAll('+', '%20')}`);
  const typed = form.querySelector('[data-filter]');
  if (typed) {
    typed.value = '';
    document.querySelector('[data-grid]')?.focus({ preventScroll: true });
  }
}

// Following a link of this very page leaves the reader where he is.
function keepPlace(event) {
  const link = event.target.closest?.('a[href]');
  if (link?.closest('[data-explorer], .chips') && !link.hasAttribute('download') && new URL(link.href).pathname === location.pathname) {
    staying();
  }
}

function staying() {
  const top = scrollY;
  if (top > 0) {
    const back = () => scrollY === 0 && scrollTo(0, top);
    addEventListener('scroll', back);
    setTimeout(() => removeEventListener('scroll', back), 1000);
  }
}

function press(event) {
  if (event.key === ' ' && event.target.matches?.('a[role=checkbox]')) {
    event.preventDefault();
    event.target.click();
    return;
  }

  const grid = document.querySelector('[data-grid]');
  if (!grid || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) {
    return;
  }

  const isInside = grid.contains(event.target);
  const row = document.activeElement.closest?.('[data-loan]');
  const isLetter = event.key.length === 1;
  if (isLetter ? !singleKeys() : !isInside && event.key !== 'Escape') {
    return;
  }

  const at = row ? Number(row.getAttribute('aria-rowindex')) : 1;
  const last = Number(grid.querySelector('table').getAttribute('aria-rowcount')) - 1;
  const goals = { j: at + 1, ArrowDown: at + 1, k: at - 1, ArrowUp: at - 1, Home: 2, End: last, PageDown: at + pageOfRows, PageUp: at - pageOfRows };
  const acts = {
    Enter: () => event.target.closest('a') ? false : row?.querySelector('[data-open]').click(),
    x: () => row?.querySelector('[data-select]').click(),
    Escape: () => document.querySelector('[data-unselect]')?.click(),
  };
  if (event.key in goals) {
    event.preventDefault();
    go(grid, Math.min(last, Math.max(2, goals[event.key])));
  } else if (event.key in acts && acts[event.key]() !== false && event.key !== 'Escape') {
    event.preventDefault();
  }
}

// A row that is not there yet is scrolled near, and focused when it has come.
function go(grid, index, tries = 60) {
  const row = grid.querySelector(`[aria-rowindex="${index}"][data-loan]`);
  if (row) {
    grid.querySelectorAll('[data-loan][tabindex="0"]').forEach(other => other.setAttribute('tabindex', '-1'));
    row.setAttribute('tabindex', '0');
    row.focus({ preventScroll: true });
    const [head, foot] = [grid.querySelector('thead').offsetHeight, grid.querySelector('tfoot').offsetHeight];
    const top = row.offsetTop - grid.scrollTop;
    if (top < head) {
      grid.scrollTop += top - head;
    } else if (top + row.offsetHeight > grid.clientHeight - foot) {
      grid.scrollTop += top + row.offsetHeight - grid.clientHeight + foot;
    }

    return;
  }

  if (tries === 60) {
    const tall = grid.querySelector('[data-loan]')?.offsetHeight ?? 32;
    grid.scrollTop = (index - 2) * tall - grid.clientHeight / 2;
  }

  if (tries > 0) {
    setTimeout(() => go(grid, index, tries - 1), 25);
  }
}

// A stretch of a histogram under the pointer becomes the two ends of its form, which can as well be typed.
function brush(event) {
  const bars = event.target.closest?.('[data-brush]');
  if (!bars || event.button !== 0) {
    return;
  }

  event.preventDefault();
  const edges = bars.dataset.brush.split(' ').map(edge => edge.split('|'));
  const mark = bars.querySelector('[data-brushed]');
  const barAt = at => Math.min(edges.length - 1, Math.max(0, Math.floor((at.clientX - bars.getBoundingClientRect().left) / bars.getBoundingClientRect().width * edges.length)));
  const [first, leaving] = [barAt(event), new AbortController()];
  const show = at => {
    const [from, to] = [Math.min(first, barAt(at)), Math.max(first, barAt(at))];
    mark.setAttribute('x', 212 * from / edges.length);
    mark.setAttribute('width', 212 * (to - from + 1) / edges.length);
    return [from, to];
  };
  show(event);
  addEventListener('pointermove', show, { signal: leaving.signal });
  addEventListener('pointerup', at => {
    leaving.abort();
    const [from, to] = show(at);
    mark.setAttribute('width', 0);
    const form = bars.parentElement.querySelector('form.range');
    form.querySelector('[data-from]').value = edges[from][0];
    form.querySelector('[data-to]').value = edges[to][1];
    form.requestSubmit();
  }, { signal: leaving.signal });
  addEventListener('pointercancel', () => { leaving.abort(); mark.setAttribute('width', 0); }, { signal: leaving.signal });
}
