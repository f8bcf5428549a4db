// Keeps the page readable while the server is away, and comes back to the same address as soon as it answers.
const waits = [0, 1000, 2000, 5000];
const bar = () => document.getElementById('components-reconnect-modal');

export function followConnection() {
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 10000, retryIntervalMilliseconds: tried => waits[Math.min(tried, waits.length - 1)] } } });
  new MutationObserver(look).observe(bar(), { attributes: true, attributeFilter: ['class'] });
  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
}

const isLost = () => bar().classList.contains('components-reconnect-show') || bar().classList.contains('components-reconnect-failed');

function look() {
  const frozen = bar().querySelector('[data-frozen]');
  if (isLost() && !frozen.textContent) {
    frozen.textContent = `at ${new Date().toLocaleTimeString()}`;
  } else if (bar().classList.contains('components-reconnect-hide')) {
    frozen.textContent = '';
  }

  // The server was started again: it does not know this circuit, and the address says all that is needed.
  if (bar().classList.contains('components-reconnect-rejected')) {
    reloadWhenUp();
  } else if (bar().classList.contains('components-reconnect-failed')) {
    hurry();
  }
}

async function hurry() {
  if (document.visibilityState === 'visible' && isLost()) {
    try {
      if (!(await Blazor.reconnect())) {
        await reloadWhenUp();
      }
    } catch {
      // The server does not answer yet; blazor.web.js goes on trying.
    }
  }
}

// A page loaded before the first figure can be read would be empty.
async function reloadWhenUp() {
  while (!(await isReady())) {
    await new Promise(wait => setTimeout(wait, 500));
  }

  location.reload();
}

async function isReady() {
  try {
    return (await fetch('/health/ready', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
