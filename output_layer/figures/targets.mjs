// Targets: how hard each kind of target pushes the right class, and the gap where it stops.
import { range, readouts, row, settle } from "./controls.mjs";
import { log_sigmoid, sigmoid } from "./maths.mjs";
import { fixed, number } from "./numbers.mjs";
import { drag, line, plot, point, sample } from "./plot.mjs";
import { figure, memo } from "./view.mjs";

const DOMAIN = [-6, 12];
const LOWEST_PUSH = -0.6;
const STOPS = [2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000];
const TRAITS = ["gap", "truth", "classes", "smoothing", "weight", "gamma"];
const FAR = 800, HALVINGS = 60; // as `asked_gap` looks for its zero
const NOTHING = 1e-12;

// What each kind of target adds to the log-likelihood.
const PLAIN = { smoothing: 0, weight: 1, gamma: 0 };
const KINDS = [
  ["one_hot", "one_hot_gap", "cross-entropy", () => PLAIN],
  ["smoothed", "smoothed_gap", "class-3", ({ smoothing }) => ({ ...PLAIN, smoothing })],
  ["weighted", "weighted_gap", "class-2", ({ weight }) => ({ ...PLAIN, weight })],
  ["focal", "focal_gap", "class-4", ({ gamma }) => ({ ...PLAIN, gamma })],
];

const clean = (number) => (Math.abs(number) < NOTHING ? 0 : number);

// The parts of the target: that of the class, and that of all others together.
function parts({ truth, classes }, { smoothing }) {
  const smoothed = (part, count) => (1 - smoothing) * part + (smoothing / classes) * count;
  return [smoothed(truth, 1), smoothed(1 - truth, classes - 1)];
}

// By what the focal cost multiplies the error of a label with share a.
const focus = (log_a, missing, gamma) =>
  missing ** gamma * (1 + gamma * Math.exp(log_a) * (missing ? -log_a / missing : 1));

// Minus the slope over the logit of the class: all others have the logit 0.
function push(gap, state, kind) {
  const [own, rest] = parts(state, kind);
  const others = state.classes - 1, odds = gap - Math.log(others);
  const a = sigmoid(odds), missing = sigmoid(-odds);
  const pull = focus(log_sigmoid(odds), missing, kind.gamma);
  const back = focus(log_sigmoid(-odds) - Math.log(others), a + (missing * (others - 1)) / others, kind.gamma);
  return kind.weight * own * pull * missing - rest * back * a;
}

function asked(state, kind) {
  const [own, rest] = parts(state, kind);
  if (!own || !rest) return own ? Infinity : -Infinity;
  let low = -FAR, high = FAR, middle;
  for (let i = 0; i < HALVINGS; i += 1) {
    middle = (low + high) / 2;
    if (push(middle, state, kind) < 0) high = middle;
    else low = middle;
  }
  return clean(middle);
}

export function values(state) {
  const { gap, classes } = state;
  const found = KINDS.flatMap(([name, zero, , of]) => [
    [name, clean(push(gap, state, of(state)))], [zero, number(asked(state, of(state)))],
  ]);
  return { gap: fixed(gap, 1), share: sigmoid(gap - Math.log(classes - 1)), ...Object.fromEntries(found) };
}

function targetPlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "pushes" });
  const level = line(chart, "guide"), guide = line(chart, "guide");
  const lines = KINDS.map(([, , kind]) => line(chart, kind));
  const ends = KINDS.map(([, , kind]) => point(chart, kind));
  const dots = KINDS.map(([, , kind]) => point(chart, kind, { handle: true }));
  const curves = memo((state) => KINDS.map(([, , , of]) => sample(DOMAIN, (gap) => push(gap, state, of(state)))));
  drag(chart, chart.svg, ([gap]) => view.set({ gap: settle(view, "gap", gap) }));
  return (state, now) => {
    const { gap, ...others } = state;
    const y = { domain: [LOWEST_PUSH, 1.05 * Math.max(1, others.weight)], label: words.axis_push };
    chart.frame({ x: { domain: DOMAIN, label: words.axis_gap }, y });
    level(DOMAIN.map((end) => [end, 0]));
    guide(y.domain.map((end) => [gap, end]));
    curves(others).forEach((curve, i) => lines[i](curve));
    KINDS.forEach(([name, , , of], i) => {
      const at = asked(state, of(state)), inside = at >= DOMAIN[0] && at <= DOMAIN[1];
      ends[i](inside ? at : DOMAIN[1], 0).style.display = inside ? "" : "none";
      dots[i](gap, now[name]);
    });
  };
}

export function render(context) {
  const view = figure(context, "targets", TRAITS);
  const paintPlot = targetPlot(view);
  const pairs = KINDS.flatMap(([name, zero, kind]) => [[name, kind], [zero, kind]]);
  const show = readouts(view, view.root, [["gap"], ["share"], ...pairs]);
  const sliders = row(view.root, "controls sliders");
  TRAITS.forEach((name) => range(view, sliders, name, name === "classes" ? { stops: STOPS } : {}));
  view.onPaint((state) => {
    const now = values(state);
    show(now);
    paintPlot(state, now);
  });
  return view.start();
}

export default { render };
