// Digits: how many decimal digits each formula of softmax keeps, over the span of the logits.
import { choice, range, row, settle, swatch, writer } from "./controls.mjs";
import { fixed, number } from "./numbers.mjs";
import { drag, line, plot, point } from "./plot.mjs";
import {
  PRECISIONS, correct_digits, naive_log_softmax, naive_softmax, shifted_log_softmax,
  shifted_softmax, true_log_softmax, true_softmax,
} from "./rounding.mjs";
import { figure, html, memo, write } from "./view.mjs";

const DOMAIN = [1, 700];
const CLASSES = [0.4, -0.1, -0.25, -0.3, -0.6];
const ROWS = [1, 0.99, 0.98, 0.97]; // one row alone may be right by luck
const SPANS = [
  1, 2, 3, 5, 7, 10, 14, 17, 20, 24, 28, 32, 36, 40, 50, 60, 70, 80, 90, 100, 150, 200, 300, 400,
  500, 600, 700,
];
const SHIFTS = [5, 7, 10, 20, 50, 80, 100, 200, 500, 700, 1000];
const STOPS = { span: SPANS, shift: [...SHIFTS.map((c) => -c).reverse(), 0, ...SHIFTS] };
// The accurate formula lies broad below the others, which often keep as much.
const KINDS = { accurate: "cross-entropy broad", shifted: "neuron", naive: "quadratic" };

const logits = ({ precision, shift }, span) => {
  const { round } = PRECISIONS[precision];
  return ROWS.map((part) => CLASSES.map((place) => round(shift + span * part * place)));
};

// The chosen class's true value in a row of logits, and what each formula gives for it. The
// accurate one, softmax or log_softmax of the package, is the true value but for the last place.
function results(z, { precision, logarithm, largest }) {
  const at = (values) => values[largest ? 0 : values.length - 1];
  const true_value = at((logarithm ? true_log_softmax : true_softmax)(z));
  const naive = at((logarithm ? naive_log_softmax : naive_softmax)(z, precision));
  const shifted = at((logarithm ? shifted_log_softmax : shifted_softmax)(z, precision));
  const accurate = PRECISIONS[precision].round(true_value[0]);
  return { true_value, found: { naive, shifted, accurate } };
}

// The fewest digits of the four rows, for each formula.
function kept(state, span) {
  const rows = logits(state, span).map((z) => results(z, state));
  const fewest = (name) => Math.min(...rows.map(({ true_value, found }) =>
    correct_digits(found[name], true_value, state.precision)));
  return { naive: fewest("naive"), shifted: fewest("shifted"), accurate: fewest("accurate") };
}

// What is no number says how it came about: the largest exponential overflowed, or vanished.
const overflowed = (z) => Math.max(...z) > 0;

function quotient(value, z) {
  if (Number.isNaN(value)) return overflowed(z) ? "∞/∞" : "0/0";
  return number(value);
}

export function values(state) {
  const [z] = logits(state, state.span);
  const { true_value, found } = results(z, state);
  const { type, digits } = PRECISIONS[state.precision];
  const { naive, shifted, accurate } = kept(state, state.span);
  return {
    type, holds: String(digits), true: true_value[0],
    naive: fixed(naive, 1), shifted: fixed(shifted, 1), accurate: fixed(accurate, 1),
    naive_value: quotient(found.naive, z), shifted_value: quotient(found.shifted, z),
    accurate_value: quotient(found.accurate, z),
  };
}

// In words what became of a value, and of its digits. What the accurate formula lacks, the type
// cannot hold: the smallest numbers have fewer digits.
function verdict(words, name, value, digits, { z, holds }) {
  if (Number.isNaN(value)) return overflowed(z) ? words.overflow : words.underflow;
  if (!Number.isFinite(value)) return words.infinite;
  if (digits === holds) return words.full;
  if (digits > 0) return name === "accurate" ? words.limit : words.lost;
  return value === 0 ? words.vanished : words.wrong;
}

// Dear, and the same for every span that is pointed at.
const sampled = () => memo((precision, logarithm, largest, shift) =>
  Array.from({ length: 121 }, (_, i) => DOMAIN[1] ** (i / 120))
    .map((span) => [span, kept({ precision, logarithm, largest, shift }, span)]));

function digitsPlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "digits" });
  const guide = line(chart, "guide");
  const marks = Object.entries(KINDS).map(([name, kind]) =>
    ({ name, curve: line(chart, kind), dot: point(chart, kind, { handle: true }) }));
  const curves = sampled();
  drag(chart, chart.svg, ([span]) => view.set({ span: settle(view, "span", span) }));
  return ({ precision, logarithm, largest, shift, span }, now) => {
    const { digits } = PRECISIONS[precision];
    const y = { domain: [0, 1.1 * digits], high: digits, label: words.axis_digits };
    chart.frame({ x: { domain: DOMAIN, scale: "log", label: words.axis_span }, y });
    guide(y.domain.map((end) => [span, end]));
    const points = curves(precision, logarithm, largest, shift);
    for (const { name, curve, dot } of marks) {
      curve(points.map(([at, each]) => [at, each[name]]));
      dot(span, now[name]);
    }
  };
}

// The type, its digits and the true value in a line.
function facts(view, cells) {
  const { type, holds, true: true_word } = view.words;
  const parent = row(view.root, "facts");
  for (const [name, word] of [["type", type], ["holds", holds], ["true", true_word]]) {
    cells[name] = html("b", { "data-readout": name });
    parent.append(html("span", {}, write(html("span"), word), " ", cells[name]));
  }
}

// For each formula its digits, its value, and what became of them.
function formulas(view, cells) {
  const { words } = view;
  const list = view.root.appendChild(html("dl", { class: "readouts formulas" }));
  return Object.entries(KINDS).reverse().map(([name, kind]) => {
    const value = `${name}_value`;
    for (const key of [name, value]) cells[key] = html("b", { "data-readout": key });
    const said = html("dd", { class: "verdict" });
    list.append(html("div", { class: kind },
      html("dt", {}, swatch(kind), write(html("span"), words[name])),
      html("dd", {}, cells[name], " ", write(html("span"), words.digits)),
      html("dd", { class: "value" }, write(html("span"), words[value]), " ", cells[value]), said));
    return [name, said];
  });
}

function controls(view) {
  const { share, log_share, of_largest, of_smallest } = view.words;
  const choices = row(view.root, "controls");
  choice(view, choices, "precision", PRECISIONS.map(({ type }, i) => [i, type]));
  choice(view, choices, "logarithm", [[false, share], [true, log_share]]);
  choice(view, choices, "largest", [[true, of_largest], [false, of_smallest]]);
  const sliders = row(view.root, "controls sliders");
  for (const [name, stops] of Object.entries(STOPS)) range(view, sliders, name, { stops });
}

export function render(context) {
  const view = figure(context, "digits", ["precision", "logarithm", "largest", "span", "shift"]);
  const cells = {};
  facts(view, cells);
  const paintPlot = digitsPlot(view);
  const verdicts = formulas(view, cells);
  controls(view);
  row(view.root, "facts note", write(html("span"), view.words.note));
  const show = writer(view, cells);
  view.onPaint((state) => {
    const now = kept(state, state.span), [z] = logits(state, state.span);
    const { found } = results(z, state);
    const given = { z, holds: PRECISIONS[state.precision].digits };
    show(values(state));
    for (const [name, said] of verdicts) {
      write(said, verdict(view.words, name, found[name], now[name], given));
    }
    paintPlot(state, now);
  });
  return view.start();
}

export default { render };
