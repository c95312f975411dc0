// How a number is written: the same text as numbers.py gives, character for character.

const MINUS = "\u2212";
const DIGITS = "-0123456789";
const RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";

const exchange = (text, from, to) => [...text].map((character) => to[from.indexOf(character)]).join("");

export const raised = (power) => exchange(String(power), DIGITS, RAISED);

function special(value) {
  if (Number.isNaN(value)) return "undefined";
  return value === 0 ? "0" : value > 0 ? "∞" : `${MINUS}∞`;
}

// Four significant digits; below 0.001 and from 100,000 on with a power of ten: 4.540×10⁻⁵.
export function number(value) {
  if (!Number.isFinite(value) || value === 0) return special(value);
  const sign = value < 0 ? MINUS : "";
  const size = Math.abs(value);
  const [mantissa, power] = size.toExponential(3).split("e").map(Number);
  if (power < -3 || power > 4) return `${sign}${mantissa.toFixed(3)}×10${raised(power)}`;
  return sign + size.toFixed(Math.max(0, 3 - power));
}

// A fixed number of decimals, and never a minus before zero.
export function fixed(value, decimals) {
  if (!Number.isFinite(value)) return special(value);
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

// For the ear: raised digits are skipped by many voices, so the words table says the power.
export function spoken(text, words) {
  return String(text).replace(/([\d.]+)×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, mantissa, power) => {
    const exponent = exchange(power, RAISED, DIGITS).replace("-", MINUS);
    return fill(words.scientific, { mantissa, exponent });
  });
}

// "{z} units" and { z: 3 } give "3 units".
export const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
