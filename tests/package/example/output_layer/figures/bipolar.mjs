// The bipolar output: its curve from −1 to 1, and the point of one input on it.
import { range, readouts, row, settle } from "./controls.mjs";
import { sigmoid_derivative } from "./maths.mjs";
import { fixed } from "./numbers.mjs";
import { drag, line, plot, point, sample } from "./plot.mjs";
import { figure } from "./view.mjs";

const DOMAIN = [-10, 10];
const HEIGHTS = { domain: [-1.08, 1.08], low: -1, high: 1 };

const bipolar = (z) => Math.tanh(z / 2);

export function values({ z }) {
  return { z: fixed(z, 2), output: bipolar(z), slope: 2 * sigmoid_derivative(z) };
}

function curvePlot(view) {
  const { words } = view;
  const chart = plot(view, view.root, { name: "curve" });
  const curve = line(chart, "neuron");
  const dot = point(chart, "neuron", { handle: true });
  drag(chart, chart.svg, ([z]) => view.set({ z: settle(view, "z", z) }));
  return ({ z }) => {
    const axes = { x: { domain: DOMAIN, label: words.axis_z }, y: { ...HEIGHTS, label: words.axis_output } };
    chart.frame(axes);
    curve(sample(DOMAIN, bipolar));
    dot(z, bipolar(z));
  };
}

export function render(context) {
  const view = figure(context, "bipolar", ["z"]);
  const paintPlot = curvePlot(view);
  const show = readouts(view, view.root, [["z"], ["output", "neuron"], ["slope"]]);
  range(view, row(view.root, "controls"), "z", { kind: "neuron" });
  view.onPaint((state) => {
    show(values(state));
    paintPlot(state);
  });
  return view.start();
}

export default { render };
