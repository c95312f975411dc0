// The maths of the figures against true values (mpmath, 700 digits); tests/figures/test_figures.py
// compares them with the package on hundreds of points more.
import assert from "node:assert/strict";
import test from "node:test";

import * as maths from "../../output_layer/figures/maths.mjs";

// A few units in the last place; the smallest numbers have only one digit to be right in.
function near(got, want, what) {
  assert.ok(Math.abs(got - want) <= Math.max(2e-15 * Math.abs(want), 5e-324), `${what}: ${got}, not ${want}`);
}

// z, then σ(z), σ′(z) and softplus(z).
const OF_Z = [
  [-745, 5e-324, 5e-324, 5e-324],
  [-700, 9.85967654375977e-305, 9.85967654375977e-305, 9.85967654375977e-305],
  [-40, 4.248354255291589e-18, 4.248354255291589e-18, 4.248354255291589e-18],
  [-3, 0.04742587317756678, 0.04517665973091213, 0.04858735157374206],
  [0.5, 0.6224593312018546, 0.2350037122015945, 0.9740769841801067],
  [40, 1, 4.248354255291589e-18, 40],
  [700, 1, 9.85967654375977e-305, 700],
];

test("the sigmoid, its derivative and softplus keep their digits far out", () => {
  for (const [z, sigmoid, derivative, softplus] of OF_Z) {
    near(maths.sigmoid(z), sigmoid, `sigmoid(${z})`);
    near(maths.sigmoid_derivative(z), derivative, `sigmoid_derivative(${z})`);
    near(maths.softplus(z), softplus, `softplus(${z})`);
    near(maths.log_sigmoid(-z), -softplus, `log_sigmoid(${-z})`);
  }
});

test("the log-odds keep their digits near one half and near zero", () => {
  near(maths.logit(0.50000001), 4.000000020099038e-8, "logit(0.50000001)");
  near(maths.logit(1e-300), -690.7755278982137, "logit(1e-300)");
  assert.deepEqual([0, 0.5, 1].map(maths.logit), [-Infinity, 0, Infinity]);
});

// z and y, then cost and gradient of the quadratic cost and of the cross-entropy.
const OF_Z_AND_Y = [
  [40, 1, 9.024256939227075e-36, -1.804851387845415e-35, 4.248354255291589e-18, -4.248354255291589e-18],
  [700, 0, 0.5, 9.85967654375977e-305, 700, 1],
  [-3, 1, 0.45369873354576057, -0.043034117195927805, 3.048587351573742, -0.9525741268224333],
  [5, 0, 0.4933295462024625, 0.006603562218556359, 5.006715348489118, 0.9933071490757152],
];

test("costs and gradients keep their digits where the neuron saturates", () => {
  const names = ["quadratic_cost", "quadratic_cost_gradient", "cross_entropy_cost", "cross_entropy_cost_gradient"];
  for (const [z, y, ...wanted] of OF_Z_AND_Y) {
    names.forEach((name, i) => near(maths[name](z, y), wanted[i], `${name}(${z}, ${y})`));
  }
});

test("infinite z have their limits", () => {
  assert.deepEqual([-Infinity, Infinity].map(maths.sigmoid), [0, 1]);
  assert.deepEqual([-Infinity, Infinity].map(maths.sigmoid_derivative), [0, 0]);
  assert.deepEqual([-Infinity, Infinity].map(maths.softplus), [0, Infinity]);
});

// Logits, then softmax, its logarithm, and the first row of its Jacobian.
const OF_LOGITS = [
  [
    [2, 1, -1], [0.7053845126982412, 0.25949646034241913, 0.03511902695933972],
    [-0.3490122167681864, -1.3490122167681864, -3.349012216768186],
    [0.207817201943706, -0.18304478422555578, -0.024772417718150246],
  ],
  [
    [0, -40], [1, 4.248354255291589e-18], [-4.248354255291589e-18, -40],
    [4.248354255291589e-18, -4.248354255291589e-18],
  ],
];

test("softmax, its logarithm and its Jacobian keep the digits of every class", () => {
  for (const [z, shares, logs, row] of OF_LOGITS) {
    const answers = { softmax: shares, log_softmax: logs };
    for (const [name, wanted] of Object.entries(answers)) {
      maths[name](z).forEach((got, j) => near(got, wanted[j], `${name}(${z})[${j}]`));
    }
    maths.softmax_jacobian(z)[0].forEach((got, j) => near(got, row[j], `softmax_jacobian(${z})[0][${j}]`));
  }
});

test("the log-likelihood cost and its gradient keep their digits for a label that is sure", () => {
  const tiny = 4.248354255291589e-18;
  near(maths.log_likelihood_cost([0, -40], 0), tiny, "cost");
  maths.log_likelihood_cost_gradient([0, -40], 0).forEach((got, j) => near(got, [-tiny, tiny][j], `gradient ${j}`));
  assert.deepEqual(maths.log_likelihood_cost([0, -800], 1), 800);
});
