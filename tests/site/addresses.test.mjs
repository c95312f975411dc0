// The state of a figure in an address and back; the rest of it is tested in test_along.py.
import assert from "node:assert/strict";
import { test } from "node:test";

import { query, restored, settings } from "../../output_layer/site/later/addresses.mjs";

const TRAITS = {
  _esm: "a script", words: { title: "T" }, limits: {}, layout: "IPY_MODEL_w1", presets: { a: [[1]] },
  z: 2, classes: 4, rises: false, points: [[0.5, -1, 2], [1, 0, 1]],
};
const START = settings(TRAITS);
const BOUNDS = {
  limits: { z: [-5, 5, 0.1], classes: [2, 8, 1] },
  tables: { points: { least: 1, most: 3, columns: [[-3, 3, null], [-3, 3, null], [1, 4, 1]] } },
};
const opened = (text) => restored(text, START, BOUNDS);

test("what a reader can set are numbers, switches and tables", () => {
  assert.deepEqual(Object.keys(START), ["z", "classes", "rises", "points"]);
});

test("what differs from the start is written, and read again", () => {
  assert.equal(query(START, START), "");
  const now = { z: -1.25, classes: 3, rises: true, points: [[-0.1, 2.5, 4]] };
  assert.equal(query(now, START), "z=-1.25&classes=3&rises=true&points=-0.1_2.5_4");
  assert.deepEqual(opened(query(now, START)), now);
  const two = { ...START, points: [[0, 1, 1], [1e-7, -3, 2]] };
  assert.deepEqual(opened(query(two, START)), two);
});

test("what is not named is as at the start", () => {
  assert.deepEqual(opened(""), START);
  assert.deepEqual(opened("?z=3"), { ...START, z: 3 });
});

test("the ends of the limits are within", () => {
  assert.deepEqual(opened("z=-5&classes=8"), { ...START, z: -5, classes: 8 });
});

const BAD = [
  "z=5.1", "z=NaN", "z=", "z=%20", "z=two", "z=Infinity", "z=1e400", "classes=2.5", "classes=9", "rises=1",
  "rises=", "points=", "points=1_2", "points=9_0_1", "points=0_0_1.5", "points=0_0_5", "points=0_0_1~",
  "points=0_0_1~0_0_1~0_0_1~0_0_1", "words=x", "_esm=alert(1)", "layout=x", "limits=1", "unknown=1",
  "__proto__=1", "constructor=1", "hasOwnProperty=1",
];
for (const text of BAD) {
  test(`${text} is left aside, and the rest counts`, () => {
    assert.deepEqual(opened(text), START);
    assert.deepEqual(opened(`${text}&z=1`), { ...START, z: 1 });
  });
}

test("a table without bounds is never taken", () => {
  assert.deepEqual(restored("points=0_0_1", START, { limits: {} }), START);
});
