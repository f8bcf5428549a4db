// A path that is drawn by hand: knots move under pointer and keys here, and the cells below them nudge, move on and take a block. The page hears of a knot on its way whenever it has dealt with the last word of it, and once it is let go.
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const Steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export function mount(root, page) {
  const leaving = new AbortController();
  const svg = root.querySelector('svg');
  const tip = svg.querySelector('.tip');
  const drop = svg.querySelector('.drop');
  const on = (type, act, target = root) => target.addEventListener(type, act, { signal: leaving.signal });
  let held = null;
  let isTyping = false;

  const scale = () => Object.fromEntries(['low', 'high', 'top', 'foot', 'step', 'least', 'most'].map(name => [name, +root.dataset[name]]));
  const knots = () => [...svg.querySelectorAll('[role=slider]')];
  const cells = () => [...root.querySelectorAll('input[data-at]')];
  const valueOf = knot => +knot.getAttribute('aria-valuenow');
  const heightOf = value => {
    const { low, high, top, foot } = scale();
    return foot - (foot - top) * (value - low) / (high - low);
  };

  const point = at => {
    const knot = knots()[at];
    root.querySelectorAll('th.chosen').forEach(head => head.classList.remove('chosen'));
    root.classList.toggle('pointing', !!knot);
    if (!knot) {
      return;
    }
    root.querySelector(`th[data-column="${at}"]`)?.classList.add('chosen');
    const [x, y, width] = [+knot.getAttribute('cx'), +knot.getAttribute('cy'), svg.viewBox.baseVal.width];
    tip.setAttribute('transform', `translate(${clamp(x - 48, 60, width - 98)} ${y > 52 ? y - 42 : y + 16})`);
    tip.querySelector('text').textContent = `${knot.dataset.quarter} · ${valueOf(knot).toFixed(1)}`;
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: y })) {
      drop.setAttribute(name, value);
    }
  };

  const put = (knot, value) => {
    const { step, least, most } = scale();
    const next = clamp(Math.round(value / step) * step, least, most);
    knot.setAttribute('aria-valuenow', +next.toFixed(6));
    knot.setAttribute('aria-valuetext', `${knot.dataset.quarter}: ${+next.toFixed(4)}`);
    knot.setAttribute('cy', clamp(heightOf(next), scale().top, scale().foot));
    svg.querySelector('.line').setAttribute('d', knots().map((other, at) => `${at ? 'L' : 'M'}${other.getAttribute('cx')} ${other.getAttribute('cy')}`).join(''));
    point(+knot.dataset.at);
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
  }, svg);
  on('pointermove', event => {
    if (held) {
      const { low, high, top, foot } = scale();
      const box = svg.getBoundingClientRect();
      const y = (event.clientY - box.top) / box.height * svg.viewBox.baseVal.height;
      put(held, low + (high - low) * clamp((foot - y) / (foot - top), 0, 1));
      hint(held);
    }
  }, svg);
  on('pointerup', () => {
    if (held) {
      news = null;
      tell(held);
      held = null;
    }
  }, svg);
  on('pointercancel', () => { held = null; }, svg);

  // The tip follows the focus, and a cell is ready to be typed over.
  on('focusin', event => {
    if (event.target.dataset.at !== undefined) {
      point(+event.target.dataset.at);
      isTyping = false;
      event.target.select?.();
    }
  });
  on('focusout', () => point(-1));

  // While a cell is being typed in, undo is the browser's own.
  on('input', () => { isTyping = true; });
  on('change', () => { isTyping = false; });

  const amount = event => Steps[event.key] * scale().step * (event.shiftKey && Math.abs(Steps[event.key]) === 1 ? 10 : 1);
  const nudge = (event, knot) => {
    put(knot, valueOf(knot) + amount(event));
    root.dataset.moved = knot.dataset.at;
    const cell = cells()[+knot.dataset.at];
    if (document.activeElement === cell) {
      cell.value = valueOf(knot).toFixed(1);
      isTyping = false;
      cell.select();
    }
    event.preventDefault();
    event.stopPropagation();
  };

  on('keydown', event => {
    const at = event.target.dataset.at;
    if (at === undefined) {
      return;
    }
    const isCell = event.target.matches('input');
    const row = isCell ? cells() : knots();
    if ((event.ctrlKey || event.metaKey) && ['z', 'y'].includes(event.key.toLowerCase()) && !(isCell && isTyping)) {
      page.invokeMethodAsync(event.key.toLowerCase() === 'y' || event.shiftKey ? 'Redo' : 'Undo');
      event.preventDefault();
    } else if (event.key in Steps) {
      nudge(event, knots()[+at]);
    } else if (!event.ctrlKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft') && (!isCell || event.target.selectionEnd - event.target.selectionStart === event.target.value.length)) {
      row[+at + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
      event.preventDefault();
    } else if (isCell && event.key === 'Enter') {
      row[+at + (event.shiftKey ? -1 : 1)]?.focus();
      event.preventDefault();
    }
  });
  on('keyup', event => {
    if (root.dataset.moved !== undefined && event.key in Steps) {
      const knot = knots()[+root.dataset.moved];
      delete root.dataset.moved;
      tell(knot);
    }
  });

  // One number is typed; more than one is a block from here on.
  on('paste', event => {
    const text = event.clipboardData.getData('text');
    if (/[\n\t;]/.test(text.trim())) {
      page.invokeMethodAsync('Paste', +event.target.dataset.at || 0, text);
      event.preventDefault();
    }
  });

  on('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      document.querySelector('[data-run]')?.click();
    }
  }, document);

  return { leave: () => leaving.abort() };
}
