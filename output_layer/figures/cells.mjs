// Where a layer decides for which class: convex cells of the plane, the twin of cells.py.

const between = ([x, y], [u, v], part) => [x + part * (u - x), y + part * (v - y)];

// The part of a convex polygon where u·x + v·y + c > 0.
export function clip(polygon, [u, v, c]) {
  const sides = polygon.map(([x, y]) => u * x + v * y + c);
  if (!sides.some((side) => side > 0)) return [];
  return polygon.flatMap((point, i) => {
    const last = (i || polygon.length) - 1;
    const [side, before] = [sides[i], sides[last]];
    const crosses = (side >= 0) !== (before >= 0);
    const cut = crosses ? [between(polygon[last], point, before / (before - side))] : [];
    return side >= 0 ? [...cut, point] : cut;
  });
}

const minus = (row, other) => row.map((w, k) => w - other[k]);

// Of softmax each class has the cell where its logit is the largest.
const winners = (weights, square) => weights.map((row, j) => {
  const others = weights.filter((_, l) => l !== j);
  return { classes: [j], polygon: others.reduce((left, other) => clip(left, minus(row, other)), square) };
});

function halved({ classes, polygon }, j, line) {
  const within = clip(polygon, line);
  const without = within.length ? clip(polygon, line.map((each) => -each)) : polygon;
  return [{ classes, polygon: without }, { classes: [...classes, j], polygon: within }];
}

// Each sigmoid halves the cells: without the class and within it.
const halves = (weights, square) => weights.reduce(
  (found, line, j) => found.flatMap((cell) => halved(cell, j, line)),
  [{ classes: [], polygon: square }],
);

export function cells(weights, { sigmoids, reach }) {
  const square = [[-reach, -reach], [reach, -reach], [reach, reach], [-reach, reach]];
  const found = (sigmoids ? halves : winners)(weights, square);
  return found.filter(({ polygon }) => polygon.length);
}

// The centre of a convex polygon, by the triangles at its first corner.
export function centre([[x0, y0], ...corners]) {
  let [area, x, y] = [0, 0, 0];
  corners.slice(1).forEach(([u, v], i) => {
    const [p, q] = corners[i];
    const part = (p - x0) * (v - y0) - (u - x0) * (q - y0);
    area += 3 * part;
    x += part * (x0 + p + u);
    y += part * (y0 + q + v);
  });
  return area ? [x / area, y / area] : [x0, y0];
}

// How far a point within a convex polygon is from its nearest edge.
export const room = (polygon, [x, y]) => Math.min(...polygon.map(([u, v], i) => {
  const [p, q] = polygon.at(i - 1);
  const length = Math.hypot(u - p, v - q);
  return length ? Math.abs((u - p) * (y - q) - (v - q) * (x - p)) / length : Infinity;
}));
