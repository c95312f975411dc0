// One sigmoid neuron: its numbers, its curve, and the tangent at its point.
import { range, readouts, row, settle } from "./controls.mjs";
import { diagram } from "./diagram.mjs";
import { logit, sigmoid, sigmoid_derivative } from "./maths.mjs";
import { fill, fixed } from "./numbers.mjs";
import { drag, label, line, plot, point, sample } from "./plot.mjs";
import { figure, svg } from "./view.mjs";

const DOMAIN = [-12, 12];
const HEIGHTS = { domain: [-0.24, 1.18], low: 0, high: 1 }; // below 0 stand the arrows w·x and b
const ROWS = [[-0.085, -5], [-0.125, 14]]; // the two arrows: height, and where the name stands

export function values({ w, b, x }) {
  const z = w * x + b;
  const a = sigmoid(z);
  return { z: fixed(z, 2), a, slope: sigmoid_derivative(z), log_odds: fixed(logit(a), 2) };
}

// The tangent keeps its length on the screen, whatever its slope.
function tangentAt({ X, Y, width }, z) {
  const a = sigmoid(z), slope = sigmoid_derivative(z);
  const across = X(1) - X(0), up = Y(0) - Y(1);
  const reach = Math.min(74, width / 8) / Math.hypot(across, slope * up);
  return [[z - reach, a - slope * reach], [z + reach, a + slope * reach]];
}

// An arrow along the axis, from one value of z to another; too short a one has no room for a head.
function arrow(chart, kind) {
  const node = chart.front.appendChild(svg("path", { class: `arrow ${kind}` }));
  const name = label(chart, kind);
  return (from, to, [height, dy], word) => {
    const [start, end, y] = [chart.X(from), chart.X(to), chart.Y(height)];
    const head = Math.sign(end - start) * Math.min(6, Math.abs(end - start));
    node.setAttribute("d", `M${start} ${y}H${end}m${-head}-4l${head} 4l${-head} 4`);
    name((from + to) / 2, height, Math.abs(end - start) > 12 ? word : "", { anchor: "middle", dy });
  };
}

// The slope is written beside the tangent, on the side that the curve leaves free.
function nameSlope(chart, write, z, text) {
  const half = 58, side = z < 0 ? -1 : 1;
  const [left, right] = chart.X.range;
  const middle = Math.min(right - half, Math.max(left + half, chart.X(z) + side * (half + 14)));
  const place = { anchor: "middle", dx: middle - chart.X(z), dy: side > 0 ? 40 : -28 };
  write(z, sigmoid(z), fill(chart.view.words.tangent, { slope: text }), place);
}

function curvePlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "curve" });
  const [guide, curve, tangent] = ["guide", "neuron", "tangent"].map((kind) => line(chart, kind));
  const [input, bias] = ["input", "neuron"].map((kind) => arrow(chart, kind));
  const slope = label(chart);
  const dot = point(chart, "neuron", { handle: true });
  drag(chart, chart.svg, ([z]) => {
    const { w, x } = view.state();
    view.set({ b: settle(view, "b", z - w * x) });
  });
  return ({ w, b, x }, texts) => {
    const z = w * x + b, a = sigmoid(z);
    chart.frame({ x: { domain: DOMAIN, label: words.axis_z }, y: { ...HEIGHTS, label: words.axis_a } });
    curve(sample(DOMAIN, sigmoid));
    guide([[z, HEIGHTS.domain[0]], [z, a], [DOMAIN[0], a]]);
    tangent(tangentAt(chart, z));
    input(0, w * x, ROWS[0], words.arrow_input);
    bias(w * x, z, ROWS[1], words.arrow_bias);
    nameSlope(chart, slope, z, texts.slope);
    dot(z, a);
  };
}

export function render(context) {
  const view = figure(context, "neuron", ["w", "b", "x"]);
  const drawing = diagram(view, view.root);
  const paintPlot = curvePlot(view);
  const show = readouts(view, view.root, [["z"], ["a", "neuron"], ["slope", "tangent"], ["log_odds"]]);
  const controls = row(view.root, "controls");
  for (const [name, kind] of [["w"], ["b", "neuron"], ["x"]]) range(view, controls, name, { kind });
  view.onPaint((state) => {
    const texts = show(values(state));
    const { w, b, x } = state;
    const inputs = { w: fixed(w, 2), b: fixed(b, 2), x: fixed(x, 2) };
    drawing({ ...state, a: sigmoid(w * x + b) }, { ...texts, ...inputs, a: fixed(sigmoid(w * x + b), 3) });
    paintPlot(state, texts);
  });
  return view.start();
}

export default { render };
