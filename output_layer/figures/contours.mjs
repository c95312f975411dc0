// The contours of a cost over (w, b), for target 0 or 1: the twin of contours.py. The cost
// depends on z = w·x + b alone, so the contour of a level is the straight line w·x + b = z.
import { cross_entropy_cost, logit, quadratic_cost } from "./maths.mjs";

const COSTS = { quadratic: quadratic_cost, "cross-entropy": cross_entropy_cost };

// The distance |a − y| at which the cost has this level.
const DISTANCES = {
  quadratic: (level) => Math.sqrt(2 * level),
  "cross-entropy": (level) => -Math.expm1(-level),
};

// From contour to contour the cost changes by this much.
export const SPACING = { quadratic: 0.05, "cross-entropy": 1 };

// The wrong side is z > 0 for target 0 and z < 0 for target 1.
const wrong = (y) => 1 - 2 * y;

export const level_logit = (cost, level, y) => wrong(y) * logit(DISTANCES[cost](level));

const highest = (cost, y, reach) => COSTS[cost](wrong(y) * reach, y);

// All contours with z between −reach and reach, each with its level.
export function contours(cost, y, reach) {
  const count = Math.ceil(highest(cost, y, reach) / SPACING[cost]) - 1;
  const levels = Array.from({ length: count }, (_, i) => (i + 1) * SPACING[cost]);
  return levels
    .map((level) => ({ level, z: level_logit(cost, level, y) }))
    .filter(({ z }) => Math.abs(z) < reach);
}

// The bands between neighbouring contours, each with its height as a share of the highest cost.
export function bands(cost, y, reach) {
  const inner = contours(cost, y, reach).map(({ z }) => z);
  const edges = [-reach, ...inner, reach].sort((p, q) => p - q);
  const top = highest(cost, y, reach);
  return edges.slice(1).map((high, i) => {
    const low = edges[i];
    return { low, high, height: COSTS[cost]((low + high) / 2, y) / top };
  });
}

// Where the quadratic cost is flat though a is far from y: at most `share` is left of its greatest
// gradient in z, 4/27. With d = 1 − |a − y| the edge solves (1 − d)² d = share · 4/27.
export function plateau(y, share, reach) {
  let d = 0;
  for (let i = 0; i < 60; i += 1) d = (share * 4) / 27 / (1 - d) ** 2;
  return [wrong(y) * logit(1 - d), wrong(y) * reach].sort((p, q) => p - q);
}
