// What a layer gives everywhere in the plane: its outputs as colours, its cells as outlines.
import { cells, centre, room } from "./cells.mjs";
import { html, set, svg, write } from "./view.mjs";

const GRID = 96; // shaded squares along each side; the browser smooths between them
const ROOM = 8; // pixels that a name needs on each side, and for every class as many more
const MOST = 11; // cells into which four lines can cut a square

function softmaxInto(z) {
  let [top, sum] = [Math.max(...z), 0];
  for (let j = 0; j < z.length; j += 1) sum += z[j] = Math.exp(z[j] - top);
  for (let j = 0; j < z.length; j += 1) z[j] /= sum;
}

function sigmoidsInto(z) {
  for (let j = 0; j < z.length; j += 1) z[j] = 1 / (1 + Math.exp(-z[j]));
}

// From 0 where no class is ahead, or none exceeds ½, to 1 where the layer is sure.
const sureness = {
  softmax: (top, classes) => (classes * top - 1) / (classes - 1),
  sigmoids: (top) => Math.max(0, 2 * top - 1),
};

// One pixel: the colours of the classes, mixed by their outputs; the surer, the stronger.
function tint(data, at, a, colours, sure) {
  let [sum, red, green, blue] = [1e-9, 0, 0, 0];
  for (let j = 0; j < a.length; j += 1) {
    sum += a[j];
    red += a[j] * colours[j][0];
    green += a[j] * colours[j][1];
    blue += a[j] * colours[j][2];
  }
  data[at] = red / sum;
  data[at + 1] = green / sum;
  data[at + 2] = blue / sum;
  data[at + 3] = 10 + 110 * sure;
}

function shade(data, weights, { sigmoids, reach, colours }) {
  const a = weights.map(() => 0);
  const [apply, sure] = sigmoids ? [sigmoidsInto, sureness.sigmoids] : [softmaxInto, sureness.softmax];
  const at = (i) => ((2 * i + 1) / GRID - 1) * reach;
  for (let i = 0; i < GRID * GRID; i += 1) {
    const [x1, x2] = [at(i % GRID), -at(Math.floor(i / GRID))];
    for (let j = 0; j < a.length; j += 1) a[j] = weights[j][0] * x1 + weights[j][1] * x2 + weights[j][2];
    apply(a);
    tint(data, 4 * i, a, colours, sure(Math.max(...a), a.length));
  }
}

// CSS has the colours. A change of theme is a transition of them: its end says to paint anew.
function palette(view, scene, count, renew) {
  const hues = Array.from({ length: count }, (_, j) => html("i", { class: `hue class-${j + 1}` }));
  scene.append(html("span", { class: "unseen", "aria-hidden": "true" }, ...hues));
  scene.addEventListener("transitionend", ({ target }) => {
    if (target.classList.contains("hue")) renew();
  }, { signal: view.signal });
  return () => hues.map((hue) => getComputedStyle(hue).color.match(/[\d.]+/g).map(Number));
}

// The outputs as colours, on a canvas below the plot.
function backdrop(view, { scene, chart, reach, most }) {
  const { left, right, top, bottom } = chart.margin;
  const canvas = html("canvas", { width: GRID, height: GRID, "aria-hidden": "true" });
  canvas.style.inset = `${top}px auto auto ${left}px`;
  canvas.style.width = `calc(100% - ${left + right}px)`;
  canvas.style.height = `calc(100% - ${top + bottom}px)`;
  scene.prepend(canvas);
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(GRID, GRID);
  let colours, drawn = [];
  const renew = () => { colours = read(); drawn = []; };
  const read = palette(view, scene, most, () => { renew(); view.paint(); });
  view.onResize(() => { renew(); return () => {}; });
  return ({ weights, classes, sigmoids }) => {
    const now = [weights, classes, sigmoids];
    if (!colours || now.every((each, i) => each === drawn[i])) return;
    shade(image.data, weights.slice(0, classes), { sigmoids, reach, colours });
    pen.putImageData(image, 0, 0);
    drawn = now;
  };
}

const closed = ({ X, Y }, polygon) => {
  const pairs = polygon.map(([x, y]) => `${X(x).toFixed(1)} ${Y(y).toFixed(1)}`);
  return `M${pairs.join("L")}Z`;
};

function hatching(id) {
  const size = { width: 9, height: 9, patternUnits: "userSpaceOnUse" };
  return svg("pattern", { id, class: "hatching", ...size }, svg("path", { d: "M-2 2l4-4M0 9l9-9M7 11l4-4" }));
}

// A cell bears its name at its centre, if there is room.
function title(node, { X, Y }, { polygon, classes, word }) {
  const at = polygon.length ? centre(polygon) : [0, 0];
  const free = polygon.length ? room(polygon, at) * (X(1) - X(0)) : 0;
  set(node, { x: X(at[0]).toFixed(1), y: Y(at[1]).toFixed(1) });
  write(node, free > ROOM * (1 + classes.length) ? word : "");
}

// The borders, and in each cell of some size the names of its classes.
function outlines({ view, marks, back }, name) {
  const id = view.id("several");
  const places = Array.from({ length: MOST }, () => {
    const [path, text] = [svg("path", { class: "cell" }), svg("text", { class: "label cell-name" })];
    marks.append(path);
    back.append(text);
    return { path, text };
  });
  marks.prepend(hatching(id));
  return (found, chart) => places.forEach(({ path, text }, i) => {
    const { classes, polygon } = found[i] ?? { classes: [], polygon: [] };
    const fill = classes.length > 1 ? `url(#${id})` : "none";
    set(path, { d: polygon.length ? closed(chart, polygon) : "", fill });
    title(text, chart, { polygon, classes, word: name(classes) });
  });
}

// `name(classes)` says what stands in a cell, `most` how many classes there may be.
export function regions(view, { scene, chart, reach, most, name }) {
  const fill = backdrop(view, { scene, chart, reach, most });
  const outline = outlines(chart, name);
  return (state) => {
    fill(state);
    const weights = state.weights.slice(0, state.classes);
    outline(cells(weights, { sigmoids: state.sigmoids, reach }), chart);
  };
}
