// The landscape without a page: contours, bands, the plateau, and its numbers.
import assert from "node:assert/strict";
import test from "node:test";

import {
  SPACING, bands, contours, level_logit, plateau,
} from "../../output_layer/figures/contours.mjs";
import { values } from "../../output_layer/figures/landscape.mjs";
import {
  cross_entropy_cost, quadratic_cost, quadratic_cost_gradient,
} from "../../output_layer/figures/maths.mjs";
import { train_both } from "../../output_layer/figures/training.mjs";

const COSTS = { quadratic: quadratic_cost, "cross-entropy": cross_entropy_cost };
const near = (a, b) =>
  assert.ok(Math.abs(a - b) <= 1e-10 * Math.max(1, Math.abs(b)), `${a} ≠ ${b}`);

for (const [cost, value] of Object.entries(COSTS)) {
  for (const y of [0, 1]) {
    test(`${cost}, target ${y}: each contour lies where the cost has its level`, () => {
      const lines = contours(cost, y, 10);
      assert.ok(lines.length > 5);
      for (const { level, z } of lines) near(value(z, y), level);
      lines.slice(1).forEach(({ level }, i) => near(level - lines[i].level, SPACING[cost]));
    });

    test(`${cost}, target ${y}: the bands cover the plot and are highest where a is wrong`, () => {
      const strips = bands(cost, y, 10);
      assert.deepEqual([strips[0].low, strips.at(-1).high], [-10, 10]);
      strips.slice(1).forEach(({ low }, i) => assert.equal(low, strips[i].high));
      const wrong = y === 0 ? strips.at(-1) : strips[0];
      assert.equal(wrong.height, Math.max(...strips.map(({ height }) => height)));
    });
  }

  test(`${cost}: the two targets mirror each other`, () => {
    near(level_logit(cost, 0.3, 0), -level_logit(cost, 0.3, 1));
  });
}

test("the plateau is where little of the greatest gradient, 4/27, is left", () => {
  const [low, high] = plateau(0, 0.1, 10);
  near(quadratic_cost_gradient(low, 0), 0.4 / 27);
  assert.equal(high, 10);
  const mirrored = plateau(1, 0.1, 10);
  near(mirrored[1], -low);
  assert.equal(mirrored[0], -10);
});

test("the readouts are the start and both ends", () => {
  const state = { w: 0.6, b: 0.9, x: 1, y: 0, eta: 0.15, epochs: 300 };
  const shown = values(state);
  const { quadratic, cross_entropy } = train_both(state);
  assert.deepEqual([shown.w, shown.b, shown.start_a], ["0.60", "0.90", quadratic.a[0]]);
  assert.equal(shown.quadratic_a, quadratic.a[300]);
  assert.equal(shown.cross_entropy_cost, cross_entropy.cost[300]);
});
