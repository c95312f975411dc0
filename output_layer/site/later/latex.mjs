// A formula is copied as LaTeX: with the button that each displayed one shows when it is pointed
// at or focused, and in every selection that holds formulas. The LaTeX of a page is a file of its
// own (see latex.py), asked for when a reader is about to copy.

import { write } from "./clipboard.mjs";
import { acknowledge, element, listener } from "./element.mjs";
import { load, pageName } from "./load.mjs";

const WORDS = {
  copy: "Copy LaTeX",
  named: "Copy LaTeX of formula",
  copied: "Copied",
  done: "LaTeX copied",
};
const NOT_COPIED = "button, .eqno, .headerlink, .visually-hidden";

let formulas = [];
let loading;

function sources() {
  loading ??= load(`_latex/${pageName()}.js`).then(() => window.latexOfFormulas);
  return loading;
}

function addButton(formula, status) {
  const number = formula.querySelector(".eqno")?.firstChild.data.trim();
  const button = element("button", { type: "button", className: "copy-latex", textContent: WORDS.copy });
  if (number) button.setAttribute("aria-label", `${WORDS.named} ${number}`);
  const show = (text) => { button.textContent = text; };
  // Safari lets a page write while it answers a click, not after it has waited for a file.
  formula.addEventListener("pointerenter", sources);
  button.addEventListener("focus", sources);
  button.addEventListener("click", async () => {
    await write((window.latexOfFormulas ?? (await sources()))[formulas.indexOf(formula)]);
    acknowledge(status, show, WORDS.copy, WORDS.copied, WORDS.done);
  });
  // A finger cannot point: it taps the formula, and the focus shows the button. The click comes
  // last, after the press that takes the focus from everything else; not every click says of what.
  let touched = false;
  formula.addEventListener("pointerup", ({ pointerType }) => { touched = pointerType === "touch"; });
  formula.addEventListener("click", () => {
    if (touched) button.focus({ preventScroll: true });
  });
  formula.append(button);
}

// What is selected, with each formula that it touches taken whole. A new range: Firefox 153 finds
// nothing in the clone of a selection's range whose end was moved.
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed) return undefined;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  const around = (node) => (node.closest ? node : node.parentElement).closest(".math");
  const [first, last] = [around(startContainer), around(endContainer)];
  const range = document.createRange();
  if (first) range.setStartBefore(first);
  else range.setStart(startContainer, startOffset);
  if (last) range.setEndAfter(last);
  else range.setEnd(endContainer, endOffset);
  return range;
}

function inLatex(formula, source) {
  if (formula.matches("span")) return element("span", { textContent: `$${source}$` });
  return element("pre", { textContent: `\\[\n${source}\n\\]` });
}

// A copy of what is selected, with LaTeX in place of formulas.
function rewritten(range, touched) {
  const copy = element("div");
  copy.append(range.cloneContents());
  copy.querySelectorAll(".math").forEach((formula, i) => {
    formula.replaceWith(inLatex(formula, window.latexOfFormulas[formulas.indexOf(touched[i])]));
  });
  copy.querySelectorAll(NOT_COPIED).forEach((node) => node.remove());
  return copy;
}

function copySelection(event) {
  const range = selected();
  const touched = range ? formulas.filter((formula) => range.intersectsNode(formula)) : [];
  if (!touched.length || !window.latexOfFormulas) return;
  const copy = rewritten(range, touched);
  document.body.append(copy); // only what is on the page knows its lines
  event.clipboardData.setData("text/plain", copy.innerText);
  event.clipboardData.setData("text/html", copy.innerHTML);
  copy.remove();
  event.preventDefault();
}

export function copyFormulas() {
  formulas = [...document.querySelectorAll(".bd-article .math")];
  if (!formulas.length) return;
  const status = listener();
  formulas.filter((formula) => formula.matches("div")).forEach((each) => addButton(each, status));
  document.addEventListener("selectionchange", () => {
    if (!getSelection().isCollapsed) sources();
  });
  document.addEventListener("copy", copySelection);
}
