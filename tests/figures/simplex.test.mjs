// The simplex without a page: its plane and triangle, the limits of its logits, and its numbers.
import assert from "node:assert/strict";
import test from "node:test";

import { softmax } from "../../output_layer/figures/maths.mjs";
import { values } from "../../output_layer/figures/simplex.mjs";
import {
  components, logitsOf, position, region, within,
} from "../../output_layer/figures/ternary.mjs";

const LIMITS = [-5, 5];
const near = (found, expected) => found.forEach((each, i) =>
  assert.ok(Math.abs(each - expected[i]) < 1e-12, `${found} ≠ ${expected}`));

test("a common shift moves no point", () => {
  near(position([1, 2, -0.5]), position([4, 5, 2.5]));
});

test("a point gives back the three numbers, less their mean", () => {
  near(components(position([4, 1, -2])), [3, 0, -3]);
  near(components(position([1, 1, 4])), [-1, -1, 2]);
});

test("logits within the limits stay as they are", () => {
  near(within([5, -5, 0.5], LIMITS), [5, -5, 0.5]);
});

test("logits outside are shifted together, so the shares stay", () => {
  near(within([8, 1, 2], LIMITS), [5, -2, -1]);
  near(within([0, -9, -1], LIMITS), [4, -5, 3]);
});

test("logits too far apart come closer in one proportion", () => {
  near(within([20, 0, 10], LIMITS), [5, -5, 0]);
  near(within([-20, 20, 20], LIMITS), [-5, 5, 5]);
});

test("shares give back their logits, and none is further away than the limits allow", () => {
  near(softmax(logitsOf([0.2, 0.5, 0.3], LIMITS)), [0.2, 0.5, 0.3]);
  const [first, second, third] = logitsOf([1.4, -0.3, -0.1], LIMITS);
  near([first - second, first - third], [10, 10]);
});

test("each class has the part of the plane in which its number is the largest", () => {
  for (const j of [0, 1, 2]) {
    const [middle, one, tip, other] = region({ tip: 10, tie: 10 }, j).map(components);
    near(middle, [0, 0, 0]);
    near([tip[j]], [20 / 3]);
    for (const tie of [one, other]) near([Math.max(...tie)], [tie[j]]);
  }
});

test("with equal logits only the label matters, and not which", () => {
  const shown = [1, 2, 3].map((label) => values({ z1: 1, z2: 1, z3: 1, label }));
  near([shown[0].a1, shown[0].a2, shown[0].a3], [1 / 3, 1 / 3, 1 / 3]);
  for (const each of shown) {
    near([each.log_likelihood_size, each.quadratic_size], [Math.sqrt(2 / 3), Math.sqrt(2 / 27)]);
    near([each.quadratic_end], [shown[0].quadratic_end]);
  }
});
