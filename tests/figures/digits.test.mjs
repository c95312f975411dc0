// Pairs of floats against true values (mpmath, 60 digits), and rounding to float16;
// tests/figures/test_digits.py compares the formulas themselves with the package.
import assert from "node:assert/strict";
import test from "node:test";

import { PRECISIONS, correct_digits } from "../../output_layer/figures/rounding.mjs";
import { exp, log, log1p, over, plus, sum } from "../../output_layer/figures/twofold.mjs";

// A pair may differ from the truth by 10⁻²² of it: far less than a float64 is wrong by.
function near([high, low], [wanted, rest], what) {
  const error = Math.abs((high - wanted + (low - rest)) / wanted);
  assert.ok(error <= 1e-22, `${what}: ${[high, low]}, not ${[wanted, rest]}`);
}

const CASES = [
  ["exp", exp, [
    [-1.5, 0.22313016014842982, 1.0887723699042263e-17],
    [1e-9, 1.000000001, -8.224037093664211e-17],
    [0.75, 2.117000016612675, -1.1571006249440234e-16],
    [700, 1.0142320547350045e304, 1.6666571920734673e287],
  ]],
  ["log", log, [
    [1e-300, -690.7755278982137, -2.3670096176709832e-14],
    [0.3, -1.2039728043259361, 8.935521583403776e-17],
    [1 - 9 * 2 ** -53, -9.992007221626415e-16, 9.244463733058699e-32],
    [7, 1.9459101490553132, 7.323586207904907e-17],
    [1e300, 690.7755278982137, 2.3747660028800243e-14],
  ]],
  ["log1p", log1p, [
    [1e-30, 1e-30, -5.0000000000000005e-61],
    [1e-9, 9.999999995e-10, 7.493897403823754e-26],
    [2e-8, 1.9999999800000004e-8, -5.783015768491453e-25],
    [0.5, 0.4054651081081644, -2.8811380259626426e-18],
    [3, 1.3862943611198906, 4.638093627692599e-17],
  ]],
];

for (const [name, of, cases] of CASES) {
  test(`${name} has more digits than a float`, () => {
    for (const [at, ...wanted] of cases) near(of([at, 0]), wanted, `${name}(${at})`);
  });
}

test("the ends of the exponential and of the logarithm are those of Math", () => {
  for (const z of [-Infinity, -800, 0, 710, Infinity]) assert.equal(exp([z, 0])[0], Math.exp(z));
  for (const a of [0, 1, Infinity]) assert.equal(log([a, 0])[0], Math.log(a));
});

test("sums, and quotients of pairs, lose nothing that a pair can hold", () => {
  assert.deepEqual(sum(1, 1e-20), [1, 1e-20]);
  assert.deepEqual(plus([1, 1e-20], [-1, 2e-20]), [1e-20 + 2e-20, 0]);
  near(over([1, 0], [3, 0]), [1 / 3, 1.850371707708594e-17], "1/3");
});

test("float16 rounds to the nearest, ties to even, with its own smallest and largest", () => {
  const { round } = PRECISIONS[0];
  const rounded = [
    [1, 1], [1 + 2 ** -11, 1], [1 + 3 * 2 ** -11, 1 + 2 ** -9], [-0.1, -0.0999755859375],
    [65504, 65504], [65519.99, 65504], [65520, Infinity], [-1e9, -Infinity], [NaN, NaN],
    [2 ** -24, 2 ** -24], [2 ** -25, 0], [1.5 * 2 ** -24, 2 ** -23], [2 ** -14, 2 ** -14],
  ];
  for (const [value, wanted] of rounded) assert.equal(round(value), wanted, `${value}`);
});

test("a right result has all digits of its type, a lost one none", () => {
  PRECISIONS.forEach(({ digits }, i) => assert.equal(correct_digits(0.5, [0.5, 0], i), digits));
  for (const lost of [NaN, Infinity, 0, -0.5]) assert.equal(correct_digits(lost, [0.5, 0], 2), 0);
  assert.ok(Math.abs(correct_digits(1.001, [1, 0], 1) - 3) < 1e-9);
});
