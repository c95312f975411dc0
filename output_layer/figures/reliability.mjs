// Reliability: of answers that a layer gives with a certain share, how many are right.
import { button, choice, range, readouts, row, settle, tell } from "./controls.mjs";
import { fixed } from "./numbers.mjs";
import { area, drag, label, line, plot, point } from "./plot.mjs";
import { figure, html, memo, write } from "./view.mjs";

const STRENGTHS = ["0", "0.0001", "0.001", "0.01"];
const MODELS = ["none", "little", "more", "much"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BINS = 10;
const SURE = 1.96; // standard deviations to either side hold 95 %
const STOPS = [
  0.1, 0.14, 0.2, 0.25, 0.3, 0.34, 0.4, 0.45, 0.5, 0.57, 0.65, 0.75, 0.84, 1, 1.2, 1.4, 1.7, 2, 2.5,
  3, 3.5, 4, 5, 6, 7, 8, 8.63, 10, 12, 14, 17, 20,
];

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
const mean = (numbers) => sum(numbers) / numbers.length;
const modelOf = (state) => state[MODELS[state.decay]];

// Each digit is ten letters: the place of its class from the top, and how far the others lie below.
function decoded(letters) {
  const steps = [...letters].map((letter) => LETTERS.indexOf(letter));
  return Array.from({ length: steps.length / 10 }, (_, i) => {
    const gaps = steps.slice(10 * i, 10 * i + 10).map((step) => 0.05 * (1.15 ** step - 1));
    const place = steps[10 * i];
    gaps[0] = 0;
    return { place, gaps };
  });
}

const digitsOf = memo(decoded);

// For each digit the share of its answer, whether that is right, and what it costs.
const answers = (state) => digitsOf(modelOf(state).gaps).map(({ place, gaps }) => {
  const total = sum(gaps.map((gap) => Math.exp(-gap / state.tau)));
  const cost = Math.log(total) + gaps[place] / state.tau;
  return { confidence: 1 / total, right: Number(place === 0), cost };
});

// Of each bin that has any: how many, and the means of what was said and of what was right.
function bins(given) {
  const sorted = Array.from({ length: BINS }, () => []);
  for (const each of given) {
    sorted[Math.min(BINS - 1, Math.floor(each.confidence * BINS))].push(each);
  }
  return sorted.filter((of) => of.length).map((of) => ({
    count: of.length,
    share: mean(of.map(({ confidence }) => confidence)),
    rate: mean(of.map(({ right }) => right)),
  }));
}

// Wilson's interval for a rate among so many.
function interval({ rate, count }) {
  const square = SURE ** 2 / count;
  const middle = (rate + square / 2) / (1 + square);
  const half = Math.sqrt(rate * (1 - rate) * square + square ** 2 / 4) / (1 + square);
  return [middle - half, middle + half];
}

function summary(state, given, sorted) {
  const kept = given.filter(({ confidence }) => confidence >= state.threshold);
  const gaps = sorted.map(({ count, share, rate }) => count * Math.abs(rate - share));
  return {
    strength: STRENGTHS[state.decay],
    confidence: fixed(mean(given.map(({ confidence }) => confidence)), 3),
    accuracy: fixed(mean(given.map(({ right }) => right)), 3),
    error: fixed(sum(gaps) / given.length, 3),
    cost: mean(given.map(({ cost }) => cost)),
    answered: fixed(kept.length / given.length, 3),
    correct: fixed(mean(kept.map(({ right }) => right)), 3),
  };
}

export function values(state) {
  const given = answers(state);
  return summary(state, given, bins(given));
}

// One bin: its interval, its point, and above them its number.
function bin(chart) {
  const bar = line(chart, "cross-entropy interval");
  const dot = point(chart, "cross-entropy");
  const number = label(chart, "muted count");
  return (one) => {
    bar(one ? interval(one).map((end) => [one.share, end]) : []);
    dot(one ? one.share : -1, one ? one.rate : -1).style.display = one ? "" : "none";
    number(one ? one.share : 0, 1.03, one ? String(one.count) : "", { anchor: "middle" });
  };
}

function diagram(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "bins" });
  const shade = area(chart, "neuron");
  const diagonal = line(chart, "guide"), edge = line(chart, "neuron edge");
  const name = label(chart, "muted");
  const all = Array.from({ length: BINS }, () => bin(chart));
  drag(chart, chart.svg, ([at]) => view.set({ threshold: settle(view, "threshold", at) }));
  return ({ threshold }, sorted) => {
    const y = { domain: [0, 1.08], high: 1, label: words.axis_accuracy };
    chart.frame({ x: { domain: [0, 1], label: words.axis_confidence }, y });
    shade([threshold, 1]);
    diagonal([[0, 0], [1, 1]]);
    edge([[threshold, 0], [threshold, 1.08]]);
    name(0.1, 0.1, words.calibrated, { dx: 8, dy: 14 });
    all.forEach((paint, place) => paint(sorted[place]));
  };
}

function controls(view) {
  const { words } = view;
  const choices = row(view.root, "controls");
  choice(view, choices, "decay", STRENGTHS.map((strength, i) => [i, strength]));
  const put = (tau) => { view.set({ tau }); tell(view); };
  const buttons = row(choices, "buttons");
  button(view, buttons, "step", words.fit, () => put(modelOf(view.state()).tau));
  button(view, buttons, "reset", words.untouched, () => put(1));
  const sliders = row(view.root, "controls sliders");
  range(view, sliders, "tau", { stops: STOPS });
  range(view, sliders, "threshold");
}

export function render(context) {
  const view = figure(context, "reliability", ["decay", "tau", "threshold", ...MODELS]);
  const paintPlot = diagram(view);
  const names = ["strength", "confidence", "accuracy", "error", "cost", "answered", "correct"];
  const show = readouts(view, view.root, names.map((name) => [name]));
  controls(view);
  row(view.root, "facts note", write(html("span"), view.words.note));
  view.onPaint((state) => {
    const given = answers(state), sorted = bins(given);
    show(summary(state, given, sorted));
    paintPlot(state, sorted);
  });
  return view.start();
}

export default { render };
