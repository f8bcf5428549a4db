// Keys of the frame. Whatever carries data-hotkey can be reached by it; single keys can be switched off and never fire while somebody types.
import { openPalette } from './palette.js';
import { copyLink } from './link.js';
import { cycleDensity, setSingleKeys, singleKeys } from './preferences.js';

const isTyping = target => target.closest?.('input, textarea, select, [contenteditable], dialog[open]');
const own = { c: copyLink, d: cycleDensity, '?': openKeys, t: () => document.querySelector('[data-table-toggle]')?.click(), '/': () => document.querySelector('[data-filter]')?.focus() };
let first = null;

export function openKeys() {
  setSingleKeys(singleKeys()); // the box says what is so
  document.getElementById('keys').showModal();
}

export function listenToKeys() {
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openPalette();
      return;
    }

    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !singleKeys() || isTyping(event.target)) {
      return;
    }

    const key = first ? `${first} ${event.key}` : event.key;
    first = null;
    if (event.key === 'g' && key === 'g') {
      first = 'g';
      setTimeout(() => first = null, 1500);
      return;
    }

    const target = key.startsWith('g ') ? jumpTo(key[2]) : document.querySelector(`[data-hotkey="${CSS.escape(key)}"]:not([disabled])`);
    const action = target ? () => target.click() : own[key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}

const jumpTo = key => [...document.querySelectorAll('#palette a[role=option]')].find(option => option.querySelector('kbd')?.textContent === `g ${key}`);
