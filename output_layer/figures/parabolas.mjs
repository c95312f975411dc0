// Parabolas: the cost of one neuron, the parabola that fits it at a point, and one that is safe.
import { button, choice, range, readouts, row, settle, tell } from "./controls.mjs";
import {
  cross_entropy_cost, cross_entropy_cost_gradient, cross_entropy_newton_step, sigmoid_derivative,
} from "./maths.mjs";
import { fixed } from "./numbers.mjs";
import { drag, label, line, plot, point, sample } from "./plot.mjs";
import { figure, memo } from "./view.mjs";

const DOMAIN = [-8, 8];
const HEIGHTS = [-1.6, 8.2];
const STEEPEST = 0.25; // no curvature of the cost is larger
const KINDS = ["newton", "bound"];

// For each kind: the curvature of its parabola, and the step to its lowest point.
const steps = ({ z, y }) => ({
  newton: [sigmoid_derivative(z), cross_entropy_newton_step(z, y)],
  bound: [STEEPEST, cross_entropy_cost_gradient(z, y) / STEEPEST],
});

export function values(state) {
  const { z, y } = state, { newton, bound } = steps(state);
  const landings = [z - newton[1], z - bound[1]];
  const [newton_cost, bound_cost] = landings.map((at) => cross_entropy_cost(at, y));
  return {
    z: fixed(z, 2), cost: cross_entropy_cost(z, y),
    slope: cross_entropy_cost_gradient(z, y), curvature: sigmoid_derivative(z),
    newton: fixed(landings[0], 2), bound: fixed(landings[1], 2), newton_cost, bound_cost,
  };
}

// A parabola with the cost and the slope of the point, and the place on the cost where it leads.
// A place beyond the plot is named at the edge.
function parabola(chart, kind, edge) {
  const curve = line(chart, kind), drop = line(chart, "guide"), dot = point(chart, kind);
  const name = label(chart, kind);
  return ({ z, y }, [curvature, step], text) => {
    const at = z - step, slope = cross_entropy_cost_gradient(z, y);
    const height = (x) => cross_entropy_cost(z, y) + slope * (x - z) + (curvature / 2) * (x - z) ** 2;
    curve(sample(DOMAIN, height, 120));
    const inside = Math.abs(at) <= DOMAIN[1];
    drop(inside ? [[at, height(at)], [at, cross_entropy_cost(at, y)]] : []);
    dot(at, cross_entropy_cost(at, y)).style.display = inside ? "" : "none";
    const left = at < 0;
    const pointing = inside ? "" : left ? `← ${text}` : `${text} →`;
    name(DOMAIN[left ? 0 : 1], edge, pointing, { anchor: left ? "start" : "end", dx: left ? 6 : -6 });
  };
}

function costPlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "costs" });
  const guide = line(chart, "guide"), cost = line(chart, "cross-entropy");
  const curves = { newton: parabola(chart, "newton", -0.75), bound: parabola(chart, "bound", -1.4) };
  const here = point(chart, "start", { handle: true });
  drag(chart, chart.svg, ([z]) => view.set({ z: settle(view, "z", z) }));
  // All that stays where it is while z moves.
  const trace = memo(({ y, width }) => {
    const x = { domain: DOMAIN, label: words.axis_z, count: width < 420 ? 4 : 8 };
    chart.frame({ x, y: { domain: HEIGHTS, label: words.axis_cost, low: 0, count: 5 } });
    cost(sample(DOMAIN, (z) => cross_entropy_cost(z, y)));
  });
  return (state, texts) => {
    const { width, height } = chart;
    trace({ y: state.y, width, height });
    guide(HEIGHTS.map((end) => [state.z, end]));
    const found = steps(state);
    for (const kind of KINDS) curves[kind](state, found[kind], texts[kind]);
    here(state.z, cross_entropy_cost(state.z, state.y));
  };
}

// A step that leads out of the plot ends at its edge.
function stepButtons(view, parent) {
  const take = (kind) => () => {
    const state = view.state();
    view.set({ z: Math.min(DOMAIN[1], Math.max(DOMAIN[0], state.z - steps(state)[kind][1])) });
    tell(view);
  };
  const group = row(parent, "buttons");
  button(view, group, "step", view.words.take_newton, take("newton"));
  button(view, group, "step", view.words.take_bound, take("bound"));
}

export function render(context) {
  const view = figure(context, "parabolas", ["z", "y"]);
  const paintPlot = costPlot(view);
  const show = readouts(view, view.root, [
    ["z"], ["cost", "cross-entropy"], ["slope"], ["curvature"],
    ["newton", "newton"], ["newton_cost", "newton"], ["bound", "bound"], ["bound_cost", "bound"],
  ]);
  const controls = row(view.root, "controls");
  range(view, controls, "z");
  choice(view, controls, "y", [[0, "0"], [0.5, "½"], [1, "1"]]);
  stepButtons(view, row(view.root, "controls"));
  view.onPaint((state) => paintPlot(state, show(values(state))));
  return view.start();
}

export default { render };
