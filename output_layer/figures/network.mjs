// A small neuron with its numbers, filled to the height of its output: x → w, b → a, C.
import { set, svg, write } from "./view.mjs";

const INPUT = { cx: 26, cy: 46, r: 16 };
const CELL = { cx: 150, cy: 46, r: 34 };
const GAPS = [[46, 112], [188, 212]]; // from ring to ring, and from the cell to its numbers
const PLACES = { w: [75, 30, "middle"], b: [150, 98, "middle"], a: [219, 43], cost: [219, 63] };

const text = (x, y, kind, ...children) => svg("text", { x, y, class: kind }, ...children);

// "w = −0.55": the word from the table, the number in an element of its own.
function labelled(word, name, [x, y, kind = ""]) {
  const value = svg("tspan", { class: "number", "data-readout": name });
  return { node: text(x, y, kind, write(svg("tspan"), word), " = ", value), value };
}

const arrow = ([from, to]) =>
  svg("path", { class: "edge", d: `M${from} ${CELL.cy}H${to}m-6-4l6 4l-6 4` });

// A ring with a level in it, as in a tank; returns the nodes and fill(share). The level is the
// part of the disc below a chord: a clip that changes would cost more than the shape.
function tank({ cx, cy, r }) {
  const level = svg("path", { class: "level" });
  return { nodes: [level, svg("circle", { cx, cy, r, class: "ring cell" })], fill: (share) => {
    const above = 2 * share - 1; // the chord's height over the middle, in radii
    const half = Math.max(0.01, r * Math.sqrt(1 - above ** 2)); // an arc needs two ends
    const [x, y] = [cx - half, cy - r * above].map((place) => place.toFixed(2));
    set(level, { d: `M${x} ${y}A${r} ${r} 0 ${share > 0.5 ? 1 : 0} 0 ${(cx + half).toFixed(2)} ${y}Z` });
  } };
}

// `names` are those of the readouts w, b, a and cost. Returns their elements by these names, and
// show({ x, w, a }): the text of x, the numbers w and a that set the stroke and the level.
export function network(view, parent, { stem, kind, names }) {
  const { words } = view;
  const labels = Object.entries(names)
    .map(([part, name]) => [name, labelled(words[name], name, PLACES[part])]);
  const { nodes, fill } = tank(CELL);
  const edges = GAPS.map(arrow);
  const input = text(INPUT.cx, 80, "number middle");
  const signs = [[INPUT, words.x], [CELL, "*σ*"]]
    .map(([{ cx, cy }, sign]) => write(text(cx, cy, "sign"), sign));
  const label = { role: "group", "aria-label": words[stem] };
  const drawing = svg("svg", { class: `network ${kind}`, viewBox: "0 0 336 104", ...label });
  drawing.append(svg("circle", { ...INPUT, class: "ring" }), input, ...edges, ...nodes, ...signs);
  drawing.append(...labels.map(([, { node }]) => node));
  parent.append(drawing);
  const cells = Object.fromEntries(labels.map(([name, { value }]) => [name, value]));
  return { cells, show: ({ x, w, a }) => {
    write(input, x);
    edges[0].style.strokeWidth = 1 + Math.min(3, Math.abs(w) * 0.6);
    fill(a);
  } };
}
