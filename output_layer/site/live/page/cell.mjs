// A cell of the page: its code becomes an editor, with what a reader can do with it above.

import { write } from "../../later/clipboard.mjs";
import { element } from "../../later/element.mjs";
import { written } from "./codelink.mjs";
import { Editor } from "./editor.mjs";
import { Outputs, emptyBox } from "./outputs.mjs";
import { WORDS } from "./words.mjs";

const ACTIVE = new Set(["waiting", "running"]);

export function button(word, act) {
  const node = element("button", { type: "button", className: "live-button", textContent: word });
  node.addEventListener("click", act);
  return node;
}

const div = (className, ...children) => element("div", { className }, ...children);

// Code that the page does not show, folded, built as the page builds what it shows.
function folded(word) {
  const pre = element("pre");
  const input = div("cell_input docutils container", div("highlight-ipython3 notranslate", div("highlight", pre)));
  const summary = element("summary", { textContent: word });
  return { fold: element("details", { className: "fold live-fold" }, summary, input), pre, summary };
}

function hidden(index, next) {
  const { fold, ...parts } = folded(WORDS.hiddenCell);
  fold.append(emptyBox());
  const node = element("div", { className: "cell docutils container live-hidden", id: `cell-${index}` }, fold);
  next(node);
  return { node, ...parts };
}

// The element of a cell and the <pre> for its code; `next` puts a cell into the page that the page
// does not show.
function place(data, next) {
  const node = document.getElementById(`cell-${data.index}`);
  if (!node) return hidden(data.index, next);
  const pre = node.querySelector(".cell_input pre");
  if (pre) return { node, pre };
  const { fold, ...parts } = folded(WORDS.hiddenCode);
  node.prepend(fold);
  return { node, ...parts };
}

export class Cell {
  // `does` has what other parts do: run, runAbove, changed, say, and the tools of outputs.
  constructor(data, number, does, next) {
    Object.assign(this, { source: data.source, index: data.index, number, does });
    this.label = WORDS.cell(number);
    this.mayFail = data.tags?.includes("raises-exception") ?? false;
    const { node, pre, summary } = place(data, next);
    Object.assign(this, { node, summary });
    this.editor = new Editor(pre, {
      label: this.label,
      code: data.source,
      onChange: () => this.changed(),
      onRun: () => does.run(this),
    });
    this.addBar(pre.closest(".cell_input"));
    this.outputs = new Outputs(node, this.tools());
    this.update("idle");
  }

  tools() {
    return {
      ...this.does.tools,
      label: this.label,
      mark: (line) => this.editor.markLine(line),
      goTo: (line) => {
        this.unfold();
        this.editor.goTo(line);
      },
    };
  }

  addBar(input) {
    this.counter = element("span", { className: "live-count" });
    this.says = element("span", { className: "live-state" });
    this.back = button(WORDS.original, () => this.undo());
    const above = button(WORDS.runAbove, () => this.does.runAbove(this));
    above.setAttribute("aria-label", WORDS.runAllAbove);
    above.hidden = this.number === 1;
    const bar = div(
      "live-bar",
      element("span", {}, `${this.label} `, this.counter, " ", this.says),
      this.back,
      button(WORDS.link, () => this.copyLink()),
      above,
      button(WORDS.run, () => this.does.run(this)),
    );
    bar.lastChild.classList.add("live-run");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", WORDS.controls(this.label));
    input.prepend(bar);
    input.append(this.editor.hint);
    input.classList.add("live-input");
  }

  get code() {
    return this.editor.code;
  }

  set(code) {
    this.editor.set(code);
  }

  // Back to the code of the book: the button goes, so the focus must have another place.
  undo() {
    this.editor.set(this.source);
    this.editor.field.focus();
  }

  // Code that came in an address, which nobody has read yet: it is no change of the reader's own.
  fill(code) {
    this.filling = true;
    this.editor.set(code);
    this.filling = false;
    this.fromLink = code !== this.source;
    this.rests();
    this.unfold();
  }

  changed() {
    if (this.filling) return;
    this.fromLink = false;
    this.does.changed(this);
    this.update(ACTIVE.has(this.state) ? this.state : this.ended());
  }

  // Tells whether a reader has changed the code.
  get isChanged() {
    return this.code !== this.source && !this.fromLink;
  }

  // The state of a cell that neither runs nor waits.
  ended() {
    if (!this.ran) return "idle";
    return this.code === this.ran.code ? this.ran.state : "changed";
  }

  update(state) {
    this.state = state;
    this.node.dataset.live = state;
    this.says.textContent = WORDS.states[state];
    this.counter.textContent = `[${this.ran?.count ?? " "}]`;
    if (this.summary) this.summary.dataset.says = `${this.counter.textContent} ${WORDS.states[state]}`;
    this.back.hidden = this.code === this.source;
  }

  waits() {
    if (this.state !== "running") this.update("waiting");
  }

  rests() {
    this.update(this.fromLink ? "link" : this.ended());
  }

  begins() {
    this.fromLink = false;
    this.runs = this.code;
    this.editor.unmark();
    this.outputs.begin(this.code === this.source);
    this.update("running");
  }

  receive(message) {
    if (message.output_type === "error") this.failed = message.ename;
    if (!this.does.takes(message)) this.outputs.receive(message);
  }

  ends(status, count) {
    this.outputs.finish();
    this.ran = { count, code: this.runs, state: status === "ok" ? "done" : "error" };
    this.update(this.ended());
    if (status !== "ok") this.unfold();
  }

  // Python has ended: nothing that it knew is there any more.
  forgotten() {
    if (this.state === "running") this.outputs.finish();
    this.ran = undefined;
    this.rests();
  }

  restore() {
    this.editor.set(this.source);
    this.editor.unmark();
    this.outputs.restore();
  }

  unfold() {
    for (let fold = this.editor.field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  async copyLink() {
    const hash = written(this.index, this.code);
    if (!hash) return this.does.say(WORDS.tooLong);
    const { href } = new URL(hash, location);
    await write(href);
    return this.does.say(WORDS.copied);
  }
}
