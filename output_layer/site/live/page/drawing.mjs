// One output of a cell as the page shows such an output.

import { element } from "../../later/element.mjs";
import { WORDS } from "./words.mjs";

export const BOTH = "dark-light"; // of a picture that a light and a dark page show alike
const WIDGET = "application/vnd.jupyter.widget-view+json";
const ESCAPES = /\x1b\[[\d;?]*[A-Za-z]/g; // colours of a terminal
const COVERED = /[^\n]*\r(?!\n)/g; // what a line says before the carriage goes back to its begin

const whole = (value) => (Array.isArray(value) ? value.join("") : String(value));
const plain = (text) => text.replace(ESCAPES, "");
const output = (kind, ...children) => element("div", { className: `output ${kind}` }, ...children);

function block(kind, text) {
  const pre = element("pre", { textContent: text });
  return { node: output(`${kind} highlight-myst-ansi notranslate`, element("div", { className: "highlight" }, pre)), pre };
}

// A place for what a cell prints; `write` adds to it.
export function printed(name) {
  const { node, pre } = block(name === "stderr" ? "stderr stream" : "stream", "");
  const text = new Text();
  pre.append(text);
  const write = (more) => {
    if (/[\r\x1b]/.test(more)) text.data = plain(text.data + more).replace(COVERED, "");
    else text.appendData(more);
  };
  return { node, write };
}

// TeX without the dollars or brackets around it.
export function unwrapped(latex) {
  const text = latex.trim();
  const [, ...inner] = /^\$\$([^]*)\$\$$|^\\\[([^]*)\\\]$|^\\\(([^]*)\\\)$|^\$([^]*)\$$/.exec(text) ?? [];
  return (inner.find((part) => part !== undefined) ?? text).trim();
}

function latex(text, { toMathML }) {
  const formula = element("div", { className: "formula", textContent: text });
  toMathML(unwrapped(text), true).then((mathml) => { formula.innerHTML = mathml; }, () => {});
  return output("text_latex math", formula);
}

function markdown(text, { toHTML }) {
  const node = output("text_markdown", element("p", { textContent: text }));
  toHTML(text).then((html) => { node.innerHTML = html; }, () => {});
  return node;
}

function image(source, { alt, className }, { width, height } = {}) {
  const node = element("img", { src: source, alt, className });
  if (width) node.width = width;
  if (height) node.height = height;
  return output("image", node);
}

function html(text) {
  const node = output("text_html");
  node.innerHTML = text;
  return node;
}

// How to draw each kind, the best first.
const KINDS = [
  [WIDGET, ({ model_id: id }, { widgets }) => widgets.show(id)],
  ["text/html", (text) => html(whole(text))],
  ["image/svg+xml", (text, tools) => image(`data:image/svg+xml,${encodeURIComponent(whole(text))}`, tools)],
  ["image/png", (text, tools, about) => image(`data:image/png;base64,${whole(text).trim()}`, tools, about?.["image/png"])],
  ["image/jpeg", (text, tools, about) => image(`data:image/jpeg;base64,${whole(text).trim()}`, tools, about?.["image/jpeg"])],
  ["text/latex", (text, tools) => latex(whole(text), tools)],
  ["text/markdown", (text, tools) => markdown(whole(text), tools)],
  ["text/plain", (text) => block("text_plain", plain(whole(text))).node],
];

export function draw({ data, metadata }, tools) {
  const [kind, make] = KINDS.find(([name]) => name in data) ?? [];
  return kind && make(data[kind], tools, metadata);
}

// An error: what it says, the line of the cell, and the traceback for whoever wants it.
export function failure({ ename, evalue, traceback = [], line }, { goTo, mark }) {
  const said = element("p", {}, element("strong", { textContent: ename }), plain(evalue ? `: ${evalue}` : ""));
  const node = output("live-error", said);
  if (line) {
    mark(line);
    const go = element("button", { type: "button", className: "live-button", textContent: WORDS.markedLine(line) });
    go.addEventListener("click", () => goTo(line));
    said.append(" ", go);
  }
  if (traceback.length) {
    const pre = element("pre", { textContent: plain(traceback.join("\n")) });
    node.append(element("details", {}, element("summary", { textContent: WORDS.traceback }), pre));
  }
  return node;
}

// An output in a control, of whatever type.
export function drawAny(message, tools) {
  if (message.output_type === "error") return failure({ ...message, line: null }, tools);
  if (message.output_type !== "stream") return draw(message, tools);
  const { node, write } = printed(message.name);
  write(message.text);
  return node;
}
