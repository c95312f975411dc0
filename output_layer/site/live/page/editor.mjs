// An editor for the code of a cell: a text field that lies, unseen but for its caret, over the same
// code in colours. So undo, selection, input methods and screen readers work as in any text field.

import { element } from "../../later/element.mjs";
import { comment, dedent, indent, lineOf, newLine } from "./editing.mjs";
import { paint } from "./highlight.mjs";
import { WORDS } from "./words.mjs";

let last = 0;

// Puts a text in the place of another so that the reader can undo it.
function replace(field, { from, to, text, start, end }) {
  field.setSelectionRange(from, to);
  const done = text ? document.execCommand("insertText", false, text) : from === to || document.execCommand("delete");
  if (!done) {
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(start, end);
}

function field(label, hint) {
  const node = element("textarea", { autocomplete: "off", spellcheck: false, wrap: "off", rows: 1 });
  const attributes = { "aria-label": WORDS.code(label), "aria-describedby": hint.id, autocapitalize: "off", autocorrect: "off" };
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  return node;
}

export class Editor {
  // `shown` is the <pre> that shows the code, and becomes the coloured ground of the editor.
  constructor(shown, { label, code, onChange, onRun }) {
    this.hint = element("p", { className: "live-hint", id: `live-hint-${++last}`, textContent: WORDS.hint });
    this.field = field(label, this.hint);
    this.shown = shown;
    this.mark = element("div", { className: "live-mark", hidden: true });
    this.ground = element("div", { className: "live-code" });
    shown.replaceWith(this.ground);
    shown.removeAttribute("tabindex");
    shown.setAttribute("aria-hidden", "true");
    this.ground.append(this.mark, shown, this.field);
    Object.assign(this, { onChange, onRun, leaving: false });
    this.field.value = code;
    this.draw();
    this.listen();
  }

  get code() {
    return this.field.value;
  }

  listen() {
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("blur", () => this.leave(false));
  }

  changed() {
    this.draw();
    this.unmark();
    this.onChange();
  }

  draw() {
    paint(this.shown, this.field.value);
    this.field.scrollTo(0, 0); // all of it is seen, and what is around it scrolls
  }

  leave(leaving) {
    if (this.leaving === leaving) return;
    this.leaving = leaving;
    this.hint.textContent = leaving ? WORDS.leaving : WORDS.hint;
  }

  press(event) {
    if (event.isComposing) return;
    const action = this.action(event);
    if (!["Shift", "Tab"].includes(event.key)) this.leave(event.key === "Escape");
    if (!action) return;
    event.preventDefault();
    action();
  }

  // What a key does here, or nothing, and then the browser does what it always does.
  action({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    const command = ctrlKey || metaKey;
    if (altKey) return undefined;
    if (key === "Enter" && (shiftKey || command)) return () => this.onRun();
    if (key === "Enter") return () => this.edit(newLine);
    if (key === "Tab" && !command && !this.leaving) return () => this.edit(shiftKey ? dedent : indent);
    if (key === "/" && command) return () => this.edit(comment);
    return undefined;
  }

  edit(change) {
    const { value: text, selectionStart: start, selectionEnd: end } = this.field;
    replace(this.field, change({ text, start, end }));
  }

  // Puts other code in, which the reader can undo unless the editor is folded away.
  set(code) {
    if (code === this.code) return;
    const { activeElement } = document;
    this.field.focus({ preventScroll: true });
    if (document.activeElement === this.field) {
      replace(this.field, { from: 0, to: this.code.length, text: code, start: 0, end: 0 });
      activeElement?.focus({ preventScroll: true });
      if (activeElement === document.body) this.field.blur();
    } else {
      this.field.value = code;
      this.changed();
    }
  }

  // Marks the line where an error arose.
  markLine(line) {
    this.mark.hidden = false;
    this.mark.style.setProperty("--line", line - 1);
  }

  unmark() {
    this.mark.hidden = true;
  }

  goTo(line) {
    const { from, to } = lineOf(this.code, line);
    this.field.focus();
    this.field.setSelectionRange(from, to);
  }
}
