// Code that runs on a page: its parts that need no page. What a reader sees is tested in a browser.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { Changes, mark } from "../../output_layer/site/live/page/changes.mjs";
import { readLink, written } from "../../output_layer/site/live/page/codelink.mjs";
import { unwrapped } from "../../output_layer/site/live/page/drawing.mjs";
import { comment, dedent, indent, lineOf, newLine } from "../../output_layer/site/live/page/editing.mjs";
import { tokens } from "../../output_layer/site/live/page/highlight.mjs";
import { mixed } from "../../output_layer/site/live/page/markdown.mjs";
import { fileName, withChanges } from "../../output_layer/site/live/page/notebook.mjs";
import { Session } from "../../output_layer/site/live/page/session.mjs";

const { parse } = createRequire(import.meta.url)("../../output_layer/site/vendor/marked/marked.umd.js");

// A text with its selection between bars, or its caret at one.
function state(drawn) {
  const [before, inside, after] = drawn.split("|");
  const text = after === undefined ? before + inside : before + inside + after;
  return { text, start: before.length, end: before.length + (after === undefined ? 0 : inside.length) };
}

function drawn({ text, start, end }) {
  const inside = start === end ? "|" : `|${text.slice(start, end)}|`;
  return text.slice(0, start) + inside + text.slice(end);
}

function edited(change, before) {
  const { text } = state(before);
  const edit = change(state(before));
  return drawn({ ...edit, text: text.slice(0, edit.from) + edit.text + text.slice(edit.to) });
}

const EDITS = [
  [indent, "x|", "x   |"],
  [indent, "|x", "    |x"],
  [indent, "a|b|c", "a   |c"],
  [indent, "|a\n\nb|\nc", "    |a\n\n    b|\nc"],
  [indent, "|a\nb\n|c", "    |a\n    b\n|c"],
  [dedent, "    x|", "x|"],
  [dedent, "  |x", "|x"],
  [dedent, "x|", "x|"],
  [dedent, "\t|x", "|x"],
  [dedent, "|      a\nb\n    c|", "|  a\nb\nc|"],
  [newLine, "    x|", "    x\n    |"],
  [newLine, "if x:|", "if x:\n    |"],
  [newLine, "  if x:  # why|", "  if x:  # why\n      |"],
  [newLine, "a|bc|d", "a\n|d"],
  [newLine, "    |x", "    \n    |x"],
  [comment, "a|", "# a|"],
  [comment, "  # a|", "  a|"],
  [comment, "|if x:\n    y|", "# |if x:\n#     y|"],
];

test("keys edit code as in other editors", () => {
  for (const [change, before, after] of EDITS) {
    assert.equal(edited(change, before), after, `${change.name} of ${before}`);
  }
});

test("a line is found by its number", () => {
  assert.deepEqual(lineOf("ab\ncd", 2), { from: 3, to: 5 });
  assert.deepEqual(lineOf("ab\ncd", 9), { from: 6, to: 6 });
});

test("the coloured parts together are the code, however broken it is", () => {
  for (const code of ["", "'", '"""a', 'f"{', 'f"{x!', 'f"{x:{', "\\", "'\\", "é = 1", "1__2.e", 'f"}}{{"', "x = '\n'", "🙂"]) {
    assert.equal(tokens(code).map(([, text]) => text).join(""), code);
  }
});

const CELLS = [{ index: 3, source: "a = 1" }, { index: 7, source: "b = 2" }];

function storage() {
  const kept = new Map();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

test("changes are kept for a page, as long as they are changes", () => {
  const store = storage();
  const changes = new Changes("book/x", CELLS, () => store);
  assert.deepEqual(changes.kept().codes, {});
  assert.ok(changes.keep(CELLS[0], "a = 5"));
  assert.ok(changes.keep(CELLS[1], "b = é"));
  assert.deepEqual(changes.kept().codes, { 3: "a = 5", 7: "b = é" });
  assert.ok(changes.kept().when > 1e12);
  assert.deepEqual(new Changes("book/y", CELLS, () => store).kept().codes, {});
  changes.keep(CELLS[0], "a = 1");
  assert.deepEqual(changes.kept().codes, { 7: "b = é" });
  changes.write({});
  assert.equal(store.kept.size, 0);
});

test("changes of code that the book has changed since are not offered", () => {
  const store = storage();
  new Changes("book/x", CELLS, () => store).keep(CELLS[0], "a = 5");
  const now = [{ index: 3, source: "a = 10" }];
  assert.deepEqual(new Changes("book/x", now, () => store).kept().codes, {});
  assert.notEqual(mark("ab"), mark("ba"));
});

test("storage that is refused, or holds something else, does no harm", () => {
  const none = new Changes("x", CELLS, () => undefined);
  assert.deepEqual(none.kept().codes, {});
  assert.equal(none.keep(CELLS[0], "a = 5"), false);
  for (const text of ["{", "null", "3", '{"cells": {"3": {"code": 4}}}', '{"cells": {"3": null}}']) {
    assert.deepEqual(new Changes("x", CELLS, () => ({ getItem: () => text })).kept().codes, {}, text);
  }
});

test("code comes back from an address as it was", () => {
  for (const code of ["", "print(1)", "é = '🙂'\n\tπ?&#=+/", "a".repeat(5000)]) {
    assert.deepEqual(readLink(written(7, code)), { index: 7, code });
  }
  assert.match(written(7, "ÿÿÿ>>>???"), /^#code=7:[\w-]+$/);
});

test("what is no such address, or too long for one, is left aside", () => {
  assert.equal(written(7, "a".repeat(9000)), undefined);
  for (const hash of ["", "#run", "#code=", "#code=x:YQ", "#code=3:a b", "#code=3:_w", "#code=3:YQ&x", `#code=3:${"A".repeat(9000)}`]) {
    assert.equal(readLink(hash), undefined, hash.slice(0, 40));
  }
});

test("a notebook has what the reader changed, and is else as it was", () => {
  const notebook = { cells: [{ cell_type: "markdown", source: "m" }, { cell_type: "code", source: "a", outputs: [] }], nbformat: 4 };
  const changed = withChanges(notebook, { 1: "b" });
  assert.deepEqual(changed, { ...notebook, cells: [notebook.cells[0], { cell_type: "code", source: "b", outputs: [] }] });
  assert.equal(notebook.cells[1].source, "a");
  assert.equal(fileName("book/crossentropy"), "crossentropy.ipynb");
});

const set = (latex, displayed) => `<math>${displayed ? "block " : ""}${latex}</math>`;
const html = (text) => mixed(text, parse, set).trim();

test("formulas in Markdown are set, and what only looks like one is not", () => {
  assert.equal(html("*a* $x_1*y*z$"), "<p><em>a</em> <math>x_1*y*z</math></p>");
  assert.equal(html("$$\n\\sum_i\n$$"), "<p><math>block \n\\sum_i\n</math></p>");
  assert.equal(html("costs $5 and $6"), "<p>costs $5 and $6</p>");
  assert.equal(html("`$x$` and $y$"), "<p><code>$x$</code> and <math>y</math></p>");
  assert.equal(html("```\n$x$\n```\n$y$"), '<pre><code>$x$\n</code></pre>\n<p><math>y</math></p>');
});

test("a table looks as on the page, and can be scrolled", () => {
  const table = html("| a | b |\n|:--|--:|\n| $x$ | 2 |");
  assert.match(table, /^<div class="pst-scrollable-table-container"><table class="table">/);
  assert.match(table, /<td align="left"><math>x<\/math><\/td>\s*<td align="right">2<\/td>/);
});

test("TeX comes out of its dollars and brackets", () => {
  for (const text of ["$x$", "$$x$$", "\\[x\\]", "\\(x\\)", " $$\nx\n$$ ", "x"]) assert.equal(unwrapped(text), "x");
});

// Python that only says what it was asked, and cells that only keep what happens to them.
function stage({ failing = [], hanging = [], from = [] } = {}) {
  const log = [];
  const cells = [1, 2, 3, 4].map((index) => ({
    index, code: `code ${index}`, fromLink: from.includes(index), mayFail: false,
    waits() {}, rests() { log.push(`rests ${index}`); }, receive() {},
    begins() { log.push(`begins ${index}`); this.fromLink = false; },
    ends(status, count) { this.ran = { count }; log.push(`${status} ${index} [${count}]`); },
    forgotten() { this.ran = undefined; },
  }));
  let [starts, stops] = [0, 0];
  const open = async () => {
    starts += 1;
    return {
      run: ({ cell }) => (hanging.includes(cell) ? new Promise(() => {}) : { status: failing.includes(cell) ? "error" : "ok" }),
      stop: () => { stops += 1; },
    };
  };
  const show = {
    busy() {}, message() {}, running() {},
    done: ({ index }, many) => log.push(`done ${index}${many ? " of many" : ""}`),
    unread: ({ index }) => log.push(`unread ${index}`),
    lost: () => log.push("lost"),
  };
  const session = new Session(cells, open, show);
  session.begin();
  return { session, cells, log, counts: () => [starts, stops] };
}

const turn = () => new Promise((done) => setTimeout(done, 5));

test("a cell runs after all before it, and those only once", async () => {
  const { session, cells, log } = stage();
  await session.runCell(cells[1]);
  await session.runCell(cells[2]);
  assert.deepEqual(log.filter((line) => line.startsWith("ok")), ["ok 1 [1]", "ok 2 [2]", "ok 3 [3]"]);
  await session.runCell(cells[0]);
  assert.deepEqual(log.slice(-3), ["begins 1", "ok 1 [4]", "done 1"]);
  await session.runAbove(cells[2]);
  assert.deepEqual(log.filter((line) => line.startsWith("ok")).slice(-2), ["ok 1 [5]", "ok 2 [6]"]);
});

test("after an error the cells that wait do not run", async () => {
  const { session, cells, log } = stage({ failing: [2] });
  await session.runAll();
  assert.deepEqual(log, ["begins 1", "ok 1 [1]", "begins 2", "error 2 [2]", "rests 3", "rests 4", "done 2 of many"]);
  await session.runCell(cells[3]);
  assert.deepEqual(log.slice(-3), ["begins 4", "ok 4 [4]", "done 4 of many"]);
});

test("an error that a cell is to have stops nothing", async () => {
  const { session, cells, log } = stage({ failing: [2] });
  cells[1].mayFail = true;
  await session.runAll();
  assert.equal(log.at(-1), "done 4 of many");
});

test("an endless cell can be stopped, and Python starts afresh", async () => {
  const { session, cells, log, counts } = stage({ hanging: [2] });
  const running = session.runAll();
  await turn();
  assert.deepEqual(counts(), [1, 0]);
  session.afresh();
  await running;
  assert.deepEqual(counts(), [2, 1]);
  assert.equal(log.at(-1), "begins 2");
  assert.equal(cells[0].ran, undefined);
  await session.runCell(cells[0]);
  assert.equal(log.at(-1), "done 1");
});

test("code from a link runs by its own button alone", async () => {
  const { session, cells, log } = stage({ from: [2] });
  await session.runCell(cells[2]);
  assert.deepEqual(log, ["begins 1", "ok 1 [1]", "done 1", "unread 2"]);
  await session.runCell(cells[1]);
  assert.deepEqual(log.slice(-2), ["ok 2 [2]", "done 2"]);
});

test("Python that dies is started again", async () => {
  const { session, cells, log, counts } = stage();
  const python = await session.python;
  python.run = async () => { throw new Error("gone"); };
  const { error } = console;
  console.error = () => {};
  await session.runCell(cells[0]);
  console.error = error;
  assert.equal(log.at(-1), "lost");
  assert.equal(counts()[0], 2);
});
