// Three logits, three shares and the cost as a network: z → a, and from a_y alone to C.
import { set, svg, write } from "./view.mjs";

const RADIUS = 17;
const NARROW = 280;
// Where a column stands in a narrow drawing, and its part of what a wide one has more.
const COLUMNS = { g: [2, 0.03], z: [104, 0.12], a: [185, 0.45], cost: [252, 0.82] };
const ROWS = [0.14, 0.46, 0.78];
const PLACES = [0, 1, 2];

const text = (kind) => svg("text", { class: kind });

// A ring with its name in it and its number beneath.
function node(word, kind, readout) {
  const ring = svg("circle", { r: RADIUS, class: "ring", "fill-opacity": 0 });
  const number = svg("text", { class: "number", y: RADIUS + 15, "data-readout": readout });
  const group = svg("g", { class: kind }, ring, write(svg("text", { class: "sign", y: 5 }), word), number);
  return { group, ring, number, kind };
}

// A slope ∂C/∂z_j, in front of its logit.
function slope(word, readout) {
  const number = svg("text", { class: "number", y: 13, "data-readout": readout });
  const kind = "slope-of-cost";
  return { group: svg("g", { class: kind }, write(svg("text", { y: -5 }), word), number), number, kind };
}

function build({ words }) {
  return {
    z: ["z1", "z2", "z3"].map((name) => node(words[name], "node")),
    a: ["a1", "a2", "a3"].map((name) => node(words[name], "node neuron", name)),
    g: ["g1", "g2", "g3"].map((name) => slope(words[name], name)),
    cost: node(words.node_cost, "node cross-entropy"),
    links: PLACES.map(() => PLACES.map(() => svg("path"))), // links[i][j] from z_j to a_i
    last: svg("path"),
    names: { link: text("label"), last: text("label") },
  };
}

const all = ({ z, a, g, cost, links, last, names }) => [
  ...links.flat(), last, ...[...z, ...a, ...g, cost].map(({ group }) => group), ...Object.values(names),
];

// What stands out at each step: nodes, links and slopes. The chain goes from z_j over a_y to C.
function highlights({ step, label, component }) {
  const [y, j] = [label - 1, component - 1];
  const out = [
    { z: PLACES, a: PLACES, cost: true, links: true, last: true },
    { a: [y], cost: true, last: true },
    { z: [j], a: [y], link: true },
    { z: [j], a: [y], cost: true, link: true, last: true },
    { a: [j], g: [j] },
  ][step];
  return { z: [], a: [], g: [], ...out };
}

const lit = ({ group, kind }, on) => set(group, { class: on ? `${kind} lit` : kind });

// A straight arrow from ring to ring.
function join(path, [x0, y0], [x1, y1], on) {
  const part = (RADIUS + 4) / Math.hypot(x1 - x0, y1 - y0);
  const [dx, dy] = [(x1 - x0) * part, (y1 - y0) * part];
  set(path, { d: `M${x0 + dx} ${y0 + dy}L${x1 - dx} ${y1 - dy}`, class: on ? "edge lit" : "edge" });
}

// Where on its way from row j to row i a link has room: between the rows, above the middle one.
const free = (j, i) => (Math.abs(i - j) < 2 ? 1 / 2 : i > j ? 1 / 3 : 2 / 3);

// The words stand on an arrow, at this part of its way; above it if it is level.
function name(label, [x0, y0], [x1, y1], part, words) {
  const [x, y] = [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part];
  set(label, { x, y: y + (y0 === y1 ? -20 : 4), "text-anchor": "middle" });
  write(label, words);
}

function places(width, height) {
  const x = Object.entries(COLUMNS).map(([kind, [base, part]]) => [kind, base + part * (width - NARROW)]);
  return { x: Object.fromEntries(x), y: ROWS.map((part) => part * height) };
}

function place(parts, { x, y }) {
  for (const kind of ["g", "z", "a"]) {
    parts[kind].forEach(({ group }, i) => set(group, { transform: `translate(${x[kind]} ${y[i]})` }));
  }
  set(parts.cost.group, { transform: `translate(${x.cost} ${y[1]})` });
}

function paint(parts, { x, y }, state, { slope: inner, outer }, last) {
  const [label, component] = [state.label - 1, state.component - 1];
  const now = highlights(state);
  for (const kind of ["z", "a", "g"]) parts[kind].forEach((each, i) => lit(each, now[kind].includes(i)));
  if (state.step < last) parts.g.forEach(({ group }) => set(group, { class: "slope-of-cost ahead" }));
  lit(parts.cost, now.cost);
  parts.links.forEach((row, i) => row.forEach((path, j) => {
    const on = now.links || (now.link && i === label && j === component);
    join(path, [x.z, y[j]], [x.a, y[i]], on);
  }));
  const ends = [[x.z, y[component]], [x.a, y[label]], [x.cost, y[1]]];
  join(parts.last, ends[1], ends[2], now.last);
  name(parts.names.link, ends[0], ends[1], free(component, label), now.link ? inner : "");
  name(parts.names.last, ends[1], ends[2], label < 2 ? 0.62 : 0.35, now.last && state.step > 0 ? outer : "");
}

// Returns the elements of its readouts, and show(state, a, texts, last): the texts are those of the
// logits, of the cost, and of the two links `slope` and `outer`; the slopes of the cost are the
// result, which is hidden until the last step.
export function chain(view, parent) {
  const parts = build(view);
  const drawing = svg("svg", { class: "plot chain", role: "img" }, ...all(parts));
  parent.append(drawing);
  let at = places(640, 250); // until the page is laid out
  view.onResize(() => {
    const [width, height] = [drawing.clientWidth || 640, drawing.clientHeight || 250];
    at = places(width, height);
    return () => {
      set(drawing, { viewBox: `0 0 ${width} ${height}` });
      place(parts, at);
    };
  });
  const cells = Object.fromEntries([...parts.a, ...parts.g].map(({ number }) => [number.dataset.readout, number]));
  return { cells, show: (state, a, texts, last) => {
    parts.z.forEach(({ number }, i) => write(number, texts.z[i]));
    parts.a.forEach(({ ring }, i) => set(ring, { "fill-opacity": (0.4 * a[i]).toFixed(3) }));
    write(parts.cost.number, texts.cost);
    paint(parts, at, state, texts, last);
  } };
}
