// The gap: the gradient's size against how wrong the output is, for two layers and two costs.
import { choice, range, readouts, row, settle, toggle } from "./controls.mjs";
import {
  cross_entropy_cost_gradient, log_likelihood_cost_gradient, quadratic_cost_gradient, softmax,
  softmax_quadratic_cost_gradient,
} from "./maths.mjs";
import { fixed } from "./numbers.mjs";
import { drag, label, line, plot, point, sample } from "./plot.mjs";
import { figure, html, memo, write } from "./view.mjs";

const DOMAIN = [0, 15];
const SCALES = {
  false: { domain: [0, 1.5] },
  true: { domain: [1e-10, 3], scale: "log", high: 1 },
};
const STOPS = [2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000];

// The logits of a layer that is wrong by the gap; the true class is the first.
function logits(gap, { classes, rises }) {
  const z = new Array(classes).fill(0);
  z[rises ? 1 : 0] = rises ? gap : -gap;
  return z;
}

const norm = (v) => Math.sqrt(v.reduce((sum, each) => sum + each * each, 0));

const layer = (gradient) => (gap, state) => norm(gradient(logits(gap, state), 0));

// One neuron, on the wrong side of 0 by the gap.
const neuron = (gradient) => (gap, { rises }) =>
  Math.abs(rises ? gradient(gap, 0) : gradient(-gap, 1));

const CURVES = [
  ["softmax_log_likelihood", "cross-entropy", layer(log_likelihood_cost_gradient)],
  ["softmax_quadratic", "quadratic", layer(softmax_quadratic_cost_gradient)],
  ["sigmoid_cross_entropy", "cross-entropy one-neuron", neuron(cross_entropy_cost_gradient)],
  ["sigmoid_quadratic", "quadratic one-neuron", neuron(quadratic_cost_gradient)],
];

export function values(state) {
  const sizes = CURVES.map(([name, , size]) => [name, size(state.gap, state)]);
  const share = softmax(logits(state.gap, state))[0];
  return { gap: fixed(state.gap, 1), share, ...Object.fromEntries(sizes) };
}

// Dear with many classes, and the same for every gap.
const sampled = () => memo((classes, rises) =>
  CURVES.map(([, , size]) => sample(DOMAIN, (gap) => size(gap, { classes, rises }), 150)));

// Where the wrong class has about half of the share: at a gap of log K.
function half(chart) {
  const mark = line(chart, "guide"), name = label(chart, "muted");
  const { log_classes } = chart.view.words;
  return ({ classes, rises }, [low, high]) => {
    const at = Math.log(classes);
    mark(rises ? [[at, low], [at, high]] : []);
    name(at, high, rises ? log_classes : "", { anchor: "middle", dy: -6 });
  };
}

function gapPlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "gaps", margin: { top: 46 } });
  const guide = line(chart, "guide");
  const showHalf = half(chart);
  const lines = CURVES.map(([, kind]) => line(chart, kind));
  const dots = CURVES.map(([, kind]) => point(chart, kind, { handle: true }));
  const curves = sampled();
  drag(chart, chart.svg, ([gap]) => view.set({ gap: settle(view, "gap", gap) }));
  return (state, now) => {
    const y = { ...SCALES[state.log_scale], label: words.axis_gradient };
    chart.frame({ x: { domain: DOMAIN, label: words.axis_gap }, y });
    guide(y.domain.map((end) => [state.gap, end]));
    showHalf(state, y.domain);
    curves(state.classes, state.rises).forEach((curve, i) => lines[i](curve));
    CURVES.forEach(([name], i) => dots[i](state.gap, now[name]));
  };
}

// Which logits the chosen way of being wrong stands for.
function notes(view) {
  const { softmax_sinks, softmax_rises, sigmoid_sinks, sigmoid_rises } = view.words;
  const texts = [[softmax_sinks, softmax_rises], [sigmoid_sinks, sigmoid_rises]];
  const parts = texts.map(() => html("span"));
  parts.forEach((part) => row(view.root, "facts", part));
  return ({ rises }) => parts.forEach((part, i) => write(part, texts[i][Number(rises)]));
}

export function render(context) {
  const view = figure(context, "gap", ["gap", "classes", "rises", "log_scale"]);
  const { way_sinks, way_rises } = view.words;
  const paintPlot = gapPlot(view);
  const showNote = notes(view);
  const kinds = CURVES.map(([name, kind]) => [name, kind]);
  const show = readouts(view, view.root, [["gap"], ["share"], ...kinds]);
  const controls = row(view.root, "controls");
  choice(view, controls, "rises", [[false, way_sinks], [true, way_rises]]);
  toggle(view, controls, "log_scale");
  const sliders = row(view.root, "controls sliders");
  range(view, sliders, "gap");
  range(view, sliders, "classes", { stops: STOPS });
  view.onPaint((state) => {
    const now = values(state);
    show(now);
    showNote(state);
    paintPlot(state, now);
  });
  return view.start();
}

export default { render };
