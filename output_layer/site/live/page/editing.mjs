// What keys do to code. A state is { text, start, end }, the code and what is selected in it;
// an edit says which part is replaced by what, and what is selected then.

const STEP = 4;

const lineStart = (text, at) => text.lastIndexOf("\n", at - 1) + 1;
const margin = (line) => /^[ \t]*/.exec(line)[0];

// The lines that a selection touches; one that ends before the first letter of a line leaves it.
function touched({ text, start, end }) {
  const from = lineStart(text, start);
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const stop = text.indexOf("\n", last);
  const to = stop < 0 ? text.length : stop;
  return { from, to, lines: text.slice(from, to).split("\n") };
}

// Replaces each line that is selected; what was selected stays so.
function eachLine(state, change) {
  const { from, to, lines } = touched(state);
  const changed = lines.map(change);
  const text = changed.join("\n");
  const first = changed[0].length - lines[0].length;
  return {
    from, to, text,
    start: Math.max(from, state.start + first),
    end: Math.max(from, state.end + text.length - (to - from)),
  };
}

const insertion = ({ start, end }, text) =>
  ({ from: start, to: end, text, start: start + text.length, end: start + text.length });

export function indent(state) {
  const { text, start, end } = state;
  if (text.slice(start, end).includes("\n")) {
    return eachLine(state, (line) => (line.trim() ? " ".repeat(STEP) + line : line));
  }
  const column = start - lineStart(text, start);
  return insertion(state, " ".repeat(STEP - (column % STEP)));
}

export const dedent = (state) => eachLine(state, (line) => line.replace(/^(?: {1,4}|\t)/, ""));

// A new line begins below the one before, and further in after a colon.
export function newLine(state) {
  const { text, start } = state;
  const line = text.slice(lineStart(text, start), start);
  const deeper = /:\s*(?:#.*)?$/.test(line) ? " ".repeat(STEP) : "";
  return insertion(state, `\n${margin(line)}${deeper}`);
}

export function comment(state) {
  const lines = touched(state).lines.filter((line) => line.trim());
  if (lines.length && lines.every((line) => /^\s*#/.test(line))) {
    return eachLine(state, (line) => line.replace(/^(\s*)# ?/, "$1"));
  }
  const column = Math.min(...lines.map((line) => margin(line).length));
  return eachLine(state, (line) => (line.trim() ? `${line.slice(0, column)}# ${line.slice(column)}` : line));
}

// From where to where a line reaches, counted from 1.
export function lineOf(text, number) {
  const lines = text.split("\n");
  const from = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  return { from, to: from + (lines[number - 1] ?? "").length };
}
