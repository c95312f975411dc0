// What sets formulas and Markdown comes when the first output needs it.

import { load } from "../../later/load.mjs";

const coming = {};
const script = (name) => (coming[name] ??= load(`_static/live/${name}.js`));

export async function toMathML(latex, displayMode) {
  await script("temml");
  return window.temml.renderToString(latex, { displayMode, throwOnError: false });
}

// A formula in dollars: $x$ in a line, $$x$$ displayed. A dollar before a space is one of money.
const MATHS = /(\$\$[^$]+\$\$|\$(?!\s)(?:[^$\\]|\\.)+?(?<!\s)\$(?!\d))/;

function escapeMaths(text, keep) {
  return text.split(/(`+[^`]*`+)/).map((part) => (part[0] === "`" ? part : part.split(MATHS).map(keep).join(""))).join("");
}

// Formulas are set aside, for in them Markdown would see emphasis and links.
export async function toHTML(markdown) {
  await Promise.all([script("markdown"), script("temml")]);
  const formulas = [];
  const aside = escapeMaths(markdown, (part, place) => {
    if (place % 2 === 0) return part;
    formulas.push(part);
    return `\uE000${formulas.length - 1}\uE001`;
  });
  const html = window.markdownit().render(aside);
  return html.replace(/\uE000(\d+)\uE001/g, (_, place) => formula(formulas[place])).replace(/<table>/g, '<table class="table">');
}

function formula(text) {
  const displayMode = text.startsWith("$$");
  return window.temml.renderToString(text.replace(/^\$+|\$+$/g, ""), { displayMode, throwOnError: false });
}
