// What a cell of a page shows. The outputs of the book stay in the page, hidden while a reader's own
// stand in their place, so that they can come back. Messages are shown frame by frame.

import { element } from "../../later/element.mjs";
import { BOTH, draw, failure, printed } from "./drawing.mjs";
import { WORDS } from "./words.mjs";

const MOST = 200_000; // letters that a cell may print
const displayed = new Map(); // outputs with a name, on the whole page
const QUESTIONS = "application/vnd.output-layer.questions+json";

// A page that is not seen has no frames.
const soon = (act) => (document.hidden ? setTimeout(act, 100) : requestAnimationFrame(act));

export const emptyBox = () => element("div", { className: "cell_output docutils container live-only", hidden: true });

// Where outputs go: in a figure before its caption, elsewhere at the end.
function placeOf(cell) {
  let box = cell.querySelector(".cell_output");
  if (!box) {
    box = emptyBox();
    cell.append(box);
  }
  const caption = box.querySelector(":scope > figure > figcaption");
  return caption ? { box, parent: caption.parentElement, caption } : { box, parent: box, caption: null };
}

export class Outputs {
  // `tools` has label, toMathML, toHTML, widgets, goTo and mark.
  constructor(cell, tools) {
    this.tools = tools;
    this.cell = cell;
    this.waiting = [];
    this.pictures = [...cell.querySelectorAll(".cell_output img")]
      .filter((image) => !image.closest("widget-view"))
      .map(({ alt, className }) => ({ alt, className }));
  }

  // A run begins: what is shown stays until there is something to show, so that nothing jumps.
  begin(unchanged) {
    Object.assign(this, { waiting: [], stale: true, letters: 0, drawn: 0, keeps: false, unchanged, stream: undefined });
  }

  receive(message) {
    if (message.output_type === "stream" && this.letters > MOST) return;
    if (message.output_type === "stream") this.letters += message.text.length;
    this.waiting.push(message);
    if (this.waiting.length === 1) soon(() => this.flush());
  }

  finish() {
    this.flush();
    if (this.stale && !this.keeps) this.clear();
  }

  flush() {
    const messages = this.waiting;
    this.waiting = [];
    messages.forEach((message) => this.show(message));
  }

  show(message) {
    if (message.output_type === "clear") return message.wait ? (this.stale = true) : this.clear();
    if (message.data?.[QUESTIONS]) {
      this.keeps = true;
      return undefined;
    }
    if (message.replaces) return this.replace(message);
    if (this.stale) this.clear();
    if (message.output_type === "stream") return this.print(message);
    this.stream = undefined;
    if (message.output_type === "error") return this.add(failure(message, this.tools));
    return this.named(message, this.add(draw(message, { ...this.tools, ...this.like() })));
  }

  // An output with a name can be drawn anew by any cell, where it stands.
  named({ display_id: name }, node) {
    if (name && node) displayed.set(name, { node, by: this });
  }

  replace(message) {
    const { node, by } = displayed.get(message.display_id) ?? {};
    if (!node?.isConnected) return;
    const other = by.dress(draw(message, { ...by.tools, alt: WORDS.picture(by.tools.label), className: BOTH }));
    if (!other) return;
    node.replaceWith(other);
    by.named(message, other);
  }

  // A picture of the book's own code is described as the book describes it.
  like() {
    const { alt, className } = this.pictures[this.drawn] ?? {};
    return { alt: (this.unchanged && alt) || WORDS.picture(this.tools.label), className: className ?? BOTH };
  }

  print({ name, text }) {
    if (this.stream?.name !== name) {
      this.stream = { name, text: "", ...printed(name) };
      this.add(this.stream.node);
    }
    this.stream.write(text);
    if (this.letters > MOST && !this.stream.full) {
      this.stream.full = true;
      this.add(element("p", { className: "live-note live-output", textContent: WORDS.tooMuch }));
    }
  }

  add(node) {
    if (!this.dress(node)) return undefined;
    const { box, parent, caption } = placeOf(this.cell);
    box.hidden = false;
    if (node.querySelector("img")) this.drawn += 1;
    parent.insertBefore(node, caption);
    return node;
  }

  // Marks what is the reader's own, and lets the keyboard reach it where it is wide.
  dress(node) {
    node?.classList.add("live-output");
    if (node) this.tools.reach(node);
    return node;
  }

  clear() {
    this.stale = false;
    this.stream = undefined;
    this.take();
    const { box, parent, caption } = placeOf(this.cell);
    const children = caption ? [...box.children, ...parent.children] : [...box.children];
    const kept = [caption, caption?.parentElement];
    for (const child of children) child.classList.toggle("live-replaced", !kept.includes(child));
    if (box.matches(".live-only")) box.hidden = true;
  }

  take() {
    this.cell.querySelectorAll(".live-output").forEach((node) => node.remove());
  }

  // The outputs of the book come back.
  restore() {
    this.waiting = [];
    this.take();
    this.cell.querySelectorAll(".live-replaced").forEach((node) => node.classList.remove("live-replaced"));
    this.cell.querySelector(".live-only")?.remove();
  }
}
