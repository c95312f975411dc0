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

// (a − y)/(a(1 − a)), in which nothing of 1 − a is lost; 0 times infinity would be no number.
export const cross_entropy_newton_step = (z, y) =>
  (y === 1 ? 0 : (1 - y) * (1 + Math.exp(z))) - (y === 0 ? 0 : y * (1 + Math.exp(-z)));

export function softmax(z) {
  const top = Math.max(...z);
  const parts = z.map((each) => Math.exp(each - top));
  const whole = parts.reduce((sum, part) => sum + part);
  return parts.map((part) => part / whole);
}

const sumWithout = (terms, left) => terms.reduce((sum, term, j) => (j === left ? sum : sum + term), 0);

// Of the sum of exponentials only what comes on top of the greatest term is added to 1.
export function log_softmax(z) {
  const top = Math.max(...z);
  const above = Math.log1p(sumWithout(z.map((each) => Math.exp(each - top)), z.indexOf(top)));
  return z.map((each) => each - top - above);
}

export const log_likelihood_cost = (z, label) => 0 - log_softmax(z)[label];

// a_j − δ_jy; for the label that is −Σ of the other shares, which keeps its digits near a_y = 1.
export function log_likelihood_cost_gradient(z, label) {
  const a = softmax(z);
  return a.map((share, j) => (j === label ? -sumWithout(a, label) : share));
}

// ∂a_i/∂z_j = a_i (δ_ij − a_j), with 1 − a_i as the sum of the other shares.
export function softmax_jacobian(z) {
  const a = softmax(z);
  return a.map((share, i) => a.map((other, j) => share * (i === j ? sumWithout(a, i) : -other)));
}

// The residual's entry of the top class is subtracted first, as in Python: no digits are lost.
export function softmax_quadratic_cost_gradient(z, label) {
  const a = softmax(z);
  const residuals = log_likelihood_cost_gradient(z, label);
  const top = residuals[a.indexOf(Math.max(...a))];
  const mean = a.reduce((sum, share, j) => sum + share * (residuals[j] - top), 0);
  return a.map((share, j) => share * (residuals[j] - top - mean));
}
