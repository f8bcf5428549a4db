// One trend in its box: a cursor for the pointer and the keys, ticks that wait for both, files. The library draws; it is fetched when a picture comes near.
import { draw, erase, image } from './charts-drawing.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const epoch = 719162; // 1 Jan 1970, counted as .NET counts days
const shortestRange = 7;
const patience = 500; // milliseconds between two drawings: at most two a second

export const mount = (box, server, picture) => new Chart(box, server, picture);

class Chart {
  #box; #server; #picture; #waiting = null; #isNear = false; #isHeld = false; #isGone = false;
  #canvas; #cursor; #tip; #reading; #figure;
  #at = -1; #drawnAt = 0; #timer = 0; #frame = 0;
  #watchers = []; #leaving = new AbortController();

  constructor(box, server, picture) {
    [this.#box, this.#server, this.#picture] = [box, server, picture];
    const part = name => box.querySelector(`:scope > ${name}`);
    [this.#canvas, this.#cursor, this.#tip, this.#reading] = [part('.canvas'), part('.cursor'), part('.tip'), part('[data-reading]')];
    this.#figure = box.closest('figure');
    this.#listen();
  }

  patch(picture) {
    this.#waiting = picture;
    this.#settle();
  }

  dispose() {
    this.#isGone = true;
    this.#leaving.abort();
    this.#watchers.forEach(watcher => watcher.disconnect());
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    erase(this.#canvas);
  }

  async savePicture(format, name) {
    const address = await image(this.#box, this.#picture, format);
    save(address, `${name}.${format}`);
    this.#closeMenu();
  }

  saveText(name, text) {
    const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
    save(address, name);
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.#closeMenu();
  }

  async fillScreen() {
    this.#closeMenu();
    await (document.fullscreenElement ? document.exitFullscreen() : this.#figure.requestFullscreen());
  }

  #listen() {
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.#leaving.signal });
    on(this.#box, 'pointermove', event => event.pointerType !== 'touch' && event.buttons === 0 && this.#point(event));
    on(this.#box, 'pointerdown', event => event.pointerType === 'touch' ? this.#point(event) : this.#hide());
    on(this.#box, 'pointerenter', () => { this.#isHeld = true; });
    on(this.#box, 'pointerleave', () => this.#release());
    on(this.#box, 'keydown', event => this.#press(event));
    on(this.#box, 'blur', () => this.#release());
    on(this.#figure, 'keydown', event => this.#pressFigure(event));
    on(document, 'click', event => event.target.closest('[data-menu]') !== this.#menu && this.#closeMenu());

    const recolour = () => this.#redraw();
    on(matchMedia('(prefers-color-scheme: dark)'), 'change', recolour);
    const theme = new MutationObserver(recolour);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const size = new ResizeObserver(() => this.#box.dataset.drawn !== undefined && this.#redraw());
    size.observe(this.#box);
    const nearness = new IntersectionObserver(entries => {
      this.#isNear = entries.at(-1).isIntersecting;
      this.#settle();
      if (this.#isNear && this.#box.dataset.drawn === undefined) {
        this.#redraw();
      }
    }, { rootMargin: '200px' });
    nearness.observe(this.#box);
    this.#watchers = [theme, size, nearness];
  }

  // A tick changes the picture only where someone can see it and nobody is reading it.
  #settle() {
    if (!this.#waiting || this.#isHeld || !this.#isNear) {
      return;
    }

    clearTimeout(this.#timer);
    const rest = this.#drawnAt + patience - performance.now();
    if (rest > 0) {
      this.#timer = setTimeout(() => this.#settle(), rest);
      return;
    }

    [this.#picture, this.#waiting] = [this.#waiting, null];
    this.#drawnAt = performance.now();
    this.#redraw();
  }

  #redraw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(async () => {
      if (this.#isGone || !this.#isNear || this.#box.hidden) {
        return;
      }

      await draw(this.#box, this.#canvas, this.#picture, (from, to) => this.#ask(from, to), () => this.#isGone);
    });
  }

  #ask(from, to) {
    // What is asked for is to be seen at once: the reader is not reading the old picture any more.
    this.#hide();
    this.#isHeld = false;
    return this.#server.invokeMethodAsync('ShowRangeAsync', from, to);
  }

  #stops() {
    const { lines, fan, now } = this.#picture;
    const main = lines.find(line => line.role === 0) ?? lines[0];
    const booked = main ? main.days.filter((_, index) => main.values[index] !== null) : [];
    return [...new Set([...booked, ...(fan?.days.filter(day => day > now) ?? [])])].sort((a, b) => a - b);
  }

  #point(event) {
    const area = this.#area();
    const { from, to } = this.#picture;
    const day = from + (event.clientX - this.#box.getBoundingClientRect().left - area.left) / area.width * (to - from);
    const stops = this.#stops();
    if (stops.length > 0) {
      this.#isHeld = true;
      this.#show(stops.reduce((best, stop, index) => Math.abs(stop - day) < Math.abs(stops[best] - day) ? index : best, 0), stops);
    }
  }

  #press(event) {
    const stops = this.#stops();
    const last = stops.length - 1;
    const here = this.#at < 0 ? last : Math.min(this.#at, last);
    const step = event.shiftKey ? 10 : 1;
    const moves = {
      ArrowLeft: this.#at < 0 ? last : here - step,
      ArrowRight: this.#at < 0 ? 0 : here + step,
      Home: 0,
      End: last,
    };
    if (event.ctrlKey || event.metaKey || event.altKey || last < 0) {
      return;
    }

    if (event.key in moves) {
      event.preventDefault();
      this.#isHeld = true;
      this.#show(Math.max(0, Math.min(last, moves[event.key])), stops);
      this.#reading.textContent = this.#sentence(stops[this.#at]);
    } else if (event.key === 'Escape') {
      this.#release();
    } else if (event.key === '+' || event.key === '-') {
      event.preventDefault();
      this.#scale(event.key === '+' ? .5 : 2, stops[here]);
    } else if (event.key === '0') {
      this.#ask(null, null);
    }
  }

  #pressFigure(event) {
    const isTyping = event.target.closest('input, select, textarea, [contenteditable]');
    if (event.key.toLowerCase() === 't' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping) {
      event.preventDefault();
      this.#figure.querySelector('[data-table-toggle]')?.click();
      // What has been replaced cannot keep the focus, so it goes to what came.
      new MutationObserver((_, seen) => {
        seen.disconnect();
        (this.#box.hidden ? this.#figure.querySelector('[data-table]') : this.#box)?.focus();
      }).observe(this.#box, { attributes: true, attributeFilter: ['hidden'] });
    } else if (event.key === 'Escape' && this.#menu?.open) {
      this.#closeMenu();
      this.#menu.querySelector('summary').focus();
    }
  }

  #scale(by, day) {
    const { from, to } = this.#picture;
    const half = Math.max(shortestRange, (to - from) * by) / 2;
    this.#ask(Math.round(day - half), Math.round(day + half));
  }

  #show(index, stops) {
    this.#at = index;
    const day = stops[index];
    const { from, to } = this.#picture;
    const area = this.#area();
    const left = area.left + (day - from) / (to - from) * area.width;
    this.#cursor.hidden = this.#tip.hidden = false;
    this.#cursor.style.transform = `translateX(${left}px)`;
    this.#tip.replaceChildren(row('day', dayText(day)), ...this.#values(day).map(value => row(value.tone, value.name, value.text)));
    const isRight = left > this.#box.clientWidth / 2;
    this.#tip.style.transform = `translateX(${Math.round(isRight ? left - this.#tip.offsetWidth - 10 : left + 10)}px)`;
  }

  #release() {
    this.#hide();
    this.#isHeld = this.#box.matches(':hover');
    this.#settle();
  }

  #hide() {
    this.#at = -1;
    this.#cursor.hidden = this.#tip.hidden = true;
  }

  #values(day) {
    const { lines, fan, from, to } = this.#picture;
    const reach = Math.max(1, (to - from) / 120);
    const values = lines.flatMap(line => {
      const index = line.days.reduce((best, there, at) => line.values[at] !== null && (best < 0 || Math.abs(there - day) < Math.abs(line.days[best] - day)) ? at : best, -1);
      return index < 0 || Math.abs(line.days[index] - day) > reach ? [] : [{ tone: ['ours', 'challenger', 'baseline'][line.role], name: line.label, text: this.#text(line.values[index]) }];
    });
    const at = fan?.days.indexOf(day) ?? -1;
    return at < 0 || day <= this.#picture.now ? values : [
      { tone: 'ours', name: `${fan.label}, median`, text: this.#text(fan.median[at]) },
      { tone: 'detail', name: '50 %', text: `${this.#text(fan.low50[at])} to ${this.#text(fan.high50[at])}` },
      { tone: 'detail', name: '90 %', text: `${this.#text(fan.low90[at])} to ${this.#text(fan.high90[at])}` },
      ...values.filter(value => value.tone !== 'ours'),
    ];
  }

  #sentence(day) {
    return `${dayText(day)}: ${this.#values(day).map(value => `${value.name} ${value.text}`).join(', ')}`;
  }

  #text(value) {
    const { scale, decimals, prefix, suffix } = this.#picture.pattern;
    const digits = Math.abs(value * scale).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    return `${value < 0 && /[1-9]/.test(digits) ? '−' : ''}${prefix}${digits}${suffix}`;
  }

  #area() {
    const style = getComputedStyle(this.#box);
    const left = parseFloat(style.getPropertyValue('--plot-left'));
    return { left, width: this.#box.clientWidth - left - parseFloat(style.getPropertyValue('--plot-right')) };
  }

  get #menu() {
    return this.#figure.querySelector('[data-menu]');
  }

  #closeMenu() {
    this.#menu?.removeAttribute('open');
  }
}

function dayText(number) {
  const day = new Date((number - epoch) * 86_400_000);
  return `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

function row(tone, name, value) {
  const line = document.createElement('div');
  line.className = tone;
  for (const text of value === undefined ? [name] : [name, value]) {
    line.append(Object.assign(document.createElement('span'), { textContent: text }));
  }

  return line;
}

function save(address, name) {
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}
