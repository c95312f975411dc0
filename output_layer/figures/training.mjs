// One sigmoid neuron learning from one example: the twin of output_layer.train_neuron.
import {
  cross_entropy_cost, cross_entropy_cost_gradient, quadratic_cost, quadratic_cost_gradient, sigmoid,
} from "./maths.mjs";

const COSTS = {
  quadratic: [quadratic_cost, quadratic_cost_gradient],
  "cross-entropy": [cross_entropy_cost, cross_entropy_cost_gradient],
};

// The costs as figures show them: their stem in names, their look, and their name in Python.
export const KINDS = [
  { stem: "quadratic", kind: "quadratic", cost: "quadratic" },
  { stem: "cross_entropy", kind: "cross-entropy", cost: "cross-entropy" },
];

const DEFAULTS = { x: 1, y: 0, eta: 0.15, cost: "quadratic", epochs: 300 };

export function train_neuron(w, b, options = {}) {
  const { x, y, eta, cost, epochs } = { ...DEFAULTS, ...options };
  const [costOf, gradientOf] = COSTS[cost];
  const column = () => new Float64Array(epochs + 1);
  const run = { w: column(), b: column(), a: column(), cost: column() };
  for (let epoch = 0; epoch <= epochs; epoch += 1) {
    const z = w * x + b;
    run.w[epoch] = w;
    run.b[epoch] = b;
    run.a[epoch] = sigmoid(z);
    run.cost[epoch] = costOf(z, y);
    const slope = gradientOf(z, y);
    w -= eta * slope * x;
    b -= eta * slope;
  }
  return run;
}

// Both costs from the same start at the same learning rate: a fair comparison.
export function train_both({ w, b, x, y, eta, epochs }) {
  const train = (cost) => train_neuron(w, b, { x, y, eta, cost, epochs });
  return Object.fromEntries(KINDS.map(({ stem, cost }) => [stem, train(cost)]));
}
