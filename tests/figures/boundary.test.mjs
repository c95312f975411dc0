// The boundary without a page: what is done with its points, its cells, and its training.
import assert from "node:assert/strict";
import test from "node:test";

import { values } from "../../output_layer/figures/boundary.mjs";
import { cells, centre, clip, room } from "../../output_layer/figures/cells.mjs";
import { logits, mean_cost, train } from "../../output_layer/figures/classifier.mjs";
import {
  MOST, added, moved, nearest, relabelled, removed, selection, turned,
} from "../../output_layer/figures/editing.mjs";
import { trained } from "../../output_layer/figures/practice.mjs";

const POINTS = [[-1, 1, 1], [1, 1, 2], [0, -1, 3]];
const STATE = {
  points: POINTS, weights: [[0, 0, 0], [0, 0, 0], [0, 0, 0], [7, 7, 7]], classes: 3,
  sigmoids: false, eta: 0.5, epoch: 10, x1: 0.5, x2: -0.5, selected: 2,
};
const SQUARE = [[-3, -3], [3, -3], [3, 3], [-3, 3]];

const near = (a, b, by = 1e-12) => assert.ok(Math.abs(a - b) <= by, `${a} ≠ ${b}`);

// Twice the area, by the shoelace.
const area = (polygon) => polygon.reduce((sum, [x, y], i) => {
  const [u, v] = polygon.at(i - 1);
  return sum + (u * y - x * v);
}, 0);

test("a point moves, and no list that was there changes", () => {
  const before = JSON.stringify(STATE);
  assert.deepEqual(moved(STATE, [2, -2]).points, [POINTS[0], [2, -2, 2], POINTS[2]]);
  assert.equal(JSON.stringify(STATE), before);
});

test("a label may bring in a class that took no part", () => {
  assert.deepEqual(relabelled(STATE, 4), { points: [POINTS[0], [1, 1, 4], POINTS[2]], classes: 4 });
  assert.equal(relabelled(STATE, 1).classes, 3);
});

test("a new point stands at the probe with the class of the selected one, and is selected", () => {
  assert.deepEqual(added(STATE), { points: [...POINTS, [0.5, -0.5, 2]], selected: 4 });
  assert.deepEqual(added({ ...STATE, selected: 3, classes: 2 }).points[3], [0.5, -0.5, 2]);
  const full = { ...STATE, points: Array.from({ length: MOST }, () => POINTS[0]) };
  assert.deepEqual(added(full), {});
});

test("a point is removed, but never the last one", () => {
  assert.deepEqual(removed(STATE), { points: [POINTS[0], POINTS[2]], selected: 2 });
  assert.deepEqual(removed({ ...STATE, selected: 3 }).selected, 2);
  assert.deepEqual(removed({ ...STATE, points: [POINTS[0]] }), {});
});

test("after the last point comes the first", () => {
  assert.deepEqual([turned(STATE, 1), turned(STATE, -1)], [{ selected: 3 }, { selected: 1 }]);
  assert.equal(turned({ ...STATE, selected: 3 }, 1).selected, 1);
  assert.equal(turned({ ...STATE, selected: 1 }, -1).selected, 3);
});

test("a selection beyond the points is the last of them", () => {
  assert.deepEqual(selection({ ...STATE, selected: 200 }), { place: 2, point: POINTS[2] });
});

test("the nearest point is taken", () => {
  assert.deepEqual([[-2, 2], [2, 2], [0, 0]].map((at) => nearest(POINTS, at)), [0, 1, 2]);
});

test("a half-plane cuts a square in two, and a line that is none leaves nothing", () => {
  const [one, other] = [clip(SQUARE, [1, 1, 0.5]), clip(SQUARE, [-1, -1, -0.5])];
  near(area(one) + area(other), area(SQUARE));
  assert.deepEqual(clip(SQUARE, [0, 0, 0]), []);
  assert.deepEqual(clip(SQUARE, [0, 0, 1]), SQUARE);
  assert.deepEqual(clip(SQUARE, [1, 0, -3]), [], "a corner or an edge alone is no part");
});

test("a cell's name stands at its middle, and knows how much room there is", () => {
  assert.deepEqual(centre(SQUARE), [0, 0]);
  assert.equal(room(SQUARE, [0, 0]), 3);
  const [x, y] = centre([[0, 0], [3, 0], [0, 3]]);
  near(x, 1);
  near(y, 1);
  near(room([[0, 0], [3, 0], [0, 3]], [1, 1]), Math.SQRT1_2);
  assert.deepEqual(centre([[1, 2], [1, 3], [1, 3]]), [1, 2], "of a cell without any room");
  assert.equal(room([[0, 0], [3, 0], [3, 0], [0, 3]], [3, 0]), 0);
});

for (const sigmoids of [false, true]) {
  const weights = [[1, 0.5, 0.2], [-1, 0.7, -0.3], [0.1, -1.2, 0.4]];

  test(`${sigmoids ? "sigmoids" : "softmax"}: the cells fill the square and name their classes`, () => {
    const found = cells(weights, { sigmoids, reach: 3 });
    near(found.reduce((sum, { polygon }) => sum + area(polygon), 0), area(SQUARE), 1e-9);
    for (const { classes, polygon } of found) {
      const z = logits(weights, centre(polygon));
      const above = z.flatMap((each, j) => (each > 0 ? [j] : []));
      assert.deepEqual(classes, sigmoids ? above : [z.indexOf(Math.max(...z))]);
    }
  });

  test(`${sigmoids ? "sigmoids" : "softmax"}: training lowers the cost`, () => {
    const costs = [0, 1, 5, 25].map((epochs) =>
      mean_cost(train(weights, POINTS, { sigmoids, eta: 0.5, epochs }), POINTS, sigmoids));
    costs.slice(1).forEach((cost, i) => assert.ok(cost < costs[i]));
  });
}

test("untrained, no class of softmax is ahead and no sigmoid exceeds a half", () => {
  const weights = [[0, 0, 0], [0, 0, 0]];
  assert.deepEqual(cells(weights, { sigmoids: false, reach: 3 }), []);
  const [whole] = cells(weights, { sigmoids: true, reach: 3 });
  assert.deepEqual(whole, { classes: [], polygon: SQUARE });
});

test("training goes on from the state, leaves other classes alone, and ends with the epochs", () => {
  const { weights, epoch } = trained(STATE, 5, 5000);
  assert.equal(epoch, 15);
  assert.deepEqual(weights.slice(0, 3), train(STATE.weights.slice(0, 3), POINTS, { ...STATE, epochs: 5 }));
  assert.deepEqual(weights[3], [7, 7, 7]);
  assert.equal(trained(STATE, 5, 12).epoch, 12);
});

test("the readouts are those of the classes that take part", () => {
  const shown = values(STATE);
  assert.deepEqual([shown.accuracy, shown.sum, shown.a4], ["1/3", 1, undefined]);
  assert.equal(values({ ...STATE, sigmoids: true }).sum, 1.5);
  near(shown.cost, Math.log(3));
});
