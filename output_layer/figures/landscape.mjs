// The landscape: each cost over (w, b) as contours, and the descent from the point one drags.
import { readouts, row, settle, swatch, writer } from "./controls.mjs";
import { terrain } from "./terrain.mjs";
import { handle, speak } from "./handle.mjs";
import { fact, settings } from "./learning.mjs";
import { sigmoid } from "./maths.mjs";
import { fill, fixed } from "./numbers.mjs";
import { line, plot, point } from "./plot.mjs";
import { KINDS, train_both } from "./training.mjs";
import { figure, html, memo, set, svg, write } from "./view.mjs";

const ENDS = {
  quadratic: { a: "quadratic_a", cost: "quadratic_cost" },
  cross_entropy: { a: "cross_entropy_a", cost: "cross_entropy_cost" },
};
const EVERY = 25; // epochs from dot to dot along a path

const start = ({ w, b, x }) => ({ w: fixed(w, 2), b: fixed(b, 2), start_a: sigmoid(w * x + b) });

const ending = (stem, runs) => ({
  [ENDS[stem].a]: runs[stem].a.at(-1),
  [ENDS[stem].cost]: runs[stem].cost.at(-1),
});

export function values(state, runs = train_both(state)) {
  return Object.assign(start(state), ...KINDS.map(({ stem }) => ending(stem, runs)));
}

// The path of one descent, with a dot every so many epochs: where they crowd, learning is slow.
function descent(chart, kind) {
  const trail = line(chart, "trail");
  const dots = chart.marks.appendChild(svg("path", { class: "dots" }));
  const end = point(chart, kind);
  chart.marks.append(chart.front.lastChild); // it may lie outside, where the plot cuts it off
  return ({ w, b }) => {
    const path = Array.from(w, (weight, epoch) => [weight, b[epoch]]);
    const marked = path.filter((_, epoch) => epoch % EVERY === 0);
    const dot = ([u, v]) => `M${chart.X(u).toFixed(2)} ${chart.Y(v).toFixed(2)}h0`;
    trail(path);
    dots.setAttribute("d", marked.map(dot).join(""));
    end(...path.at(-1));
  };
}

const STEPS = {
  ArrowLeft: ["w", -1], ArrowRight: ["w", 1], ArrowDown: ["b", -1], ArrowUp: ["b", 1],
};

function moveTo(view, goal) {
  const settled = Object.entries(goal).map(([name, value]) => [name, settle(view, name, value)]);
  view.set(Object.fromEntries(settled));
}

// The start, which the pointer moves anywhere in the plot and the arrow keys step by step.
const startPoint = (chart, { view } = chart) => handle(chart, {
  steps: STEPS,
  to: ([w, b]) => moveTo(view, { w, b }),
  by: ([name, sign], strides) => {
    moveTo(view, { [name]: view.state()[name] + sign * strides * view.limits[name][2] });
  },
});

const axis = ([low, high], label) => ({ domain: [low, high], count: 5, label });

const MARGIN = { left: 34, right: 10, top: 24, bottom: 36 };

function panel(view, parent, { stem, kind, cost }) {
  const { words, limits } = view;
  const name = row(html("div"), `name ${kind}`, swatch(kind), write(html("span"), words[stem]));
  const box = row(parent, `panel ${kind}`, name);
  const chart = plot(view, box, { name: `panel-${stem}`, margin: MARGIN });
  const layer = chart.marks.appendChild(svg("g"));
  const walk = descent(chart, kind);
  const { place, node } = startPoint(chart);
  const show = readouts(view, box, Object.values(ENDS[stem]).map((readout) => [readout]));
  const axes = { x: axis(limits.w, words.axis_w), y: axis(limits.b, words.axis_b) };
  const relief = memo((task) => terrain(chart, layer, task) ?? true);
  return { chart, node, paint: (state, runs) => {
    chart.frame(axes);
    relief({ cost, x: state.x, y: state.y, size: [chart.width, chart.height] });
    walk(runs[stem]);
    place(state.w, state.b);
    show(ending(stem, runs));
  } };
}

// The start in a line of text, and how to read the dots.
function facts(view) {
  const { words } = view;
  const made = ["w", "b", "start_a"].map((name) => [name, fact(words[name], name)]);
  const dots = html("span");
  row(view.root, "facts", html("span", {}, words.begin), ...made.map(([, { node }]) => node));
  row(view.root, "facts", dots);
  const show = writer(view, Object.fromEntries(made.map(([name, { value }]) => [name, value])));
  return (state) => {
    show(start(state));
    write(dots, fill(words.dots, { every: EVERY, epochs: state.epochs }));
  };
}

export function render(context) {
  const view = figure(context, "landscape", ["w", "b", "x", "y", "eta", "epochs"]);
  const paintFacts = facts(view);
  const box = row(view.root, "panels");
  const panels = KINDS.map((kind) => panel(view, box, kind));
  speak(view, panels[0], "w");
  settings(view, view.root, view.set, ["w", "b", "eta"]);
  view.onPaint((state) => {
    const runs = train_both(state);
    for (const paint of [paintFacts, ...panels.map((each) => each.paint)]) paint(state, runs);
  });
  return view.start();
}

export default { render };
