// Labelled points of a plot: seen by their shapes, dragged, and moved by keys one at a time.
import { settle } from "./controls.mjs";
import { added, moved, nearest, relabelled, removed, selection, turned } from "./editing.mjs";
import { speak } from "./handle.mjs";
import { fill, fixed } from "./numbers.mjs";
import { set, svg } from "./view.mjs";

const SHAPES = [
  "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
  "M-5.3-5.3H5.3V5.3H-5.3Z",
  "M0-7.2L6.6 4.8H-6.6Z",
  "M0-7.6L7.6 0L0 7.6L-7.6 0Z",
];
const STRIDE = 0.1; // of an arrow key
const FAR = 5; // strides at once with the shift key

const within = (view, [x1, x2]) => [settle(view, "x1", x1), settle(view, "x2", x2)];

const place = (view, at) => view.set(moved(view.state(), within(view, at)));

// The marks. Those of the points that did not change are left alone.
export function marks(chart) {
  const layer = chart.front.appendChild(svg("g", { class: "spots" }));
  const made = [];
  const mark = () => {
    const shape = svg("path", { class: "shape" });
    const node = layer.appendChild(svg("g", {}, svg("circle", { class: "grip" }), shape));
    return { node, shape };
  };
  return ({ points, classes }, right) => {
    const { X, Y } = chart;
    while (made.length < points.length) made.push(mark());
    made.splice(points.length).forEach(({ node }) => node.remove());
    points.forEach(([x1, x2, label], i) => {
      const kind = Math.min(label, classes);
      const { node, shape } = made[i];
      set(node, { class: `spot free class-${kind}${right[i] ? "" : " wrong"}` });
      set(node, { transform: `translate(${X(x1).toFixed(1)} ${Y(x2).toFixed(1)})` });
      set(shape, { d: SHAPES[kind - 1] });
    });
  };
}

// A press on a point takes the nearest one, and keeps its distance from the finger.
export function grasp(chart) {
  const { view, svg: node } = chart;
  let held;
  node.addEventListener("pointerdown", ({ target }) => {
    held = target.closest(".spot") ? { fresh: true } : undefined;
  }, { capture: true, signal: view.signal });
  const take = ([x, y]) => {
    const { points } = view.state();
    const i = nearest(points, [x, y]);
    held = { away: [points[i][0] - x, points[i][1] - y] };
    view.set({ selected: i + 1 });
  };
  return { holds: () => held !== undefined, move: ([x, y]) => {
    if (held.fresh) take([x, y]);
    place(view, [x + held.away[0], y + held.away[1]]);
  } };
}

const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
};
const EDITS = {
  PageDown: (state) => turned(state, 1), PageUp: (state) => turned(state, -1),
  Insert: added, Delete: removed, Backspace: removed,
};

// What a key does to the selected point, undefined if nothing.
function edit(view, { key, shiftKey }) {
  const state = view.state();
  if (ARROWS[key]) {
    const { point } = selection(state);
    const stride = STRIDE * (shiftKey ? FAR : 1);
    return moved(state, within(view, ARROWS[key].map((way, i) => point[i] + way * stride)));
  }
  if (/^[1-4]$/.test(key)) return relabelled(state, Number(key));
  return EDITS[key]?.(state);
}

// What is said of the selected point before the numbers of the figure.
function spokenPoint(words, state) {
  const { place: i, point: [x1, x2, label] } = selection(state);
  const [across, up] = [fixed(x1, 2), fixed(x2, 2)];
  const which = { place: i + 1, count: state.points.length, label: Math.min(label, state.classes) };
  return fill(words.spoken_point, { ...which, across, up });
}

// The ring around the selected point takes the keys, and speaks for it.
export function ring(chart) {
  const { view } = chart;
  const node = svg("g", { class: "picked handle" }, svg("circle", { class: "halo", r: 13 }));
  chart.front.append(node);
  const voice = { label: view.words.picked, say: () => spokenPoint(view.words, view.state()) };
  speak(view, { chart, node }, "selected", voice);
  node.addEventListener("keydown", (event) => {
    const change = edit(view, event);
    if (!change) return;
    event.preventDefault();
    view.set(change);
  }, { signal: view.signal });
  return (state) => {
    const { point: [x1, x2] } = selection(state);
    set(node, { transform: `translate(${chart.X(x1).toFixed(1)} ${chart.Y(x2).toFixed(1)})` });
  };
}
