// Texts that Python glues into the sentences of a page.

import { unwrapped } from "./drawing.mjs";

const unquoted = (text) => text.replace(/^(['"])([^]*)\1$/, "$2");

export class Glued {
  constructor(toMathML) {
    this.toMathML = toMathML;
    this.before = new Map(); // what the book has in a place
  }

  receive({ name, data }) {
    for (const node of document.getElementsByClassName(`glue-${name}`)) {
      if (!this.before.has(node)) this.before.set(node, [...node.childNodes]);
      this.write(node, data);
    }
  }

  write(node, data) {
    if (data["text/html"]) node.innerHTML = data["text/html"];
    else if (data["text/latex"]) this.toMathML(unwrapped(data["text/latex"]), false).then((mathml) => { node.innerHTML = mathml; }, () => {});
    else if (data["text/plain"]) this.plain(node, unquoted(data["text/plain"]));
  }

  plain(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  restore() {
    for (const [node, children] of this.before) node.replaceChildren(...children);
    this.before.clear();
  }
}
