// A plot: scales, ticks, axes, and the lines, areas, points and labels in it.
import { raised } from "./numbers.mjs";
import { set, svg, write } from "./view.mjs";

// Scales: from value to pixel, with the way back.

export function linear(domain, range) {
  const [d0, d1] = domain, [r0, r1] = range;
  const scale = (value) => r0 + ((value - d0) / (d1 - d0)) * (r1 - r0);
  const invert = (pixel) => d0 + ((pixel - r0) / (r1 - r0)) * (d1 - d0);
  return Object.assign(scale, { domain, range, invert, ticks: (count) => ticks(d0, d1, count) });
}

// Zero has no logarithm: it is drawn far below the plot, where the clip hides it.
export function log(domain, range) {
  const level = linear(domain.map(Math.log10), range);
  const scale = (value) => level(Math.log10(Math.max(value, Number.MIN_VALUE)));
  const invert = (pixel) => 10 ** level.invert(pixel);
  return Object.assign(scale, { domain, range, invert, ticks: (count) => logTicks(...domain, count) });
}

// Ticks: round values, about `count` of them, each with its text.

export function ticks(low, high, count) {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((nice) => nice * power >= rough * (1 - 1e-9));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step - 1e-9), last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = Number(((first + i) * step).toFixed(decimals));
    return { value, text: value.toFixed(decimals).replace("-", "\u2212") };
  });
}

export function logTicks(low, high, count) {
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first) / Math.max(1, count)));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return powers
    .filter((power) => (power - last) % stride === 0)
    .map((power) => ({ value: 10 ** power, text: power === 0 ? "1" : `10${raised(power)}` }));
}

// The plot: `frame(spec)` draws the axes and sets X and Y; marks come in layers. The text of the
// axes stands in one layer with the points: a browser that finds a point moved within what has
// been drawn there need not look at the layers of the whole page anew.

const SIZE = { width: 640, height: 400 }; // until the page is laid out
const MARGIN = { left: 46, right: 14, top: 30, bottom: 42 };

export function plot(view, parent, { name = "plot", margin = {} } = {}) {
  const layer = (kind) => svg("g", { class: kind });
  const box = svg("rect");
  const clip = view.id(`${name}-clip`);
  const [back, grid, marks, axes, front] = ["back", "grid", "marks", "axes", "front"].map(layer);
  for (const clipped of [back, marks]) clipped.setAttribute("clip-path", `url(#${clip})`);
  const layers = [svg("clipPath", { id: clip }, box), back, grid, marks, axes, front];
  const node = svg("svg", { class: `plot ${name}`, role: "img" }, ...layers);
  parent.append(node);
  const it = { view, svg: node, ...SIZE, back, grid, marks, axes, front, margin: { ...MARGIN, ...margin } };
  view.onResize(() => measure(it));
  let drawn;
  it.frame = (spec) => {
    const key = JSON.stringify([spec, it.width, it.height]);
    if (key !== drawn) drawFrame(it, spec, box);
    drawn = key;
    return it;
  };
  return it;
}

function measure(it) {
  it.width = Math.max(200, it.svg.clientWidth || SIZE.width);
  it.height = Math.max(120, it.svg.clientHeight || SIZE.height);
  return () => it.svg.setAttribute("viewBox", `0 0 ${it.width} ${it.height}`);
}

function drawFrame(it, { x, y }, box) {
  const { left, right, top, bottom } = it.margin;
  const [across, down] = [[left, it.width - right], [it.height - bottom, top]];
  it.X = (x.scale === "log" ? log : linear)(x.domain, across);
  it.Y = (y.scale === "log" ? log : linear)(y.domain, down);
  set(box, { x: left, y: top, width: across[1] - across[0], height: down[0] - down[1] });
  const [along, up] = [xAxis(it, x, across, down), yAxis(it, y, across, down)];
  it.grid.replaceChildren(...along.rules, ...up.rules);
  it.axes.replaceChildren(...along.axis, ...up.axis);
}

const rule = (x1, y1, x2, y2, kind = "rule") => svg("line", { x1, y1, x2, y2, class: kind });

const words = (x, y, text, anchor, kind) =>
  write(svg("text", { x, y, "text-anchor": anchor, class: kind }), text);

function xAxis({ X }, { count, label = "" }, [left, right], [bottom, top]) {
  const at = X.ticks(count ?? Math.max(3, Math.floor((right - left) / 70)));
  const rules = at.map(({ value }) => rule(X(value), bottom, X(value), top));
  return { rules, axis: [
    ...at.map(({ value, text }) => words(X(value), bottom + 18, text, "middle", "tick")),
    rule(left, bottom, right, bottom, "axis"),
    words(right, bottom + 36, label, "end", "title"),
  ] };
}

// `low` and `high` bound the ticks where the plot is larger than what it measures.
function yAxis({ Y }, { count, label = "", low = -Infinity, high = Infinity }, [left, right], [bottom, top]) {
  const all = Y.ticks(count ?? Math.max(2, Math.floor((bottom - top) / 46)));
  const at = all.filter(({ value }) => value >= low && value <= high);
  const rules = at.map(({ value }) => rule(left, Y(value), right, Y(value)));
  return { rules, axis: [
    ...at.map(({ value, text }) => words(left - 8, Y(value) + 4, text, "end", "tick")),
    words(0, 14, label, "start", "title"),
  ] };
}

// Marks: each returns the function that draws it anew, in the plot's own units.

export const sample = ([low, high], f, count = 240) =>
  Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count).map((x) => [x, f(x)]);

export function line(it, kind, layer = it.marks) {
  const node = layer.appendChild(svg("path", { class: `line ${kind}` }));
  return (points) => {
    const at = points.map(([x, y]) => `${it.X(x).toFixed(2)} ${it.Y(y).toFixed(2)}`);
    return set(node, { d: at.length ? `M${at.join("L")}` : "" });
  };
}

export function area(it, kind) {
  const node = it.back.appendChild(svg("rect", { class: `area ${kind}` }));
  return ([x0, x1], [y0, y1] = it.Y.domain) => {
    const [left, right] = [it.X(x0), it.X(x1)].sort((p, q) => p - q);
    const [top, bottom] = [it.Y(y0), it.Y(y1)].sort((p, q) => p - q);
    set(node, { x: left, y: top, width: right - left, height: bottom - top });
  };
}

// A point; `handle: true` gives it a ring and the 44 pixels that a finger needs. Its circles are
// placed one by one: a transform that changes has the browser look at all layers of the page.
export function point(it, kind, { handle = false } = {}) {
  const node = svg("g", { class: `point ${kind}${handle ? " handle" : ""}` });
  if (handle) node.append(svg("circle", { r: 22, class: "reach" }), svg("circle", { r: 12, class: "halo" }));
  node.append(svg("circle", { r: handle ? 7 : 5, class: "dot" }));
  it.front.append(node);
  const circles = [...node.children];
  return (x, y) => {
    const [cx, cy] = [it.X(x).toFixed(2), it.Y(y).toFixed(2)];
    for (const circle of circles) set(circle, { cx, cy });
    return node;
  };
}

export function label(it, kind = "") {
  const node = it.front.appendChild(svg("text", { class: `label ${kind}` }));
  return (x, y, text, { anchor = "start", dx = 0, dy = 0 } = {}) => {
    return write(set(node, { x: it.X(x) + dx, y: it.Y(y) + dy, "text-anchor": anchor }), text);
  };
}

// A finger may have come to scroll the page: it drags once it has gone sideways, or when it taps.
const isScroll = (from, { clientX, clientY, pointerType, type }) => {
  const [across, down] = [Math.abs(clientX - from.clientX), Math.abs(clientY - from.clientY)];
  return pointerType === "touch" && type !== "pointerup" && across < Math.max(4, down);
};

// Dragging `target` (the plot or a point) calls move([x, y]) in the plot's units.
export function drag(it, target, move) {
  const at = ({ clientX, clientY }) => {
    const { left, top, width, height } = it.svg.getBoundingClientRect();
    const x = ((clientX - left) * it.width) / width;
    const y = ((clientY - top) * it.height) / height;
    return [it.X.invert(x), it.Y.invert(y)];
  };
  let from; // where a press that is no drag yet began
  const take = (event) => {
    if (event.button !== 0) return;
    target.setPointerCapture(event.pointerId);
    from = event.target.closest(".free") ? undefined : event;
    held(event);
  };
  const held = (event) => {
    if (!target.hasPointerCapture(event.pointerId) || (from && isScroll(from, event))) return;
    from = undefined;
    move(at(event));
  };
  // Within a drawing Chromium pays no heed to touch-action: this keeps the page from scrolling.
  const keep = (event) => { if (event.target.closest(".free")) event.preventDefault(); };
  target.addEventListener("touchstart", keep, { passive: false, signal: it.view.signal });
  target.classList.add("draggable");
  for (const [type, listener] of [["pointerdown", take], ["pointermove", held], ["pointerup", held]]) {
    target.addEventListener(type, listener, { signal: it.view.signal });
  }
}
