// The parts of the frame that work before the circuit is up and never wait for it: preferences, menus, palette, keys, ages, connection.
import { cycleDensity, setDensity, setSingleKeys, setTheme, singleKeys, toggleTheme } from './preferences.js';
import { closePalette, openPalette } from './palette.js';
import { listenToKeys, openKeys } from './keys.js';
import { followConnection } from './connection.js';
import { listenToExplorer } from './explorer.js';
import { copyLink } from './link.js';
import { say } from './say.js';

const actions = {
  theme: toggleTheme,
  density: cycleDensity,
  pause: () => document.querySelector('[data-pause], [data-resume]')?.click(),
  link: copyLink,
  print: () => print(),
  keys: openKeys,
  'single-keys': () => say(`Single keys are ${setSingleKeys(!singleKeys()) ? 'on' : 'off'}`),
  api: () => location.assign('/docs/api'),
};

const dialogs = { palette: openPalette, keys: openKeys };
const open = name => dialogs[name] ? dialogs[name]() : document.getElementById(name)?.showModal();

// One listener on the document: Blazor may replace what is inside when the circuit takes over the page.
document.addEventListener('click', event => {
  const on = selector => event.target.closest(selector);
  const opens = on('[data-opens]');
  if (opens) {
    open(opens.dataset.opens);
  } else if (on('[data-closes]')) {
    on('dialog').close();
  } else if (on('[data-theme-toggle]')) {
    toggleTheme();
  } else if (on('button[data-density]')) {
    setDensity(on('button[data-density]').dataset.density);
  } else if (on('button[data-theme-choice]')) {
    setTheme(on('button[data-theme-choice]').dataset.themeChoice);
  } else if (on('[data-copy-link]')) {
    copyLink();
  } else if (on('[data-print]')) {
    print();
  } else if (on('[data-action]')) {
    closePalette();
    actions[on('[data-action]').dataset.action]?.();
  } else if (event.target.matches?.('dialog')) {
    event.target.close(); // the click was on the backdrop
  }

  // A menu closes when something else is clicked, and after a choice that is a link.
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (!menu.contains(event.target) || on('.menu-body a')) {
      menu.open = false;
    }
  }
});

document.addEventListener('change', event => {
  if (event.target.matches('[data-single-keys]')) {
    setSingleKeys(event.target.checked);
  }
});

document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && event.target.closest?.('details[data-menu][open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// A form of a menu changes one choice of the address and keeps the others.
document.addEventListener('submit', event => {
  if (event.target.matches('form[data-keeps]')) {
    event.preventDefault();
    const address = new URL(location.href);
    for (const [key, value] of new FormData(event.target)) {
      address.searchParams.set(key, value);
    }

    event.target.closest('details').open = false;
    Blazor.navigateTo(address.pathname + address.search);
  }
});

// How old a picture is counts on in the browser; the server says only when it was made.
setInterval(() => {
  for (const time of document.querySelectorAll('time[data-since]')) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time.dataset.since)) / 1000));
    const text = seconds < 60 ? `${seconds} s ago` : seconds < 3600 ? `${Math.floor(seconds / 60)} m ago` : seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : new Date(time.dataset.since).toLocaleDateString();
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}, 1000);

listenToKeys();
followConnection();
listenToExplorer();
