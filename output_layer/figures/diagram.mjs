// The neuron drawn: x → (w) → Σ + b → σ → a, with its numbers.
import { set, svg, write } from "./view.mjs";

const MIDDLE = 64;
const PLACES = { x: 0.08, sum: 0.36, sigmoid: 0.64, a: 0.92 };

const CURVE = "M-12 8C-2 8-3-8 12-8";

const text = (kind) => svg("text", { class: kind });

function node(name, content, word) {
  const ring = svg("circle", { class: "ring" });
  const below = write(text("under"), word);
  return { group: svg("g", { class: `node ${name}` }, ring, content, below), ring, below };
}

// The parts that never change, and those that `show` writes.
function build({ words }) {
  const nodes = {
    x: node("x", text("number"), words.node_x),
    sum: node("sum", write(text("sign"), "Σ"), words.node_sum),
    sigmoid: node("sigmoid", svg("path", { class: "line neuron", d: CURVE }), words.node_sigmoid),
    a: node("a neuron", text("number"), words.node_a),
  };
  const edges = ["w", "b", "z", "a"].map((name) => [name, svg("path", { class: `edge ${name}` })]);
  const names = ["w", "b", "z"].map((name) => [name, [text(`over ${name}`), text(`number ${name}`)]]);
  for (const [name, [over]] of names) write(over, `*${name}*`);
  return { nodes, edges: Object.fromEntries(edges), names: Object.fromEntries(names) };
}

// An arrow of this length to the right; its head is in it.
const arrow = (length) => `M0 0H${length}M${length - 6}-4L${length} 0L${length - 6} 4`;

function placeNodes(nodes, at, radius) {
  for (const [name, { group, ring, below }] of Object.entries(nodes)) {
    set(group, { transform: `translate(${at[name]} ${MIDDLE})` });
    set(ring, { r: radius });
    set(below, { y: radius + 17 });
  }
}

// Each name stands above its arrow and the number below; b comes from above, between the two.
function placeEdges(edges, names, at, radius) {
  const gaps = { w: ["x", "sum"], z: ["sum", "sigmoid"], a: ["sigmoid", "a"] };
  for (const [name, [from, to]] of Object.entries(gaps)) {
    const start = at[from] + radius + 3;
    set(edges[name], { d: arrow(at[to] - radius - 3 - start), transform: `translate(${start} ${MIDDLE})` });
    names[name]?.forEach((label, i) => set(label, { x: (at[from] + at[to]) / 2, y: MIDDLE + [-9, 18][i] }));
  }
  set(edges.b, { d: arrow(MIDDLE - radius - 7), transform: `translate(${at.sum} 4) rotate(90)` });
  names.b.forEach((label, i) => set(label, { x: at.sum + [-10, 10][i], y: 18 }));
}

// Returns show({ w, b, a }, texts): the numbers set strokes and filling, the texts are written.
export function diagram(view, parent) {
  const { nodes, edges, names } = build(view);
  const groups = Object.values(nodes).map(({ group }) => group);
  const all = [...Object.values(edges), ...groups, ...Object.values(names).flat()];
  const drawing = svg("svg", { class: "diagram", "aria-hidden": "true" }, ...all);
  parent.append(drawing);
  view.onResize(() => {
    const width = Math.max(240, drawing.clientWidth || 640);
    const radius = width < 480 ? 20 : 24;
    const at = Object.fromEntries(Object.entries(PLACES).map(([name, part]) => [name, part * width]));
    return () => {
      set(drawing, { viewBox: `0 0 ${width} 112` });
      placeNodes(nodes, at, radius);
      placeEdges(edges, names, at, radius);
    };
  });
  return ({ w, b, a }, texts) => {
    for (const [name, [, label]] of Object.entries(names)) write(label, texts[name]);
    for (const name of ["x", "a"]) write(nodes[name].group.children[1], texts[name]);
    edges.w.style.strokeWidth = 1 + 0.5 * Math.abs(w);
    edges.b.style.strokeWidth = 1 + 0.5 * Math.abs(b);
    nodes.a.ring.style.fillOpacity = a * 0.4;
  };
}
