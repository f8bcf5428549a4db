// Light or dark: the system decides until the reader does. The choice stays in this browser.
const key = 'loantwin.theme';
const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

const current = () => root.dataset.theme ?? (systemDark.matches ? 'dark' : 'light');

export function toggle() {
  root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
  localStorage.setItem(key, root.dataset.theme);
}

const chosen = localStorage.getItem(key);
if (chosen === 'light' || chosen === 'dark') {
  root.dataset.theme = chosen;
}

// One listener on the document: Blazor may replace the button when the circuit takes over the page.
document.addEventListener('click', event => {
  if (event.target.closest('[data-theme-toggle]')) {
    toggle();
  }
});
