// Attention: the shares of the keys, and the size of the Jacobian of softmax over the width.
import { choice, range, readouts, row, settle, toggle } from "./controls.mjs";
import { normals } from "./lehmer.mjs";
import { softmax } from "./maths.mjs";
import { drag, line, plot, point } from "./plot.mjs";
import { figure, memo, set, svg } from "./view.mjs";

const ROWS = 201, MOST = 128;
const WIDTHS = Array.from({ length: 11 }, (_, power) => 2 ** power);
const PRODUCTS = normals(1, ROWS * MOST);

// The shares of the first keys for one query, whose products are those of width 1 times `by`.
const shares = (query, keys, by) =>
  softmax(PRODUCTS.slice(query * MOST, query * MOST + keys).map((product) => product * by));

// √Σ_i Σ_j (∂a_i/∂z_j)²; of the largest share 1 − a_i is the sum of the others.
function jacobianNorm(a) {
  const top = a.indexOf(Math.max(...a));
  const low = a.map((share, j) => (j === top ? 0 : share));
  const [rest, squares] = [1, 2].map((power) => low.reduce((sum, share) => sum + share ** power, 0));
  return Math.sqrt(a.reduce((sum, share, j) => sum + share ** 2 * (j === top
    ? rest ** 2 + squares
    : (1 - share) ** 2 + squares + a[top] ** 2 - share ** 2), 0));
}

function size(keys, by) {
  const norms = Array.from({ length: ROWS }, (_, query) => jacobianNorm(shares(query, keys, by)));
  return norms.sort((p, q) => p - q)[(ROWS - 1) / 2];
}

const factor = ({ width, scaled }) => (scaled ? 1 : Math.sqrt(width));

export function values(state, divided = size(state.classes, 1)) {
  const a = shares(state.query - 1, state.classes, factor(state));
  const plain = size(state.classes, Math.sqrt(state.width));
  return { largest: Math.max(...a), divided, plain, queries: String(ROWS) };
}

function bars(view, parent) {
  const chart = plot(view, parent, { name: "keys", margin: { right: 8 } });
  const made = Array.from({ length: MOST }, () => svg("rect", { class: "bar neuron" }));
  let drawn;
  return ({ classes: keys, ...state }) => {
    const { axis_key, axis_share } = view.words;
    chart.frame({ x: { domain: [0.5, keys + 0.5], label: axis_key }, y: { domain: [0, 1], label: axis_share } });
    if (keys !== drawn) chart.marks.replaceChildren(...made.slice(0, keys));
    drawn = keys;
    const half = 0.4 * (chart.X(2) - chart.X(1));
    shares(state.query - 1, keys, factor(state)).forEach((share, j) => {
      const [from, to] = [chart.Y(0), chart.Y(share)];
      set(made[j], { x: (chart.X(j + 1) - half).toFixed(2), width: (2 * half).toFixed(2), y: to.toFixed(2), height: (from - to).toFixed(2) });
    });
  };
}

function sizes(view, parent) {
  const chart = plot(view, parent, { name: "sizes" });
  const guide = line(chart, "guide");
  const kinds = ["cross-entropy", "quadratic"];
  const lines = kinds.map((kind) => line(chart, kind));
  const dots = kinds.map((kind) => point(chart, kind, { handle: true }));
  const curves = memo((keys) => [() => 1, Math.sqrt].map((by) => WIDTHS.map((width) => [width, size(keys, by(width))])));
  drag(chart, chart.svg, ([width]) => view.set({ width: settle(view, "width", width) }));
  return ({ width, classes }, { divided, plain }) => {
    const { axis_width, axis_size } = view.words;
    const y = { domain: [1e-6, 1], scale: "log", label: axis_size };
    chart.frame({ x: { domain: [1, 1024], scale: "log", label: axis_width }, y });
    guide([[width, 1e-6], [width, 1]]);
    curves(classes).forEach((curve, i) => lines[i](curve));
    [divided, plain].forEach((now, i) => dots[i](width, now));
  };
}

export function render(context) {
  const view = figure(context, "attention", ["width", "classes", "query", "scaled"]);
  const divided = memo((keys) => size(keys, 1));
  const show = readouts(view, view.root, [["largest", "neuron"], ["divided", "cross-entropy"], ["plain", "quadratic"], ["queries"]]);
  const panels = row(view.root, "panels");
  const paintBars = bars(view, panels), paintSizes = sizes(view, panels);
  const controls = row(view.root, "controls");
  toggle(view, controls, "scaled");
  choice(view, controls, "classes", [8, 32, 128].map((keys) => [keys, String(keys)]));
  const sliders = row(view.root, "controls sliders");
  range(view, sliders, "width", { stops: WIDTHS });
  range(view, sliders, "query");
  view.onPaint((state) => {
    const now = values(state, divided(state.classes));
    show(now);
    paintBars(state);
    paintSizes(state, now);
  });
  return view.start();
}

export default { render };
