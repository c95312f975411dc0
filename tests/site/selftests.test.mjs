// What people type for a number, and what is made of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { readNumber } from "../../output_layer/site/later/typed.mjs";

const READ = [
  ["0.27", 0.27],
  [".27", 0.27],
  ["0,27", 0.27],
  [",27", 0.27],
  ["27 %", 0.27],
  ["27%", 0.27],
  ["2,7 %", 0.027],
  ["2.7e-1", 0.27],
  ["-0.3", -0.3],
  ["−0,3", -0.3],
  ["+5.", 5],
  ["1/4", 0.25],
  ["-1/4", -0.25],
  ["½", 0.5],
  ["⅔", 2 / 3],
  ["3·10⁻⁴", 3e-4],
  ["3 × 10^-4", 3e-4],
  ["3*10**(-4)", 3e-4],
  ["10⁻³", 1e-3],
  ["1 297", 1297],
  ["1\u202f297", 1297],
  ["1'297", 1297],
  ["1,297,000", 1297000],
  ["0,270", 0.27],
  ["≈ 0.16", 0.16],
  ["= 0.16 ", 0.16],
  ["０．２７", 0.27],
  ["２７％", 0.27],
];
const UNREAD = ["abc", "27 percent", "log 2", "1.297,5", "3*100", "1/0", "1/2/3", "1e999", "0.2.7", "%", "--1"];

test("a number is read as it is typed", () => {
  for (const [text, value] of READ) {
    const { value: found, problem } = readNumber(text);
    assert.equal(problem, undefined, text);
    assert.ok(Math.abs(found - value) <= 1e-15 * Math.abs(value), `${text}: ${found}`);
  }
});

test("what cannot be read is answered with a sentence that says how to write it", () => {
  for (const text of UNREAD) {
    const { value, problem } = readNumber(text);
    assert.equal(value, undefined, text);
    assert.match(problem, /cannot be read.*0\.27, 27 %, 1\/4/, text);
  }
});

test("nothing is asked for something", () => {
  for (const text of ["", "  ", "="]) assert.match(readNumber(text).problem, /^Type a number/);
});

test("a comma that may be two things is asked about", () => {
  assert.match(readNumber("1,297").problem, /1\.297 or 1297\?/);
  assert.match(readNumber("-12,500").problem, /-12\.500 or -12500\?/);
});
