// Costs: C over z, for the quadratic cost and for the cross-entropy, in one plot.
import { choice, range, readouts, row, settle } from "./controls.mjs";
import { cross_entropy_cost, quadratic_cost, sigmoid } from "./maths.mjs";
import { fixed } from "./numbers.mjs";
import { drag, label, line, plot, point, sample } from "./plot.mjs";
import { sides } from "./sides.mjs";
import { figure, memo } from "./view.mjs";

const DOMAIN = [-6, 6];
const HEIGHTS = [0, 6.2];
const CEILING = 0.5;
const COSTS = [["quadratic", quadratic_cost], ["cross-entropy", cross_entropy_cost]];

export function values({ z, y }) {
  const [quadratic, cross_entropy] = COSTS.map(([, cost]) => cost(z, y));
  return { z: fixed(z, 2), a: sigmoid(z), quadratic, cross_entropy };
}

// What bounds the quadratic cost, what the cross-entropy tends to, and what both sides share.
function bounds(chart) {
  const { words } = chart.view;
  const [ceiling, ramp] = ["ceiling", "ramp"].map((kind) => line(chart, `guide ${kind}`));
  const [nameCeiling, nameRamp, nameHalf] = ["muted", "muted", "cross-entropy"].map((kind) => label(chart, kind));
  const half = point(chart, "cross-entropy half");
  return (y) => {
    const side = y ? -1 : 1, [before, after] = y ? ["start", "end"] : ["end", "start"];
    ceiling(DOMAIN.map((z) => [z, CEILING]));
    nameCeiling(side * DOMAIN[0], CEILING, words.ceiling, { dy: -7, anchor: after });
    ramp([[0, 0], [side * DOMAIN[1], DOMAIN[1]]]);
    nameRamp(side * 2.1, 2.1, y ? words.ramp_one : words.ramp_zero, { dx: side * 9, dy: 8, anchor: after });
    half(0, Math.log(2));
    nameHalf(0, Math.log(2), words.half, { dx: -side * 9, dy: -7, anchor: before });
  };
}

// Each curve's name: where its cost is at its most, on the side that the curve leaves free.
function nameCurves(chart) {
  const { words } = chart.view;
  const [quadratic, cross_entropy] = COSTS.map(([kind]) => label(chart, kind));
  return (y) => {
    const side = y ? -1 : 1, before = y ? "start" : "end";
    quadratic(side * DOMAIN[1], CEILING, words.quadratic, { dy: -7, anchor: before });
    cross_entropy(side * 4.6, 4.6, words.cross_entropy, { dx: -side * 12, anchor: before });
  };
}

function costPlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "costs", margin: { top: 54 } });
  const shade = sides(chart), bound = bounds(chart), guide = line(chart, "guide");
  const curves = COSTS.map(([kind]) => line(chart, kind));
  const name = nameCurves(chart);
  const dots = COSTS.map(([kind]) => point(chart, kind, { handle: true }));
  drag(chart, chart.svg, ([z]) => view.set({ z: settle(view, "z", z) }));
  // All that stays where it is while z moves.
  const trace = memo(({ y }) => {
    chart.frame({ x: { domain: DOMAIN, label: words.axis_z }, y: { domain: HEIGHTS, label: words.axis_cost } });
    shade(y);
    bound(y);
    COSTS.forEach(([, cost], i) => curves[i](sample(DOMAIN, (z) => cost(z, y))));
    name(y);
  });
  return ({ z, y }) => {
    const { width, height } = chart;
    trace({ y, width, height });
    guide(HEIGHTS.map((end) => [z, end]));
    COSTS.forEach(([, cost], i) => dots[i](z, cost(z, y)));
  };
}

export function render(context) {
  const view = figure(context, "costs", ["z", "y"]);
  const paintPlot = costPlot(view);
  const kinds = [["z"], ["a"], ["quadratic", "quadratic"], ["cross_entropy", "cross-entropy"]];
  const show = readouts(view, view.root, kinds);
  const controls = row(view.root, "controls");
  range(view, controls, "z");
  choice(view, controls, "y", [[0, "0"], [1, "1"]]);
  view.onPaint((state) => {
    show(values(state));
    paintPlot(state);
  });
  return view.start();
}

export default { render };
