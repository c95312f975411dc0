// Three classes: one point among the logits and among the shares, and both descents from it.
import { choice, range, readouts, row, settle, swatch } from "./controls.mjs";
import { handle, speak } from "./handle.mjs";
import { log_likelihood_cost_gradient, softmax, softmax_quadratic_cost_gradient } from "./maths.mjs";
import { fill } from "./numbers.mjs";
import { line, point } from "./plot.mjs";
import { components, logitsOf, plane, position, within } from "./ternary.mjs";
import { figure, html, set, svg, write } from "./view.mjs";

const ETA = 1;
const STEPS = 20;
const STRETCH = 3; // how many times as long as the gradient its arrow is

const NAMES = ["z1", "z2", "z3"];
const SHARES = ["a1", "a2", "a3"];
const COSTS = [
  {
    stem: "log_likelihood", kind: "cross-entropy", gradient: log_likelihood_cost_gradient,
    size: "log_likelihood_size", end: "log_likelihood_end",
  },
  {
    stem: "quadratic", kind: "quadratic", gradient: softmax_quadratic_cost_gradient,
    size: "quadratic_size", end: "quadratic_end",
  },
];

const logits = (state) => NAMES.map((name) => state[name]);

// Gradient descent on the logits: the start and each of the steps from it.
function descend(z, chosen, gradient) {
  const path = [z];
  for (let step = 0; step < STEPS; step += 1) {
    const slope = gradient(path[step], chosen);
    path.push(path[step].map((each, j) => each - ETA * slope[j]));
  }
  return path;
}

// For each cost its gradient at the point and its descent from there.
function descents(state) {
  const [z, chosen] = [logits(state), state.label - 1];
  return COSTS.map(({ gradient }) =>
    ({ slope: gradient(z, chosen), path: descend(z, chosen, gradient) }));
}

const shares = (state) =>
  Object.fromEntries(softmax(logits(state)).map((share, j) => [SHARES[j], share]));

const outcome = (state, { size, end }, { slope, path }) =>
  ({ [size]: Math.hypot(...slope), [end]: softmax(path.at(-1))[state.label - 1] });

export const values = (state, runs = descents(state)) =>
  Object.assign(shares(state), ...COSTS.map((cost, i) => outcome(state, cost, runs[i])));

// The two spaces: where logits lie in each, and which logits a place stands for.
const SPACES = [
  {
    name: "logits", middle: 0.5, reach: [10.5, 11.2], tip: 10, tie: 10, ring: { tip: 5, tie: 5, text: "5" },
    names: ["*z*₁", "*z*₂", "*z*₃"], at: position, from: components, slopes: true,
  },
  {
    name: "shares", middle: 0.25, reach: [1, 0.9], tip: 1, tie: 0.5, ring: { tip: 0.25, tie: 0.5, text: "½" },
    names: ["*a*₁", "*a*₂", "*a*₃"], at: (z) => position(softmax(z)),
    from: (place, limits) => logitsOf(components(place).map((part) => part + 1 / 3), limits),
  },
];

function moveTo(view, z) {
  const near = within(z, view.limits.z1);
  view.set(Object.fromEntries(NAMES.map((name, j) => [name, settle(view, name, near[j])])));
}

// The arrow −∂C/∂z leaves the rim of the handle; where the gradient vanishes there is none.
const RIM = 9;
const HEAD = 9;

function pointer(length) {
  const head = Math.min(HEAD, length);
  const [end, neck, wing] = [RIM + length, RIM + length - head, head / 2].map((at) => at.toFixed(2));
  return `M${RIM} 0H${end}M${neck}-${wing}L${end} 0L${neck} ${wing}`;
}

function arrow(chart, kind) {
  const node = chart.grid.appendChild(svg("path", { class: `arrow slope ${kind}` }));
  return (z, slope) => {
    const [x, y] = position(z), [dx, dy] = position(slope);
    const length = STRETCH * chart.unit * Math.hypot(dx, dy);
    const turn = (Math.atan2(dy, -dx) * 180) / Math.PI;
    const place = `translate(${chart.X(x).toFixed(2)} ${chart.Y(y).toFixed(2)})`;
    set(node, { d: pointer(length), transform: `${place} rotate(${turn.toFixed(2)})` });
  };
}

// The path of one descent, a dot after each step: where they crowd, learning is slow.
function course(chart, kind) {
  const path = line(chart, `course ${kind}`, chart.grid);
  const dots = chart.grid.appendChild(svg("path", { class: `dots ${kind}` }));
  const end = point(chart, kind);
  return (points) => {
    const dot = ([x, y]) => `M${chart.X(x).toFixed(2)} ${chart.Y(y).toFixed(2)}h0`;
    path(points);
    set(dots, { d: points.map(dot).join("") });
    end(...points.at(-1));
  };
}

// Up is the first logit; left and right exchange the two others.
const KEYS = {
  ArrowUp: [1, 0, 0], ArrowDown: [-1, 0, 0], ArrowLeft: [0, 1, -1], ArrowRight: [0, -1, 1],
};

// The point, which the pointer moves anywhere in the plane and the arrow keys step by step.
const pointOf = (chart, from, { view } = chart) => handle(chart, {
  steps: KEYS,
  to: (at) => moveTo(view, from(at, view.limits.z1)),
  by: (direction, strides) => {
    const stride = strides * view.limits.z1[2];
    moveTo(view, logits(view.state()).map((each, j) => each + stride * direction[j]));
  },
});

// One space in its panel; the arrows stand where lengths are those of the logits.
function panel(view, parent, space) {
  const name = write(html("div", { class: "name" }), view.words[space.name]);
  const box = row(parent, `panel ${space.name}-panel`, name);
  const chart = plane(view, box, space);
  const courses = COSTS.map(({ kind }) => course(chart, kind));
  const slopes = space.slopes ? COSTS.map(({ kind }) => arrow(chart, kind)) : [];
  const { place, node } = pointOf(chart, space.from);
  return { box, chart, node, paint: (state, runs) => {
    const z = logits(state);
    chart.show(state.label - 1);
    courses.forEach((show, i) => show(runs[i].path.map(space.at)));
    slopes.forEach((show, i) => show(z, runs[i].slope));
    place(...space.at(z));
  } };
}

// A cost with its numbers; its name is the legend of arrows and paths.
function account(view, parent, { stem, kind, size, end }) {
  const name = row(html("div"), `name ${kind}`, swatch(kind), write(html("span"), view.words[stem]));
  return readouts(view, row(parent, `panel ${kind}`, name), [[size], [end]]);
}

// Below the logits how to read the arrows and dots, below the triangle its shares.
function accounts(view, [left, right]) {
  const note = fill(view.words.note, { eta: ETA, steps: STEPS, stretch: STRETCH });
  row(left.box, "facts", write(html("span"), note));
  const showShares = readouts(view, right.box, SHARES.map((name) => [name]));
  const parent = row(view.root, "panels");
  const shown = COSTS.map((cost) => account(view, parent, cost));
  return (state, runs) => {
    showShares(shares(state));
    shown.forEach((show, i) => show(outcome(state, COSTS[i], runs[i])));
  };
}

export function render(context) {
  const view = figure(context, "simplex", [...NAMES, "label"]);
  const parent = row(view.root, "panels");
  const panels = SPACES.map((space) => panel(view, parent, space));
  const show = accounts(view, panels);
  speak(view, panels[0], "z1");
  choice(view, row(view.root, "controls"), "label", [[1, "1"], [2, "2"], [3, "3"]]);
  const sliders = row(view.root, "controls sliders");
  for (const name of NAMES) range(view, sliders, name);
  view.onPaint((state) => {
    const runs = descents(state);
    show(state, runs);
    for (const { paint } of panels) paint(state, runs);
  });
  return view.start();
}

export default { render };
