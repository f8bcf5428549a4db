// Search or jump: what it offers is in the page already, so it answers at once.
const dialog = () => document.getElementById('palette');
const options = () => [...dialog().querySelectorAll('[role=option]')];
const shown = () => options().filter(option => !option.hidden);
let opener = null;

export function openPalette() {
  if (!dialog().open) {
    opener = document.activeElement;
    dialog().showModal();
    const input = dialog().querySelector('input');
    input.value = '';
    filter('');
    input.focus();
  }
}

export function closePalette() {
  if (dialog().open) {
    dialog().close();
  }
}

function filter(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const option of options()) {
    const target = option.dataset.words.toLowerCase();
    option.hidden = option.dataset.loan === undefined && !words.every(word => target.includes(word));
  }

  offerLoan(text.trim());
  for (const group of dialog().querySelectorAll('[role=group]')) {
    group.hidden = ![...group.children].some(option => !option.hidden);
  }

  dialog().querySelector('.nothing').hidden = shown().length > 0;
  choose(shown()[0]);
}

function offerLoan(text) {
  const loan = dialog().querySelector('[data-loan]');
  if (loan) {
    const id = /^(?:l-?)?0*(\d{1,15})$/i.exec(text)?.[1];
    loan.hidden = id === undefined;
    if (id !== undefined) {
      loan.href = `/loans/${id}`;
      loan.querySelector('b').textContent = `Loan L-${id.padStart(7, '0')}`;
    }
  }
}

function choose(option) {
  for (const other of options()) {
    other.setAttribute('aria-selected', other === option);
  }

  const input = dialog().querySelector('input');
  if (option) {
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  } else {
    input.removeAttribute('aria-activedescendant');
  }
}

document.addEventListener('input', event => {
  if (event.target.matches('[data-palette]')) {
    filter(event.target.value);
  }
});

document.addEventListener('keydown', event => {
  if (!event.target.matches?.('[data-palette]')) {
    return;
  }

  const all = shown();
  const at = all.findIndex(option => option.getAttribute('aria-selected') === 'true');
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move && all.length > 0) {
    event.preventDefault();
    choose(all[(at + move + all.length) % all.length]);
  } else if (event.key === 'Enter' && at >= 0) {
    event.preventDefault();
    all[at].click();
  }
});

document.addEventListener('click', event => {
  if (event.target.closest('#palette a[role=option]')) {
    closePalette();
    opener = null; // the new page has the focus
  }
});

document.addEventListener('close', event => {
  if (event.target.id === 'palette') {
    opener?.focus();
  }
}, true);
