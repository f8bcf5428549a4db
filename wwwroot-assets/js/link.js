// The address holds everything that a view is made of.
import { say } from './say.js';

export async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    say('The link to this view is copied');
  } catch {
    say('The browser does not let this page copy; the address bar holds the link', 'watch');
  }
}
