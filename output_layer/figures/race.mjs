// The race: one neuron, trained from one start at one rate by both costs side by side.
import { row, swatch, writer } from "./controls.mjs";
import { fact, settings } from "./learning.mjs";
import { network } from "./network.mjs";
import { fixed } from "./numbers.mjs";
import { playback } from "./playback.mjs";
import { drag, line, plot, point } from "./plot.mjs";
import { KINDS, train_both } from "./training.mjs";
import { figure, html, memo, set, svg, write } from "./view.mjs";

const READOUTS = {
  quadratic: { w: "quadratic_w", b: "quadratic_b", a: "quadratic_a", cost: "quadratic_cost" },
  cross_entropy: {
    w: "cross_entropy_w", b: "cross_entropy_b", a: "cross_entropy_a", cost: "cross_entropy_cost",
  },
};

const present = ({ epoch, epochs }) => Math.min(epoch, epochs);

// The state without the epoch: what the training depends on.
const task = ({ w, b, x, y, eta, epochs }) => ({ w, b, x, y, eta, epochs });

export function values(state, runs = train_both(state)) {
  const now = present(state);
  const numbers = { epoch: String(now) };
  for (const [stem, names] of Object.entries(READOUTS)) {
    const { w, b, a, cost } = runs[stem];
    numbers[names.w] = fixed(w[now], 2);
    numbers[names.b] = fixed(b[now], 2);
    numbers[names.a] = a[now];
    numbers[names.cost] = cost[now];
  }
  return numbers;
}

// Charts over the epochs. The top of an axis is one of a few round values, so that it keeps still
// while the curves move. A chart that stands above another leaves the word "epoch" to it.
const CHARTS = {
  outputs: { quantity: "a", stems: ["quadratic", "cross_entropy"], axis: "axis_a", tops: [1] },
  above: { quantity: "cost", stems: ["quadratic"], axis: "axis_quadratic", tops: [0.5] },
  below: {
    quantity: "cost", stems: ["cross_entropy"], axis: "axis_cross_entropy", tops: [1, 2, 5, 10, 20],
  },
};

function frame(chart, { name, quantity, stems, axis, tops }, epochs, runs) {
  const highest = Math.max(...stems.map((stem) => Math.max(...runs[stem][quantity])));
  const high = tops.find((top) => top >= highest);
  const { words } = chart.view;
  const x = { domain: [0, epochs], label: name === "above" ? "" : words.axis_epoch };
  chart.frame({ x, y: { domain: [0, high * 1.04], high, label: words[axis] } });
}

function playhead(chart) {
  const rule = chart.marks.appendChild(svg("path", { class: "playhead" }));
  return (epoch) => set(rule, { d: `M${chart.X(epoch).toFixed(2)} ${chart.Y.range.join("V")}` });
}

// What is to come stands pale: the curve's colour fades at the playhead, within one pixel, so that
// an epoch more moves the edge of a gradient and draws no curve anew.
function edge(chart, id, kind) {
  const stops = [svg("stop"), svg("stop", { class: "future", offset: 1 })];
  const gradient = svg("linearGradient", { id, class: kind, gradientUnits: "userSpaceOnUse" }, ...stops);
  chart.marks.append(gradient);
  return (epoch) => {
    const x1 = chart.X(epoch);
    set(gradient, { x1: x1.toFixed(2), x2: (x1 + 1).toFixed(2) });
  };
}

function curve(chart, name, { stem, kind }, quantity) {
  const id = chart.view.id(`${name}-${stem}`);
  const split = edge(chart, id, kind);
  const draw = line(chart, kind);
  chart.marks.lastChild.style.stroke = `url(#${id})`;
  const dot = point(chart, kind);
  return {
    trace: ({ [stem]: run }) => draw(Array.from(run[quantity], (value, epoch) => [epoch, value])),
    mark: ({ [stem]: run }, now) => {
      split(now);
      dot(now, run[quantity][now]);
    },
  };
}

function chartOf(view, parent, spec, { train, hold }) {
  const { name, quantity, stems } = spec;
  const margin = { right: 10, bottom: name === "above" ? 24 : 42 };
  const chart = plot(view, parent, { name, margin });
  const move = playhead(chart);
  const kinds = KINDS.filter(({ stem }) => stems.includes(stem));
  const curves = kinds.map((kind) => curve(chart, name, kind, quantity));
  drag(chart, chart.svg, ([epoch]) => hold(epoch));
  const draw = memo((given) => {
    const runs = train(given);
    frame(chart, spec, given.epochs, runs);
    curves.forEach(({ trace }) => trace(runs));
  });
  return (state, runs) => {
    draw(task(state), chart.width, chart.height);
    move(present(state));
    curves.forEach(({ mark }) => mark(runs, present(state)));
  };
}

// The two neurons, below the epoch and the rule of the race.
function neurons(view) {
  const { words } = view;
  const { node, value } = fact(words.epoch, "epoch");
  row(view.root, "facts", node, html("span", {}, words.fair));
  const parent = row(view.root, "neurons");
  const drawn = KINDS.map(({ stem, kind }) => {
    const name = row(html("div"), `name ${kind}`, swatch(kind), write(html("span"), words[stem]));
    return [stem, network(view, row(parent, "entry", name), { stem, kind, names: READOUTS[stem] })];
  });
  const cells = drawn.map(([, each]) => each.cells);
  const show = writer(view, Object.assign({ epoch: value }, ...cells));
  return (state, runs) => {
    const now = present(state);
    const x = fixed(state.x, 2);
    show(values(state, runs));
    for (const [stem, each] of drawn) each.show({ x, w: runs[stem].w[now], a: runs[stem].a[now] });
  };
}

export function render(context) {
  const view = figure(context, "race", ["w", "b", "x", "y", "eta", "epochs", "epoch"]);
  const train = memo(train_both);
  const paintNeurons = neurons(view);
  const charts = row(view.root, "charts");
  const player = playback(view, row(view.root, "controls"));
  const painters = Object.entries(CHARTS)
    .map(([name, spec]) => chartOf(view, charts, { name, ...spec }, { train, hold: player.hold }));
  const begin = (start) => { player.stop(); view.set({ ...start, epoch: 0 }); };
  settings(view, view.root, begin, ["w", "b", "eta", "epochs"]);
  view.onPaint((state) => {
    const runs = train(task(state));
    for (const paint of [paintNeurons, ...painters]) paint(state, runs);
  });
  return view.start();
}

export default { render };
