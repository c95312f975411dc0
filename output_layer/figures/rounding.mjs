// The formulas of stability.py, under their Python names, in three precisions, and the truth.
import { exp, log, log1p, minus, over, plus, sum } from "./twofold.mjs";

// The nearest float16, ties to even: adding and subtracting 1.5 · 2⁵² units rounds to a unit.
function half(value) {
  const size = Math.abs(value);
  if (!(size < 65520)) return Number.isNaN(value) ? NaN : Math.sign(value) * Infinity;
  const unit = 2 ** (Math.max(-14, Math.floor(Math.log2(size))) - 10);
  const large = 1.5 * 2 ** 52 * unit;
  return value + large - large;
}

// Each precision: its name, the decimal digits that it holds for sure, how it rounds a float64,
// and exp and log rounded once.
const rounded = (type, digits, round) =>
  ({ type, digits, round, exp: (z) => round(Math.exp(z)), log: (a) => round(Math.log(a)) });

export const PRECISIONS = [
  rounded("float16", 3, half),
  rounded("float32", 6, Math.fround),
  {
    type: "float64", digits: 15, round: (value) => value,
    exp: (z) => exp([z, 0])[0], log: (a) => log([a, 0])[0],
  },
];

const total = (terms, { round }) => terms.reduce((so_far, term) => round(so_far + term));

const below = (z, { round }) => {
  const top = Math.max(...z);
  return z.map((each) => round(each - top));
};

function shares(z, arithmetic) {
  const terms = z.map(arithmetic.exp), whole = total(terms, arithmetic);
  return terms.map((term) => arithmetic.round(term / whole));
}

export const naive_softmax = (z, precision) => shares(z, PRECISIONS[precision]);

export function shifted_softmax(z, precision) {
  return shares(below(z, PRECISIONS[precision]), PRECISIONS[precision]);
}

export const naive_log_softmax = (z, precision) =>
  naive_softmax(z, precision).map(PRECISIONS[precision].log);

export function shifted_log_softmax(z, precision) {
  const arithmetic = PRECISIONS[precision], logits = below(z, arithmetic);
  const above = arithmetic.log(total(logits.map(arithmetic.exp), arithmetic));
  return logits.map((each) => arithmetic.round(each - above));
}

// The truth, as pairs: each class's exponential, and the sum over all or all but one.

const add = (pairs) => pairs.reduce(plus, [0, 0]);

export function true_softmax(z) {
  const top = Math.max(...z), terms = z.map((each) => exp(sum(each, -top)));
  const whole = add(terms);
  return terms.map((term) => over(term, whole));
}

export function true_log_softmax(z) {
  const top = Math.max(...z), first = z.indexOf(top);
  const above = log1p(add(z.filter((_, j) => j !== first).map((each) => exp(sum(each, -top)))));
  return z.map((each) => plus(sum(each, -top), minus(above)));
}

// −log₁₀ of the relative error, from 0 to the digits that the precision holds.
export function correct_digits(result, [high, low], precision) {
  const error = Math.abs((result - high - low) / high);
  if (!Number.isFinite(error)) return 0;
  return Math.min(PRECISIONS[precision].digits, Math.max(0, -Math.log10(error)));
}
