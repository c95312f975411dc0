// The race without a page: its numbers, the training, and the steps of its sliders.
import assert from "node:assert/strict";
import test from "node:test";

import { RATES, STARTS } from "../../output_layer/figures/learning.mjs";
import { values } from "../../output_layer/figures/race.mjs";
import { KINDS, train_both, train_neuron } from "../../output_layer/figures/training.mjs";

const STATE = { w: 2, b: 2, x: 1, y: 0, eta: 0.15, epochs: 300, epoch: 0 };

test("the first element is the start, before any update", () => {
  const run = train_neuron(-1.5, 0.25, { epochs: 4 });
  assert.deepEqual([run.w[0], run.b[0], run.w.length], [-1.5, 0.25, 5]);
});

test("no epochs leave the neuron as it is", () => {
  const run = train_neuron(1, 2, { epochs: 0 });
  assert.deepEqual([...run.w, ...run.b], [1, 2]);
});

test("both costs start alike and only then go apart", () => {
  const { quadratic, cross_entropy } = train_both(STATE);
  for (const name of ["w", "b", "a"]) assert.equal(quadratic[name][0], cross_entropy[name][0]);
  assert.ok(quadratic.a[1] > cross_entropy.a[1]);
});

test("each kind of cost is trained under its stem", () => {
  assert.deepEqual(Object.keys(train_both(STATE)), KINDS.map(({ stem }) => stem));
});

test("the output falls at every epoch for target 0, and rises for target 1", () => {
  for (const [y, sign] of [[0, -1], [1, 1]]) {
    for (const { a } of Object.values(train_both({ ...STATE, w: -0.5, b: 1, y }))) {
      a.slice(1).forEach((now, i) => assert.ok(sign * (now - a[i]) > 0));
    }
  }
});

test("the readouts are those of the epoch, and of the last one after the end", () => {
  const { quadratic } = train_both(STATE);
  assert.equal(values({ ...STATE, epoch: 150 }).quadratic_a, quadratic.a[150]);
  assert.deepEqual(values({ ...STATE, epoch: 999 }), values({ ...STATE, epoch: 300 }));
});

test("the rates rise in steps of a quarter to a half, within their limits", () => {
  assert.deepEqual([RATES[0], RATES.at(-1)], [0.005, 2]);
  for (let i = 1; i < RATES.length; i += 1) {
    const ratio = RATES[i] / RATES[i - 1];
    assert.ok(ratio > 1.15 && ratio < 1.4, `${RATES[i - 1]} to ${RATES[i]}`);
  }
  assert.ok(RATES.includes(0.15), "the rate of the classic experiment");
});

test("the classic starts are among the starts", () => {
  for (const start of [[0.6, 0.9], [2, 2]]) {
    assert.ok(STARTS.some(([w, b]) => w === start[0] && b === start[1]));
  }
});
