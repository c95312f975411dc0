// A layer that sorts points of the plane into classes: the twin of classifier.py.
import {
  cross_entropy_cost, cross_entropy_cost_gradient, log_likelihood_cost,
  log_likelihood_cost_gradient, sigmoid, softmax,
} from "./maths.mjs";

export const logits = (weights, [x1, x2]) => weights.map(([w1, w2, b]) => w1 * x1 + w2 * x2 + b);

export const outputs = (z, sigmoids) => (sigmoids ? z.map(sigmoid) : softmax(z));

// The class of a point as an index from 0; a label above K counts as K.
const labelOf = (weights, [, , label]) => Math.min(label, weights.length) - 1;

const mean = (numbers) => sum(numbers) / numbers.length;
const sum = (numbers) => numbers.reduce((part, each) => part + each, 0);

export const classified = (weights, points) => points.map((point) => {
  const z = logits(weights, point);
  return z.indexOf(Math.max(...z)) === labelOf(weights, point);
});

const target = (j, label) => (j === label ? 1 : 0);

function costOf(z, label, sigmoids) {
  if (!sigmoids) return log_likelihood_cost(z, label);
  return sum(z.map((each, j) => cross_entropy_cost(each, target(j, label))));
}

function slopesOf(z, label, sigmoids) {
  if (!sigmoids) return log_likelihood_cost_gradient(z, label);
  return z.map((each, j) => cross_entropy_cost_gradient(each, target(j, label)));
}

export const mean_cost = (weights, points, sigmoids) => mean(points.map((point) =>
  costOf(logits(weights, point), labelOf(weights, point), sigmoids)));

function step(weights, points, { sigmoids, eta }) {
  const slopes = weights.map(() => [0, 0, 0]);
  for (const point of points) {
    const [x1, x2] = point;
    slopesOf(logits(weights, point), labelOf(weights, point), sigmoids).forEach((slope, j) => {
      slopes[j][0] += slope * x1;
      slopes[j][1] += slope * x2;
      slopes[j][2] += slope;
    });
  }
  return weights.map((row, j) => row.map((w, k) => w - eta * (slopes[j][k] / points.length)));
}

export function train(weights, points, { sigmoids, eta, epochs }) {
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    weights = step(weights, points, { sigmoids, eta });
  }
  return weights;
}
