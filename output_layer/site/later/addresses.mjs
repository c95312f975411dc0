// The state of a figure in an address, #fig-softmax-shares?classes=3&z1=2.5: the settings that
// differ from those that the page has. What cannot be read, or is out of bounds, is left aside.

const ROW = "~"; // between the rows of a table
const CELL = "_"; // between the numbers of a row

const settable = ([name, value]) =>
  !name.startsWith("_") && (["number", "boolean"].includes(typeof value) || Array.isArray(value));

// The settings among the traits of a figure: what a reader can change.
export const settings = (traits) => Object.fromEntries(Object.entries(traits).filter(settable));

const written = (value) =>
  Array.isArray(value) ? value.map((cells) => cells.join(CELL)).join(ROW) : String(value);

// Writes what differs from the settings at the start.
export function query(now, start) {
  const pairs = Object.entries(now).map(([name, value]) => [name, written(value)]);
  const changed = pairs.filter(([name, text]) => text !== written(start[name]));
  return new URLSearchParams(changed).toString();
}

const number = (text) => (text.trim() === "" ? NaN : Number(text));

// A setting whose step is an integer is one itself.
const within = (value, [low, high, step]) =>
  value >= low && value <= high && (Number.isInteger(value) || !Number.isInteger(step));

function table(text, { least, most, columns }) {
  const rows = text.split(ROW).map((row) => row.split(CELL).map(number));
  const fits = (row) => row.length === columns.length && row.every((value, i) => within(value, columns[i]));
  return rows.length >= least && rows.length <= most && rows.every(fits) ? rows : undefined;
}

function read(text, start, limits, columns) {
  if (typeof start === "boolean") return { true: true, false: false }[text];
  if (Array.isArray(start)) return columns && table(text, columns);
  return limits && within(number(text), limits) ? number(text) : undefined;
}

// Returns all settings of a figure: those that the query names rightly, and the others as they
// are at the start. `limits` and `tables` are the traits of these names.
export function restored(text, start, { limits, tables }) {
  const found = { ...start };
  for (const [name, value] of new URLSearchParams(text)) {
    if (!Object.hasOwn(start, name)) continue;
    found[name] = read(value, start[name], limits[name], tables?.[name]) ?? start[name];
  }
  return found;
}
