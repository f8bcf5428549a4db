// A path that is drawn by hand: knots move under pointer and keys here. The page hears of a knot on its way whenever it has dealt with the last word of it, and once it is let go.
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export function mount(svg, page) {
  const leaving = new AbortController();
  const on = (type, act) => svg.addEventListener(type, act, { signal: leaving.signal });
  let held = null;

  const scale = () => ({ low: +svg.dataset.low, high: +svg.dataset.high, step: +svg.dataset.step, least: +svg.dataset.least, most: +svg.dataset.most });
  const knots = () => [...svg.querySelectorAll('[role=slider]')];
  const valueOf = knot => +knot.getAttribute('aria-valuenow');

  const draw = () => {
    const { low, high } = scale();
    const box = svg.viewBox.baseVal;
    for (const knot of knots()) {
      knot.setAttribute('cy', box.height * (1 - (valueOf(knot) - low) / (high - low)));
    }
    svg.querySelector('.line').setAttribute('d', knots().map((knot, at) => `${at ? 'L' : 'M'}${knot.getAttribute('cx')} ${knot.getAttribute('cy')}`).join(''));
  };

  const put = (knot, value) => {
    const { step, least, most } = scale();
    const next = clamp(Math.round(value / step) * step, least, most);
    knot.setAttribute('aria-valuenow', +next.toFixed(6));
    knot.setAttribute('aria-valuetext', `${knot.dataset.quarter}: ${+next.toFixed(4)}`);
    draw();
  };

  const tell = knot => page.invokeMethodAsync('MoveKnot', +knot.dataset.at, valueOf(knot));

  let news = null;
  let isTelling = false;
  const hint = async knot => {
    news = knot;
    if (isTelling) {
      return;
    }
    isTelling = true;
    while (news && !leaving.signal.aborted) {
      const last = news;
      news = null;
      await page.invokeMethodAsync('DragKnot', +last.dataset.at, valueOf(last)).catch(() => { });
      await new Promise(done => setTimeout(done, 50));
    }
    isTelling = false;
  };

  on('pointerdown', event => {
    held = event.target.closest('[role=slider]');
    if (held) {
      svg.setPointerCapture(event.pointerId);
      held.focus();
      event.preventDefault();
    }
  });
  on('pointermove', event => {
    if (held) {
      const { low, high } = scale();
      const box = svg.getBoundingClientRect();
      put(held, high - ((high - low) * clamp((event.clientY - box.top) / box.height, 0, 1)));
      hint(held);
    }
  });
  on('pointerup', () => {
    if (held) {
      news = null;
      tell(held);
      held = null;
    }
  });
  on('pointercancel', () => { held = null; });

  const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };
  on('keydown', event => {
    const knot = event.target.closest('[role=slider]');
    if (knot && event.key in steps) {
      const { step } = scale();
      put(knot, valueOf(knot) + (steps[event.key] * step * (event.shiftKey && Math.abs(steps[event.key]) === 1 ? 10 : 1)));
      knot.dataset.moved = 'true';
      event.preventDefault();
      event.stopPropagation();
    }
  });
  on('keyup', event => {
    const knot = event.target.closest('[role=slider]');
    if (knot?.dataset.moved && event.key in steps) {
      delete knot.dataset.moved;
      tell(knot);
    }
  });

  return { leave: () => leaving.abort() };
}
