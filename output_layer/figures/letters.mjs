// The letters: which letter comes next, picked with temperature, top-k and top-p, and the text.
import { buttons } from "./playback.mjs";
import { range, readouts, row, select, tell } from "./controls.mjs";
import { uniforms } from "./lehmer.mjs";
import { softmax } from "./maths.mjs";
import { drag, label, plot, point } from "./plot.mjs";
import { figure, html, loop, memo, set, svg, write } from "./view.mjs";

const TRAITS = ["first", "temperature", "k", "p", "seed", "length", "pairs"];
const LETTERS = [..." abcdefghijklmnopqrstuvwxyz"];
const BLANK = "␣";
const PACE = 12; // letters a second

const shown = (place) => (place ? LETTERS[place] : BLANK);
const descending = (z) => z.map((_, j) => j).sort((i, j) => z[j] - z[i] || i - j);
const cut = (z, least) => z.map((each) => (each >= least ? each : -Infinity));

const topK = (z, k) => cut(z, z[descending(z)[Math.min(k, z.length) - 1]]);

function topP(z, p) {
  const a = softmax(z);
  let above = 0, least = Infinity;
  for (const j of descending(z)) {
    if (above < p || p === 1) least = z[j];
    above += a[j];
  }
  return cut(z, least);
}

// After each letter: the shares at the temperature, and those that are picked from.
function tables({ temperature, k, p, pairs }) {
  return pairs.counts.map((counts) => {
    const whole = counts.reduce((sum, count) => sum + count) + counts.length;
    const z = counts.map((count) => Math.log((count + 1) / whole) / temperature);
    return [softmax(z), softmax(topP(topK(z, k), p))];
  });
}

function pick(shares, u) {
  let sum = 0, last = 0;
  for (const [j, share] of shares.entries()) {
    if (share === 0) continue;
    sum += share;
    last = j;
    if (u < sum) break;
  }
  return last;
}

function written({ first, seed, length }, rows) {
  const draw = uniforms(seed), text = [first];
  for (let i = 0; i < length; i += 1) text.push(pick(rows[text[i]][1], draw()));
  return text;
}

export function values(state, rows = tables(state)) {
  const text = written(state, rows), last = text[text.length - 1];
  const [every, kept] = rows[last];
  const inside = kept.filter((share) => share > 0);
  return {
    last: shown(last),
    kept: String(inside.length),
    share: every.reduce((sum, share, j) => sum + (kept[j] > 0 ? share : 0), 0),
    perplexity: Math.exp(-inside.reduce((sum, share) => sum + share * Math.log(share), 0)),
    text: text.map((place) => LETTERS[place]).join("").replace(/^ | $| (?= )/g, BLANK),
  };
}

// A bar for each letter, with a point where its share was before any was left out.
function bars(view) {
  const chart = plot(view, view.root, { name: "letters", margin: { left: 36 } });
  const made = LETTERS.map(() => [
    chart.marks.appendChild(svg("rect", { class: "bar neuron" })),
    point(chart, "ink"),
    label(chart, "muted"),
  ]);
  drag(chart, chart.svg, ([x]) => {
    const first = Math.min(LETTERS.length, Math.max(1, Math.round(x))) - 1;
    view.set({ first, length: 0 });
  });
  return ([every, kept]) => {
    const high = Math.max(0.5, ...kept);
    const x = { domain: [0.4, LETTERS.length + 0.6], count: 1, label: view.words.axis_letter };
    chart.frame({ x, y: { domain: [0, high * 1.02], high, label: view.words.axis_share } });
    const half = 0.35 * (chart.X(2) - chart.X(1));
    made.forEach(([bar, dot, name], j) => {
      const [from, to] = [chart.Y(0), chart.Y(kept[j])];
      set(bar, { x: (chart.X(j + 1) - half).toFixed(2), width: (2 * half).toFixed(2), y: to.toFixed(2), height: (from - to).toFixed(2) });
      dot(j + 1, every[j]);
      name(j + 1, 0, shown(j), { anchor: "middle", dy: 16 });
    });
  };
}

// Writes letter by letter; it goes on from where the text ends.
function writer(view, parent) {
  let from = 0;
  const [, most] = view.limits.length;
  const play = loop(view, (seconds) => {
    const length = Math.min(most, from + Math.floor(seconds * PACE));
    if (length === most) play.stop();
    if (length !== view.state().length) view.set({ length });
    if (length === most) tell(view);
    return length < most;
  });
  const hold = (length) => {
    play.stop();
    view.set({ length: Math.min(most, length) });
    tell(view);
  };
  const toggle = () => {
    if (play.running()) return hold(view.state().length);
    from = view.state().length % most;
    play.start();
    return view.paint();
  };
  buttons(view, parent, {
    running: play.running,
    toggle,
    step: () => hold(view.state().length + 1),
    reset: () => hold(0),
  });
}

export function render(context) {
  const view = figure(context, "letters", TRAITS);
  const { words } = view;
  const table = memo((temperature, k, p) => tables({ ...view.state(), temperature, k, p }));
  const show = readouts(view, view.root, [["last"], ["kept", "neuron"], ["share"], ["perplexity"], ["text"]]);
  const paint = bars(view);
  row(view.root, "facts note", write(html("span"), words.note));
  const controls = row(view.root, "controls");
  writer(view, controls);
  const options = LETTERS.map((_, place) => [String(place), shown(place)]);
  select(view, controls, "first", options, (key) => view.set({ first: Number(key), length: 0 }), ({ first }) => String(first));
  const sliders = row(view.root, "controls sliders");
  for (const name of ["temperature", "k", "p"]) range(view, sliders, name);
  const below = row(view.root, "controls sliders");
  for (const name of ["length", "seed"]) range(view, below, name);
  view.onPaint((state) => {
    const rows = table(state.temperature, state.k, state.p);
    const text = written(state, rows);
    show(values(state, rows));
    paint(rows[text[text.length - 1]]);
  });
  return view.start();
}

export default { render };
