// Reads a number as people type it: 0.27, .27, 0,27, 27 %, 1/4, 3e-4, 3·10⁻⁴, 1 297.

const WORDS = {
  empty: "Type a number first.",
  unread: "That cannot be read as a number. Write it like 0.27, 27 %, 1/4 or 3e-4.",
  comma: (text, point, none) => `Is ${text} meant to be ${point} or ${none}? Write one of them.`,
};

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const POWER = /(?:[·×*x]\s*|^)10\s*(?:\^|\*\*)\s*[({]?([+-]?\d+)[)}]?$/;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/;

const lowered = (raised) =>
  raised.replace(/⁺/g, "+").replace(/⁻/g, "-").replace(/[^+-]/g, (digit) => RAISED.indexOf(digit));

// NFKC turns ½ into 1⁄2, and digits as wide as Chinese letters into plain ones.
const tidied = (text) =>
  text
    .replace(/[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => `^${lowered(raised)}`)
    .normalize("NFKC")
    .replace(/[−–]/g, "-")
    .replace(/⁄/g, "/")
    .replace(/^\s*[≈~=]/, "")
    .replace(/(\d)[\s'’](?=\d{3}(?!\d))/g, "$1")
    .trim();

// One number without sign of percent, fraction or power; NaN if it is none.
function plain(text) {
  const decimal = text.trim().replace(/^([^,.]*),([^,.]*)$/, "$1.$2");
  return PLAIN.test(decimal) ? Number(decimal) : NaN;
}

function withPower(text) {
  const [power, exponent] = text.match(POWER) ?? [""];
  if (!power) return plain(text);
  const factor = text.slice(0, -power.length);
  return (factor ? plain(factor) : 1) * Number(`1e${exponent}`);
}

function fraction(text) {
  const [above, below, ...more] = text.split("/");
  if (more.length || below === undefined) return NaN;
  return plain(above) / plain(below);
}

// Returns either the value or the problem, a sentence.
export function readNumber(given) {
  const text = tidied(given);
  if (!text) return { problem: WORDS.empty };
  if (GROUPED.test(text)) {
    const [point, none] = [text.replace(",", "."), text.replaceAll(",", "")];
    if (text.split(",").length === 2) return { problem: WORDS.comma(text, point, none) };
    return { value: Number(none) };
  }
  const [, number, percent] = text.match(/^(.*?)\s*(%?)$/);
  const value = number.includes("/") ? fraction(number) : withPower(number);
  if (!Number.isFinite(value)) return { problem: WORDS.unread };
  return { value: percent ? value / 100 : value };
}
