// Slopes: the size of ∂C/∂z over z, for the quadratic cost and for the cross-entropy.
import { choice, range, readouts, row, settle, toggle } from "./controls.mjs";
import { cross_entropy_cost_gradient, quadratic_cost_gradient, sigmoid } from "./maths.mjs";
import { fixed } from "./numbers.mjs";
import { drag, label, line, plot, point, sample } from "./plot.mjs";
import { sides } from "./sides.mjs";
import { figure, memo } from "./view.mjs";

const DOMAIN = [-10, 10];
const SCALES = {
  false: { domain: [0, 1.04], high: 1 },
  true: { domain: [1e-9, 1.6], scale: "log", high: 1 },
};
const COSTS = [
  ["quadratic", "quadratic", quadratic_cost_gradient],
  ["cross_entropy", "cross-entropy", cross_entropy_cost_gradient],
];

const size = ([, , gradient], z, y) => Math.abs(gradient(z, y));

export function values({ z, y }) {
  const [quadratic, cross_entropy] = COSTS.map((cost) => size(cost, z, y));
  return { z: fixed(z, 2), a: sigmoid(z), quadratic, cross_entropy, ratio: cross_entropy / quadratic };
}

// Where each curve's name stands, for target 0; for target 1 everything is mirrored.
const NAMES = {
  false: { quadratic: [1.9, 0.15, -4, "start"], cross_entropy: [10, 1, 34, "end"] },
  true: { quadratic: [9.8, 5.5e-5, 26, "end"], cross_entropy: [10, 1, 24, "end"] },
};
const MIRRORED = { start: "end", end: "start" };

function nameCurves(chart, names, { y, log_scale }) {
  const { words } = chart.view;
  for (const [name, write] of names) {
    const [z, size, dy, anchor] = NAMES[log_scale][name];
    write(y ? -z : z, size, words[name], { dy, anchor: y ? MIRRORED[anchor] : anchor });
  }
}

function gradientPlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "gradient", margin: { top: 54 } });
  const shade = sides(chart);
  const guide = line(chart, "guide");
  const curves = COSTS.map(([, kind]) => line(chart, kind));
  const names = COSTS.map(([name, kind]) => [name, label(chart, kind)]);
  const dots = COSTS.map(([, kind]) => point(chart, kind, { handle: true }));
  drag(chart, chart.svg, ([z]) => view.set({ z: settle(view, "z", z) }));
  // All that stays where it is while z moves.
  const trace = memo((state) => {
    const scale = SCALES[state.log_scale];
    chart.frame({ x: { domain: DOMAIN, label: words.axis_z }, y: { ...scale, label: words.axis_gradient } });
    shade(state.y);
    COSTS.forEach((cost, i) => curves[i](sample(DOMAIN, (z) => size(cost, z, state.y))));
    nameCurves(chart, names, state);
  });
  return ({ z, y, log_scale }) => {
    const { width, height } = chart;
    trace({ y, log_scale, width, height });
    guide(chart.Y.domain.map((end) => [z, end]));
    COSTS.forEach((cost, i) => dots[i](z, size(cost, z, y)));
  };
}

export function render(context) {
  const view = figure(context, "slopes", ["z", "y", "log_scale"]);
  const paintPlot = gradientPlot(view);
  const kinds = [["z"], ["a"], ["quadratic", "quadratic"], ["cross_entropy", "cross-entropy"], ["ratio"]];
  const show = readouts(view, view.root, kinds);
  const controls = row(view.root, "controls");
  range(view, controls, "z");
  choice(view, controls, "y", [[0, "0"], [1, "1"]]);
  toggle(view, controls, "log_scale");
  view.onPaint((state) => {
    show(values(state));
    paintPlot(state);
  });
  return view.start();
}

export default { render };
