// What sets formulas and Markdown comes when the first output needs it.

import { load } from "../../later/load.mjs";
import { mixed } from "./markdown.mjs";

const coming = {};
const script = (name) => (coming[name] ??= load(`_static/live/${name}.js`));

const set = (latex, displayMode) => window.temml.renderToString(latex, { displayMode, throwOnError: false });

export async function toMathML(latex, display) {
  await script("temml");
  return set(latex, display);
}

export async function toHTML(markdown) {
  await Promise.all([script("marked"), script("temml")]);
  return mixed(markdown, (text) => window.marked.parse(text), set);
}
