// What plotly.js is told of a picture. Colours are read from the tokens at every drawing, so a change of theme is a drawing like any other.
let library = null;

const load = address => library ??= import(new URL(address, document.baseURI)).then(() => window.Plotly);

const config = { displayModeBar: false, displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false, showAxisDragHandles: false };
const tones = { 0: 'ours', 1: 'challenger', 2: 'baseline' };

export async function draw(box, canvas, picture, ask, isGone) {
  const plotly = await load(box.dataset.library);
  if (isGone() || !canvas.isConnected || canvas.clientWidth === 0) {
    return;
  }

  const { data, layout } = plan(box, picture, canvas.clientWidth, canvas.clientHeight);
  await plotly.react(canvas, data, layout, config);
  if (box.dataset.drawn === undefined && !isGone()) {
    box.dataset.drawn = '';
    canvas.on('plotly_relayout', change => {
      if ('xaxis.range[0]' in change) {
        ask(Math.round(change['xaxis.range[0]']), Math.round(change['xaxis.range[1]']));
      }
    });
    canvas.on('plotly_doubleclick', () => ask(null, null));
  }
}

export function erase(canvas) {
  window.Plotly?.purge(canvas);
}

// A file stands alone, so it carries the title, the unit and an opaque ground.
export async function image(box, picture, format) {
  const plotly = await load(box.dataset.library);
  const { data, layout, ink } = plan(box, picture, 960, 480);
  layout.paper_bgcolor = ink('--surface');
  layout.margin = { ...layout.margin, t: 64, r: layout.margin.r + 16, l: layout.margin.l + 12, b: layout.margin.b + 8 };
  layout.title = {
    text: `<b>${escaped(picture.title)}</b><br><span style="font-size:12px">${escaped(picture.subtitle)}</span>`,
    x: 0, xref: 'container', xanchor: 'left', y: 1, yref: 'container', yanchor: 'top', pad: { l: 16, t: 14 }, font: { size: 15, color: ink('--text') },
  };
  return plotly.toImage({ data, layout, config }, { format, width: 960, height: 480, scale: format === 'png' ? 2 : 1 });
}

function plan(box, picture, width, height) {
  const style = getComputedStyle(box);
  const side = name => parseFloat(style.getPropertyValue(`--plot-${name}`));
  const margin = { l: side('left'), r: side('right'), t: side('top'), b: side('bottom'), pad: 0 };
  const ink = inks(box);
  const isNarrow = width <= 560;
  const ticks = axis => ({ tickmode: 'array', tickvals: axis.map(tick => tick.at), ticktext: axis.map(tick => escaped(tick.text)) });
  const days = isNarrow ? picture.days.filter((_, index) => index % 2 === 0) : picture.days;
  const layout = {
    template: template(ink, style.fontFamily),
    width, height, margin,
    autosize: false,
    uirevision: picture.key,
    xaxis: { type: 'linear', range: [picture.from, picture.to], ...ticks(days) },
    yaxis: { type: 'linear', range: [picture.axis.low, picture.axis.high], ...ticks(picture.axis.ticks) },
    shapes: shapes(picture, ink),
    annotations: annotations(picture, ink),
  };
  return { data: [...bands(picture, ink), ...lines(picture, ink), ...points(picture, ink)], layout, ink };
}

function template(ink, family) {
  const axis = { color: ink('--text-faint'), tickfont: { size: 12, color: ink('--text-faint') }, automargin: false, zeroline: false };
  return {
    layout: {
      font: { family, size: 12, color: ink('--text-muted') },
      paper_bgcolor: ink('transparent'), plot_bgcolor: ink('transparent'),
      xaxis: { ...axis, showgrid: false, showline: true, linecolor: ink('--border-control'), linewidth: 1, ticks: 'outside', ticklen: 4, tickcolor: ink('--border-control') },
      yaxis: { ...axis, showgrid: true, gridcolor: ink('--grid'), gridwidth: 1, ticks: '', ticklabelstandoff: 6, fixedrange: true },
      hovermode: false,
      dragmode: 'zoom',
      showlegend: false,
      transition: { duration: 0 },
      annotationdefaults: { showarrow: false, font: { size: 12, color: ink('--text') } },
    },
    data: { scatter: [{ mode: 'lines', line: { width: 2, shape: 'linear' }, cliponaxis: true, hoverinfo: 'skip' }] },
  };
}

function bands({ fan }, ink) {
  if (!fan) {
    return [];
  }

  const edge = (y, fill) => ({ type: 'scatter', x: fan.days, y, line: { width: 0 }, ...(fill && { fill: 'tonexty', fillcolor: fill }) });
  return [
    edge(fan.low90), edge(fan.high90, ink('--band-90')),
    edge(fan.low50), edge(fan.high50, ink('--band-50')),
    { type: 'scatter', x: fan.days, y: fan.median, line: { color: ink('--s1'), dash: '5px,4px' } },
  ];
}

function lines(picture, ink) {
  const colours = { ours: '--s1', challenger: '--s2', baseline: '--context' };
  return picture.lines.toReversed().map(line => ({
    type: 'scatter', name: line.label, x: line.days, y: line.values, connectgaps: false,
    line: { color: ink(colours[tones[line.role]]), width: line.role === 2 ? 1.25 : 2 },
  }));
}

function points({ today, crossing }, ink) {
  const point = ({ day, value }, fill, edge) => ({ type: 'scatter', mode: 'markers', x: [day], y: [value], cliponaxis: false, marker: { size: 8, color: ink(fill), line: { width: 2, color: ink(edge) } } });
  return [...(today ? [point(today, '--s1', '--s1')] : []), ...(crossing ? [point(crossing, '--surface', '--s1')] : [])];
}

function shapes(picture, ink) {
  const across = (y, line) => ({ type: 'line', xref: 'paper', x0: 0, x1: 1, yref: 'y', y0: y, y1: y, line: { width: 1, ...line } });
  const inside = levels => levels.filter(level => !level.isOutside);
  const hasFuture = picture.showsFuture;
  return [
    ...(hasFuture ? [{ type: 'rect', layer: 'below', x0: picture.now, x1: picture.to, yref: 'paper', y0: 0, y1: 1, fillcolor: ink('--future'), line: { width: 0 } }] : []),
    ...inside(picture.targets).map(level => across(level.value, { dash: '1.5px,4px', color: ink('--text-muted') })),
    ...inside(picture.limits).map(level => across(level.value, { dash: '5px,4px', color: ink('--breach') })),
    ...(hasFuture ? [{ type: 'line', x0: picture.now, x1: picture.now, yref: 'paper', y0: 0, y1: 1, line: { width: 1, color: ink('--text') } }] : []),
    ...picture.pins.map(pin => ({ type: 'circle', xsizemode: 'pixel', ysizemode: 'pixel', xanchor: pin.day, yanchor: 0, yref: 'paper', x0: -8, x1: 8, y0: 6, y1: 22, fillcolor: ink('--surface'), line: { width: 1, color: ink('--border-control') } })),
  ];
}

function annotations(picture, ink) {
  const note = (text, place, font = {}) => ({ text: escaped(text), showarrow: false, ...place, font: { size: 12, color: ink('--text-faint'), ...font } });
  const { today, crossing, axis } = picture;
  const level = (mark, colour) => note(mark.text, {
    xref: 'paper', x: 0, xanchor: 'left', xshift: 3,
    ...(mark.isOutside
      ? { yref: 'paper', y: mark.value > axis.high ? 1 : 0, yanchor: mark.value > axis.high ? 'top' : 'bottom' }
      : { y: mark.value, yanchor: mark.isNamedBelow ? 'top' : 'bottom' }),
  }, { color: ink(colour), weight: 500 });
  const top = { x: picture.now, yref: 'paper', y: 1, yanchor: 'top' };
  return [
    ...picture.targets.map(mark => level(mark, '--text-muted')),
    ...picture.limits.map(mark => level(mark, '--breach')),
    ...(picture.showsFuture ? [note('now', { ...top, xanchor: 'right', xshift: -3 }), note('Forecast', { ...top, xanchor: 'left', xshift: 3 })] : []),
    ...(today && picture.showsFuture ? [note(today.text, { x: today.day, y: today.value, xanchor: 'right', yanchor: today.isBelow ? 'top' : 'bottom', xshift: -5, yshift: today.isBelow ? -3 : 3 }, { color: ink('--s1-text'), weight: 600 })] : []),
    ...(crossing ? [note(crossing.text, { x: crossing.day, y: crossing.value, yanchor: 'top', yshift: -6 }, { color: ink('--text'), weight: 600 })] : []),
    ...picture.pins.map(pin => note(pin.number, { x: pin.day, yref: 'paper', y: 0, yanchor: 'middle', yshift: 14 })),
    ...picture.ends.map(end => ends(end, note, ink)),
  ];
}

function ends(end, note, ink) {
  const colour = { ours: '--s1-text', challenger: '--s2-text', baseline: '--text-faint' }[end.tone];
  const words = end.words.map(line => line.startsWith('90 %') ? `<span style="color:${ink('--text-faint')};font-weight:400">${escaped(line)}</span>` : escaped(line));
  return { ...note('', { xref: 'paper', x: 1, xanchor: 'left', xshift: 5, yref: 'paper', y: end.at, yanchor: 'middle', align: 'left' }, { color: ink(colour), weight: 600 }), text: words.join('<br>') };
}

// A token may be light-dark(...), which only an element that uses it can resolve.
function inks(box) {
  const probe = box.querySelector(':scope > .cursor');
  const known = new Map();
  return name => {
    if (!known.has(name)) {
      probe.style.color = name.startsWith('--') ? `var(${name})` : name;
      known.set(name, getComputedStyle(probe).color);
      probe.style.color = '';
    }

    return known.get(name);
  };
}

// The library reads some markup in texts; ours have none.
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
