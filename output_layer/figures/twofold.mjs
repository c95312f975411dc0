// Numbers of about 30 digits: pairs [high, low] of floats, whose exact sum is what is meant.

// What a sum and a product lose to rounding (Knuth, Veltkamp and Dekker).

export function sum(a, b) {
  const high = a + b, back = high - a;
  return [high, a - (high - back) + (b - back)];
}

function halves(a) {
  const large = 134217729 * a, high = large - (large - a); // 2²⁷ + 1
  return [high, a - high];
}

function product(a, b) {
  const high = a * b, [a1, a0] = halves(a), [b1, b0] = halves(b);
  return [high, a1 * b1 - high + a1 * b0 + a0 * b1 + a0 * b0];
}

// Arithmetic with pairs.

export function plus([a1, a0], [b1, b0]) {
  const [high, low] = sum(a1, b1);
  return sum(high, low + a0 + b0);
}

function times([a1, a0], [b1, b0]) {
  const [high, low] = product(a1, b1);
  return sum(high, low + a1 * b0 + a0 * b1);
}

export const minus = ([high, low]) => [-high, -low];

export function over(a, b) {
  const first = a[0] / b[0];
  const [rest] = plus(a, minus(times([first, 0], b)));
  return sum(first, rest / b[0]);
}

// The exponential: e^z = 2^k (1 + s), and s + 1 is a 512th part's exponential, squared nine times.

const LOG_2 = [0.6931471805599453, 2.3190468138462996e-17];
const PARTS = 9;

export function exp(z) {
  if (!(Math.abs(z[0]) < 800)) return [Math.exp(z[0]), 0];
  const k = Math.round(z[0] / LOG_2[0]);
  const r = plus(z, minus(times([k, 0], LOG_2))).map((part) => part / 2 ** PARTS);
  const half = times(r, r).map((part) => part / 2);
  const tail = r[0] ** 3 * (1 / 6 + r[0] / 24 + r[0] ** 2 / 120 + r[0] ** 3 / 720);
  let s = plus(plus(r, half), [tail, 0]);
  for (let i = 0; i < PARTS; i += 1) s = plus([2 * s[0], 2 * s[1]], times(s, s));
  const near = Math.trunc(k / 2); // 2^k itself may be out of range
  return plus([1, 0], s).map((part) => part * 2 ** near * 2 ** (k - near));
}

// log(1 + s) for |s| ≤ SMALL: three terms of the series, which keep the digits of s.
const SMALL = 1e-8;
const series = (s) => plus(s, [s[0] ** 3 / 3 - s[0] ** 2 / 2 - s[0] * s[1], 0]);

// Newton's step from the rounded logarithm l: l + (a e^(−l) − 1). The smallest a are scaled, lest
// e^(−l) comes close to overflow.
export function log(a) {
  const first = Math.log(a[0]), beyond_1 = plus(a, [-1, 0]);
  if (!Number.isFinite(first)) return [first, 0];
  if (Math.abs(beyond_1[0]) <= SMALL) return series(beyond_1);
  if (first < -600) return plus(log(a.map((part) => part * 2 ** 512)), times([-512, 0], LOG_2));
  return plus([first, 0], plus(times(a, exp([-first, 0])), [-1, 0]));
}

export const log1p = (s) => (s[0] > SMALL ? log(plus([1, 0], s)) : series(s));
