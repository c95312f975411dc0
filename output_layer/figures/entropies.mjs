// Three logits as an arrow in the triangle of shares, and what two entropies make of it.
import { choice, legend, range, readouts, row, settle } from "./controls.mjs";
import { handle, speak } from "./handle.mjs";
import { softmax } from "./maths.mjs";
import { drag, line, plot, point, sample } from "./plot.mjs";
import { components, plane, position } from "./ternary.mjs";
import { figure, html, memo, set, svg, write } from "./view.mjs";

const SHARES = ["a1", "a2", "a3"];
const CLASSES = ["class-1", "class-2", "class-3"];
const LONGEST = 6; // how far the curves go

// The nearest shares: with the k largest logits kept, c is such that they sum to 1.
function sparsemax(z) {
  const top = Math.max(...z);
  const below = z.map((each) => each - top);
  const ranked = [...below].sort((p, q) => q - p);
  let [sum, c] = [-1, 0];
  ranked.forEach((each, k) => {
    sum += each;
    if (each > sum / (k + 1)) c = sum / (k + 1);
  });
  return below.map((each) => Math.max(0, each - c));
}

const total = (terms) => terms.reduce((sum, each) => sum + each);

const ENTROPIES = {
  false: { name: "softmax", kind: "cross-entropy", shares: softmax, size: (a) => -total(a.map((p) => p * Math.log(p))) },
  true: { name: "sparsemax", kind: "quadratic", shares: sparsemax, size: (a) => total(a.map((p) => p * (1 - p))) / 2 },
};

// The tip of an arrow; its three logits sum to 0.
function tipAt({ angle }, length) {
  const turn = (angle * Math.PI) / 180;
  return [length * Math.cos(turn), length * Math.sin(turn)];
}

const logits = (state, length = state.length) => components(tipAt(state, length));

export function values(state) {
  const [z, { shares, size }] = [logits(state), ENTROPIES[state.square]];
  const a = shares(z);
  const [mean, bonus] = [total(a.map((share, j) => share * z[j])), size(a)];
  return { ...Object.fromEntries(a.map((share, j) => [SHARES[j], share])), mean, bonus, best: mean + bonus };
}

const SPACE = {
  name: "shares", middle: 0, reach: [1.42, 1.42], tip: 1, tie: 0.5, ring: { tip: 0.25, tie: 0.5, text: "" },
  names: ["*a*₁", "*a*₂", "*a*₃"],
};

function moveTo(view, [x, y]) {
  const turn = (Math.atan2(y, x) * 180) / Math.PI;
  view.set({
    angle: settle(view, "angle", (turn + 360) % 360),
    length: settle(view, "length", Math.hypot(x, y)),
  });
}

// Longer and shorter; to the left and to the right.
const KEYS = {
  ArrowUp: ["length", 1], ArrowDown: ["length", -1], ArrowLeft: ["angle", 1], ArrowRight: ["angle", -1],
};

const tipOf = (chart, { view } = chart) => handle(chart, {
  steps: KEYS,
  to: (place) => moveTo(view, place),
  by: ([name, sign], strides) => {
    const next = view.state()[name] + sign * strides * view.limits[name][2];
    view.set({ [name]: settle(view, name, name === "angle" ? (next + 360) % 360 : next) });
  },
});

function triangle(view, parent) {
  const box = row(parent, "panel", write(html("div", { class: "name" }), view.words.triangle));
  const chart = plane(view, box, SPACE);
  const shaft = chart.grid.appendChild(svg("path", { class: "arrow" }));
  const nearest = line(chart, "guide", chart.grid);
  const answers = Object.values(ENTROPIES).map(({ kind, shares }) => [point(chart, kind), shares]);
  const { place, node } = tipOf(chart);
  row(box, "facts", write(html("span"), view.words.note));
  return { chart, node, paint: (state, z) => {
    chart.show(-1);
    const tip = tipAt(state, state.length);
    set(shaft, { d: `M${chart.X(0)} ${chart.Y(0)}L${chart.X(tip[0]).toFixed(2)} ${chart.Y(tip[1]).toFixed(2)}` });
    nearest([tip, position(sparsemax(z))]);
    for (const [show, shares] of answers) show(...position(shares(z)));
    place(...tip);
  } };
}

// The shares as the arrow grows in its direction.
function growth(view, parent) {
  const { words } = view;
  const box = row(parent, "panel", write(html("div", { class: "name" }), words.growth));
  const chart = plot(view, box, { name: "growth" });
  const now = line(chart, "guide");
  const lines = CLASSES.map((kind) => line(chart, kind));
  const dots = CLASSES.map((kind) => point(chart, kind));
  const curves = memo((angle, square) => CLASSES.map((_, j) =>
    sample([0, LONGEST], (length) => ENTROPIES[square].shares(logits({ angle }, length))[j], 150)));
  drag(chart, chart.svg, ([length]) => view.set({ length: settle(view, "length", length) }));
  return ({ angle, length, square }, a) => {
    const x = { domain: [0, LONGEST], label: words.axis_length };
    chart.frame({ x, y: { domain: [0, 1], label: words.axis_share } });
    now([[length, 0], [length, 1]]);
    curves(angle, square).forEach((curve, j) => lines[j](curve));
    dots.forEach((dot, j) => dot(length, a[SHARES[j]]));
  };
}

export function render(context) {
  const view = figure(context, "entropies", ["angle", "length", "square"]);
  const { words } = view;
  const parent = row(view.root, "panels");
  const left = triangle(view, parent);
  const paintGrowth = growth(view, parent);
  legend(view, view.root, Object.values(ENTROPIES).map(({ kind, name }) => [kind, words[name]]));
  const items = SHARES.map((name, j) => [name, CLASSES[j]]);
  const show = readouts(view, view.root, [...items, ["mean"], ["bonus"], ["best"]]);
  speak(view, left, "length");
  choice(view, row(view.root, "controls"), "square", [[false, words.shannon], [true, words.squares]]);
  const sliders = row(view.root, "controls sliders");
  for (const name of ["angle", "length"]) range(view, sliders, name);
  view.onPaint((state) => {
    const now = values(state);
    show(now);
    left.paint(state, logits(state));
    paintGrowth(state, now);
  });
  return view.start();
}

export default { render };
