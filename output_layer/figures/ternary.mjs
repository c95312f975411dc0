// Three numbers as one point of the plane, and the two planes of it: logits and shares.
import { label, line, linear, plot } from "./plot.mjs";
import { memo, set, svg } from "./view.mjs";

// One direction for each of the three; they sum to zero, so what the numbers have in common cancels.
const HEIGHT = Math.sqrt(3) / 2;
const DIRECTIONS = [[0, 1], [-HEIGHT, -0.5], [HEIGHT, -0.5]];

export const position = (v) =>
  [0, 1].map((axis) => DIRECTIONS.reduce((sum, direction, j) => sum + v[j] * direction[axis], 0));

// The way back, to the three numbers whose sum is zero.
export const components = ([x, y]) => DIRECTIONS.map(([u, v]) => (2 / 3) * (u * x + v * y));

const mean = (z) => z.reduce((sum, each) => sum + each) / z.length;

const centred = (z) => z.map((each) => each - mean(z));

// Logits moved within their limits: first towards their mean if they lie too far apart, then by a
// common shift, which changes no share.
export function within(z, [low, high]) {
  const shrink = Math.min(1, (high - low) / (Math.max(...z) - Math.min(...z)));
  const near = centred(z).map((each) => mean(z) + each * shrink);
  const shift = Math.max(low - Math.min(...near), Math.min(0, high - Math.max(...near)));
  return near.map((each) => each + shift);
}

// The logits with sum zero whose softmax is `a`; a share too small for the limits is the smallest
// they allow.
export function logitsOf(a, [low, high]) {
  const least = Math.max(...a) * Math.exp(low - high);
  return centred(a.map((share) => Math.log(Math.max(share, least))));
}

const along = (j, length) => DIRECTIONS[j].map((part) => part * length);

// An outline that is the same for each class: `tip` is its reach along a class's direction,
// `tie` against it, where the two others are equal. One goes round by these directions in turn.
const AROUND = [0, 2, 1, 0, 2, 1];
const outline = ({ tip, tie }) => AROUND.map((j, i) => along(j, i % 2 ? -tie : tip));

// The part of the plane in which class j has the largest share.
export const region = ({ tip, tie }, j) => {
  const [k, l] = [0, 1, 2].filter((other) => other !== j);
  return [[0, 0], along(k, -tie), along(j, tip), along(l, -tie)];
};

const closed = ({ X, Y }, points) => {
  const pairs = points.map(([x, y]) => `${X(x).toFixed(2)} ${Y(y).toFixed(2)}`);
  return `M${pairs.join("L")}Z`;
};

// One scale for both axes, with `reach` = [across, up] from the middle to the edges, and no ticks.
function fit(chart, { middle, reach: [across, up] }) {
  const [x, y] = [chart.width / 2, chart.height / 2];
  const unit = Math.min(x / across, y / up);
  chart.X = linear([-1, 1], [x - unit, x + unit]);
  chart.Y = linear([middle - 1, middle + 1], [y + unit, y - unit]);
  chart.unit = unit; // in pixels
}

// What stays while the point moves: the edge, a ring halfway, ties between classes, and names.
function backdrop(chart, layer, space) {
  const shade = layer.appendChild(svg("path", { class: "elsewhere" }));
  const rings = [space, space.ring].map(() => layer.appendChild(svg("path", { class: "ring" })));
  const ties = [0, 1, 2].map(() => line(chart, "guide", layer));
  const names = [0, 1, 2].map(() => label(chart, "corner"));
  const marked = label(chart, "mark");
  return (chosen) => {
    const others = [0, 1, 2].filter((j) => j !== chosen);
    set(shade, { d: others.map((j) => closed(chart, region(space, j))).join("") });
    [space, space.ring].forEach((sides, i) => set(rings[i], { d: closed(chart, outline(sides)) }));
    ties.forEach((tie, j) => tie([[0, 0], along(j, -space.tie)]));
    names.forEach((name, j) => corner(name, j, space, j === chosen));
    marked(...along(0, space.ring.tip), space.ring.text, { dx: 4, dy: -4 });
  };
}

const ANCHORS = ["middle", "end", "start"];

function corner(write, j, { tip, names }, chosen) {
  const [x, y] = along(j, tip);
  const node = write(x, y, names[j], { anchor: ANCHORS[j], dx: [0, -6, 6][j], dy: j ? 12 : -9 });
  set(node, { class: `label corner${chosen ? " chosen" : ""}` });
}

// The plane of one space, { name, middle, reach, tip, tie, ring, names }, in `parent`.
export function plane(view, parent, space) {
  const chart = plot(view, parent, { name: space.name });
  const layer = chart.grid.appendChild(svg("g"));
  const draw = backdrop(chart, layer, space);
  const scene = memo((chosen) => { fit(chart, space); draw(chosen); return chosen; });
  chart.show = (chosen) => scene(chosen, chart.width, chart.height);
  return chart;
}
