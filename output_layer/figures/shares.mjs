// Shares: logits of up to eight classes as bars that are dragged, and the share of each.
import { choice, range, row, settle, writer } from "./controls.mjs";
import { fact } from "./learning.mjs";
import { softmax } from "./maths.mjs";
import { fixed, number } from "./numbers.mjs";
import { drag, plot } from "./plot.mjs";
import { figure, html, set, svg, write } from "./view.mjs";

const CLASSES = [
  { z: "z1", a: "a1" }, { z: "z2", a: "a2" }, { z: "z3", a: "a3" }, { z: "z4", a: "a4" },
  { z: "z5", a: "a5" }, { z: "z6", a: "a6" }, { z: "z7", a: "a7" }, { z: "z8", a: "a8" },
];
const COUNTS = [2, 3, 4, 5, 6, 7, 8];
const TRAITS = [...CLASSES.map(({ z }) => z), "classes", "shift", "temperature"];

// Temperatures in even steps to the eye.
const TEMPERATURES = [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 7, 10];

const active = (state) => CLASSES.slice(0, state.classes);

const logits = (state) => active(state).map(({ z }) => state[z] + state.shift);

const shares = (state) => softmax(logits(state).map((z) => z / state.temperature));

export function values(state, a = shares(state)) {
  const [shift, temperature] = [fixed(state.shift, 2), fixed(state.temperature, 2)];
  const each = Object.fromEntries(a.map((share, j) => [CLASSES[j].a, share]));
  const sum = a.reduce((part, share) => part + share);
  return { shift, temperature, ...each, sum, shares: a.map(number).join(", ") };
}

// A class's row in a chart: its name at the left, its bar, and the bar's number. The grip at the
// end of the bar is seen where it can be dragged.
function bar(view, name, kind) {
  const parts = {
    name: write(svg("text", { class: "label name" }), view.words[name]),
    bar: svg("rect", { class: `bar ${kind}` }),
    number: svg("text", { class: "label" }),
    grip: svg("circle", { class: "dot" }),
    reach: svg("rect", { class: "reach" }),
  };
  return { ...parts, group: svg("g", {}, ...Object.values(parts)) };
}

const THICKEST = 30;

// Draws the bar from zero to `value`; `text` stands at `at`, on the side that is free.
function stretch({ X, Y, margin, width }, each, j, { value, text, at, side }) {
  const [top, middle, bottom] = [j, j + 0.5, j + 1].map((part) => Y(-part));
  const thick = Math.min(THICKEST, 0.62 * (bottom - top));
  const [from, to] = [X(0), X(value)].sort((p, q) => p - q);
  set(each.bar, { x: from.toFixed(2), y: middle - thick / 2, width: (to - from).toFixed(2), height: thick });
  set(each.grip, { cx: X(value).toFixed(2), cy: middle, r: 7 });
  set(each.reach, { x: margin.left, y: top, width: width - margin.left - margin.right, height: bottom - top });
  set(each.name, { x: margin.left - 8, y: middle + 4, "text-anchor": "end" });
  set(each.number, { x: (X(at) + 5 * side).toFixed(2), y: middle + 4, "text-anchor": side < 0 ? "end" : "start" });
  write(each.number, text);
}

// One chart with a bar for each class; `item(state, j)` says what to draw, `spec(state)` the axis.
function bars(view, parent, { name, axis, kind, names, margin, spec, item }) {
  const chart = plot(view, parent, { name, margin });
  const rows = names.map((each) => bar(view, each, kind));
  const zero = chart.marks.appendChild(svg("line", { class: "axis" }));
  let drawn;
  return { chart, rows, paint: (state, shown) => {
    const { classes } = state;
    chart.frame({ x: spec(state), y: { domain: [-classes, 0], low: 1, label: view.words[axis] } });
    if (classes !== drawn) chart.front.replaceChildren(...rows.slice(0, classes).map(({ group }) => group));
    drawn = classes;
    const [x, [y1, y2]] = [chart.X(0).toFixed(2), chart.Y.range];
    set(zero, { x1: x, x2: x, y1, y2 });
    shown.forEach((value, j) => stretch(chart, rows[j], j, item(value)));
  } };
}

const MARGIN = { left: 34, top: 30, bottom: 24 };

// A logit's number stands across zero from its bar. The axis follows the shift.
function logitBars(view, parent) {
  const [low, high] = view.limits[CLASSES[0].z];
  const made = bars(view, parent, {
    name: "logit-bars", axis: "axis_logits", kind: "muted", names: CLASSES.map(({ z }) => z), margin: { ...MARGIN, right: 14 },
    spec: ({ shift }) => ({ domain: [Math.min(low, low + shift), Math.max(high, high + shift)] }),
    item: (value) => ({ value, text: fixed(value, 2), at: 0, side: value < 0 ? 1 : -1 }),
  });
  made.rows.forEach(({ reach }, j) => {
    const { z } = CLASSES[j];
    drag(made.chart, reach, ([x]) => view.set({ [z]: settle(view, z, x - view.state().shift) }));
  });
  return made.paint;
}

// A share's number stands behind its bar; it is the readout.
function shareBars(view, parent) {
  const made = bars(view, parent, {
    name: "share-bars", axis: "axis_shares", kind: "neuron", names: CLASSES.map(({ a }) => a), margin: { ...MARGIN, right: 52 },
    spec: () => ({ domain: [0, 1], count: 4 }),
    item: (value) => ({ value, text: number(value), at: value, side: 1 }),
  });
  const cells = CLASSES.map(({ a }, j) => [a, made.rows[j].number]);
  cells.forEach(([name, cell]) => set(cell, { "data-readout": name }));
  return { cells: Object.fromEntries(cells), paint: made.paint };
}

// All shares end to end: together they always fill the whole.
function whole(view, parent) {
  const { words } = view;
  const pieces = CLASSES.map(() => svg("rect", { class: "piece", height: 1 }));
  const strip = { viewBox: "0 0 1 1", preserveAspectRatio: "none", class: "strip neuron", "aria-hidden": "true" };
  const { node, value } = fact(words.sum, "sum");
  row(parent, "whole", svg("svg", strip, ...pieces), node);
  return { cell: value, paint: (a) => {
    let x = 0;
    pieces.forEach((piece, j) => {
      const width = a[j] ?? 0;
      set(piece, { x: x.toFixed(4), width: width.toFixed(4) });
      x += width;
    });
  } };
}

// What is computed, with the two numbers that act on all classes; all shares for the ear.
function facts(view) {
  const { words } = view;
  const formula = write(html("span"), words.formula);
  const shift = fact(words.now_shift, "shift");
  const temperature = fact(words.now_temperature, "temperature");
  const all = fact(words.shares, "shares");
  all.node.classList.add("unseen");
  row(view.root, "facts", formula, shift.node, temperature.node, all.node);
  return { shift: shift.value, temperature: temperature.value, shares: all.value };
}

// A slider for each class that takes part.
function sliders(view, parent) {
  const rows = CLASSES.map(({ z }) => range(view, parent, z).parentNode);
  let drawn;
  view.onPaint(({ classes }) => {
    if (classes !== drawn) parent.replaceChildren(...rows.slice(0, classes));
    drawn = classes;
  });
}

export function render(context) {
  const view = figure(context, "shares", TRAITS);
  choice(view, row(view.root, "controls counts"), "classes", COUNTS.map((count) => [count, String(count)]));
  const settings = facts(view);
  const panels = row(view.root, "panels bars");
  const paintLogits = logitBars(view, panels);
  const { cells, paint } = shareBars(view, panels);
  const sum = whole(view, view.root);
  const show = writer(view, { ...settings, ...cells, sum: sum.cell });
  const controls = row(view.root, "controls");
  range(view, controls, "shift");
  range(view, controls, "temperature", { stops: TEMPERATURES });
  sliders(view, row(view.root, "controls sliders"));
  view.onPaint((state) => {
    const a = shares(state);
    show(values(state, a));
    paintLogits(state, logits(state));
    paint(state, a);
    sum.paint(a);
  });
  return view.start();
}

export default { render };
