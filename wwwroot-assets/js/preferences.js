// How one reader likes pages. A cookie, so that the server draws the first paint right already.
const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const densities = ['', 'comfortable', 'compact'];

const keep = (name, value) => document.cookie = `${name}=${value}; path=/; samesite=lax; max-age=${value ? 31536000 : 0}`;

function set(name, value) {
  if (value) {
    root.dataset[name] = value;
  } else {
    delete root.dataset[name];
  }

  keep(name, value);
}

export const theme = () => root.dataset.theme || (systemDark.matches ? 'dark' : 'light');
export const setTheme = value => set('theme', value);
export const toggleTheme = () => setTheme(theme() === 'dark' ? 'light' : 'dark');
export const setDensity = value => set('density', value);
export const cycleDensity = () => setDensity(densities[(densities.indexOf(root.dataset.density ?? '') + 1) % densities.length]);
export const setTiles = value => keep('tiles', value);
export const singleKeys = () => root.dataset.keys !== 'off';

export function setSingleKeys(on) {
  set('keys', on ? '' : 'off');
  for (const box of document.querySelectorAll('[data-single-keys]')) {
    box.checked = on;
  }

  return on;
}
