// The functions of the package, under their Python names: each is compared with Python's own.
// The forms are the stable ones: nothing overflows, and no small number is lost in 1 − something.

export function sigmoid(z) {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

export const sigmoid_derivative = (z) => sigmoid(z) * sigmoid(-z);

export const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

export const log_sigmoid = (z) => -softplus(-z);

// Near ½ the two logarithms would cancel.
export function logit(p) {
  if (p > 0.25 && p < 0.75) return 2 * Math.atanh(2 * p - 1);
  return Math.log(p) - Math.log1p(-p);
}

// a − y, without losing 1 − a where a rounds to 1.
const residual = (z, y) => (y > 0.5 ? 1 - y - sigmoid(-z) : sigmoid(z) - y);

export const quadratic_cost = (z, y) => residual(z, y) ** 2 / 2;

export const quadratic_cost_gradient = (z, y) => residual(z, y) * sigmoid_derivative(z);

export const cross_entropy_cost = (z, y) => (1 - y) * softplus(z) + y * softplus(-z);

export const cross_entropy_cost_gradient = (z, y) => residual(z, y);
