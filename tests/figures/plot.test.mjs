// Scales, ticks and the plain parts of the figures' modules; no page is needed.
import assert from "node:assert/strict";
import test from "node:test";

import { settle } from "../../output_layer/figures/controls.mjs";
import { fill, raised, spoken } from "../../output_layer/figures/numbers.mjs";
import { linear, log, logTicks, sample, ticks } from "../../output_layer/figures/plot.mjs";
import { loop, memo, plain } from "../../output_layer/figures/view.mjs";

const near = (a, b) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} ≠ ${b}`);
const texts = (marks) => marks.map(({ text }) => text);
const values = (marks) => marks.map(({ value }) => value);

test("a linear scale maps its ends and back, upside down too", () => {
  const scale = linear([-2, 6], [300, 100]);
  near(scale(-2), 300);
  near(scale(6), 100);
  near(scale(2), 200);
  for (const value of [-2, 0.3, 6, 9]) near(scale.invert(scale(value)), value);
});

test("a logarithmic scale gives each decade the same room", () => {
  const scale = log([1e-8, 1], [400, 0]);
  near(scale(1e-8), 400);
  near(scale(1), 0);
  near(scale(1e-5) - scale(1e-4), 50);
  for (const value of [1e-8, 3e-5, 1]) near(scale.invert(scale(value)), value);
});

test("a logarithmic scale puts zero far outside, at a finite place", () => {
  const at = log([1e-8, 1], [400, 0])(0);
  assert.ok(Number.isFinite(at) && at > 4000);
});

test("ticks are round, inside, and written with a real minus", () => {
  assert.deepEqual(texts(ticks(-10, 10, 4)), ["−10", "−5", "0", "5", "10"]);
  assert.deepEqual(texts(ticks(0, 1, 5)), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  assert.deepEqual(values(ticks(0.13, 0.41, 3)), [0.2, 0.3, 0.4]);
  assert.deepEqual(values(ticks(0, 300, 6)), [0, 50, 100, 150, 200, 250, 300]);
  assert.deepEqual(texts(ticks(0, 0.002, 2)), ["0.000", "0.001", "0.002"]);
});

test("ticks never pass the ends, and there are few of them", () => {
  for (const [low, high] of [[-12, 12], [0, 1.04], [-0.18, 1.18], [1e-7, 9e-7], [-5e6, 3]]) {
    for (const count of [1, 2, 5, 9]) {
      const at = values(ticks(low, high, count));
      assert.ok(at.every((value) => value >= low - 1e-9 * (high - low) && value <= high + 1e-9 * (high - low)));
      assert.ok(at.length <= count + 1, `${low} ${high} ${count}: ${at}`);
    }
  }
});

test("logarithmic ticks are powers of ten, thinned from the top", () => {
  assert.deepEqual(texts(logTicks(1e-4, 1, 8)), ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"]);
  assert.deepEqual(values(logTicks(1e-9, 1.6, 4)), [1e-9, 1e-6, 1e-3, 1]);
  assert.deepEqual(texts(logTicks(0.5, 2000, 9)), ["1", "10¹", "10²", "10³"]);
});

test("a sample has both ends of its domain", () => {
  assert.deepEqual(sample([-1, 1], (x) => x * x, 2), [[-1, 1], [0, 0], [1, 1]]);
});

test("a dragged value settles on a step within the limits", () => {
  const view = { limits: { z: [-10, 10, 0.1], epochs: [10, 1000, 10] } };
  assert.equal(settle(view, "z", 0.30000001), 0.3);
  assert.equal(settle(view, "z", -77), -10);
  assert.equal(settle(view, "epochs", 994), 990);
});

test("powers of ten are raised on paper and said in words", () => {
  const words = { scientific: "{mantissa} times ten to the power {exponent}" };
  assert.equal(raised(-12), "⁻¹²");
  assert.equal(spoken("slope −4.540×10⁻⁵.", words), "slope −4.540 times ten to the power −5.");
  assert.equal(spoken("ratio 22.14", words), "ratio 22.14");
});

test("a template takes its values, and a spoken word drops its marks", () => {
  assert.equal(fill("z {z}, again {z}: {a}", { z: 0, a: "one" }), "z 0, again 0: one");
  assert.equal(plain("output *a*"), "output a");
});

test("memo computes again only for new inputs", () => {
  let count = 0;
  const twice = memo(({ x }) => { count += 1; return 2 * x; });
  assert.deepEqual([twice({ x: 1 }), twice({ x: 1 }), twice({ x: 3 })], [2, 2, 6]);
  assert.equal(count, 2);
});

// A clock in place of the browser's: `beat(ms)` is one frame.
function clock(t, reduced) {
  const waiting = [];
  const stubs = {
    matchMedia: () => ({ matches: reduced }),
    requestAnimationFrame: (frame) => waiting.push(frame),
    cancelAnimationFrame: () => waiting.splice(0),
  };
  Object.assign(globalThis, stubs);
  t.after(() => Object.keys(stubs).forEach((name) => delete globalThis[name]));
  return { waiting, beat: (ms) => waiting.splice(0).forEach((frame) => frame(ms)) };
}

test("a loop runs in seconds from its first frame until it has enough", (t) => {
  const { beat, waiting } = clock(t, false);
  const seen = [];
  const play = loop({ signal: new AbortController().signal }, (seconds) => { seen.push(seconds); return seconds < 0.5; });
  play.start();
  assert.ok(play.running());
  for (const ms of [5000, 5250, 5500, 5750]) beat(ms);
  assert.deepEqual(seen, [0, 0.25, 0.5]);
  assert.ok(!play.running());
  assert.equal(waiting.length, 0);
});

test("a loop ends with its figure", (t) => {
  const { waiting } = clock(t, false);
  const life = new AbortController();
  const play = loop({ signal: life.signal }, () => true);
  play.start();
  life.abort();
  assert.ok(!play.running());
  assert.equal(waiting.length, 0);
});

test("a reader who wants less motion gets the end at once", (t) => {
  const { waiting } = clock(t, true);
  const seen = [];
  const play = loop({ signal: new AbortController().signal }, (seconds) => { seen.push(seconds); return true; });
  play.start();
  assert.deepEqual(seen, [Infinity]);
  assert.ok(!play.running());
  assert.equal(waiting.length, 0);
});
