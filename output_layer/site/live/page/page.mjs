// From the click of a reader on: Python starts, the cells come to life, and all parts meet here.

import { element } from "../../later/element.mjs";
import { address, pageName } from "../../later/load.mjs";
import { reach } from "../../later/regions.mjs";
import { download } from "../../later/download.mjs";
import { Cell } from "./cell.mjs";
import { Changes, storage } from "./changes.mjs";
import { readLink } from "./codelink.mjs";
import { BOTH, drawAny } from "./drawing.mjs";
import { Glued } from "./glued.mjs";
import { fileName, withChanges } from "./notebook.mjs";
import { Panel } from "./panel.mjs";
import { Session } from "./session.mjs";
import { Starting, refuse } from "./starting.mjs";
import { toHTML, toMathML } from "./typeset.mjs";
import { Widgets } from "./widgets.mjs";
import { WORDS } from "./words.mjs";

const BASE = "_static/live/";

class Problem extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

async function fetchData() {
  const answer = await fetch(address(`${BASE}cells/${pageName()}.json`)).catch(() => undefined);
  if (!answer?.ok) throw new Problem("network");
  return answer.json();
}

function addStyle() {
  const link = element("link", { rel: "stylesheet", href: address(`${BASE}live.css`) });
  const loaded = new Promise((resolve) => { link.onload = link.onerror = resolve; });
  document.head.append(link);
  return loaded;
}

class Page {
  constructor(start) {
    this.start = start;
    this.glued = new Glued(toMathML);
    const tools = { toMathML, toHTML, reach, alt: WORDS.pictureInControl, className: BOTH };
    this.widgets = new Widgets(
      (request) => this.session.python.then((python) => python.message(request)).catch(() => {}), // its end is told elsewhere
      (output) => drawAny(output, this.tools),
    );
    this.tools = { ...tools, widgets: this.widgets };
    this.session = new Session([], (listen) => this.open(listen), this.shows());
  }

  open(onMessage) {
    const onProgress = (progress) => this.starting?.show(progress);
    const coming = this.start({ base: address(BASE), onProgress, onMessage });
    coming.then((python) => { this.running = python; }, () => {});
    return coming;
  }

  // What the session tells.
  shows() {
    const say = (text, cell) => this.panel.say(text, cell);
    return {
      message: (message) => this.takes(message) || this.sayError(message),
      busy: (busy) => this.panel.busy(busy),
      running: (cell) => say(WORDS.working(cell.label)),
      unread: (cell) => say(WORDS.unread(cell.label), cell),
      lost: () => this.anew(WORDS.lost),
      done: (cell, many) => say(...this.result(cell, many)),
    };
  }

  result(cell, many) {
    if (cell.ran.state === "error") return [WORDS.cellFailed(cell.label, cell.failed), cell];
    return [many ? WORDS.allDone + this.memory() : WORDS.cellDone(cell.label)];
  }

  memory() {
    return memoryOf(this.running ?? {});
  }

  // An error of what a control has called belongs to no cell.
  sayError({ ename, evalue }) {
    if (ename) this.panel.say(`${ename}: ${evalue}`);
  }

  // Messages that are no output of a cell.
  takes(message) {
    if (["widget", "update"].includes(message.output_type)) this.widgets.receive(message);
    else if (message.output_type === "glue") this.glued.receive(message);
    else return false;
    return true;
  }

  show(data) {
    this.data = data;
    this.changes = new Changes(data.page, data.cells, storage);
    this.panel = new Panel({
      runAll: () => this.session.runAll(),
      stop: () => this.stop(),
      reset: () => this.reset(),
      save: () => this.save(),
    });
    document.querySelector(".bd-article").prepend(this.panel.node);
    document.documentElement.classList.add("live");
    this.addCells();
    this.offerChanges();
    this.follow();
    addEventListener("hashchange", () => this.follow());
  }

  addCells() {
    const does = {
      run: (cell) => this.session.runCell(cell),
      runAbove: (cell) => this.session.runAbove(cell),
      changed: (cell) => this.keep(cell),
      say: (text) => this.panel.say(text),
      takes: (message) => this.takes(message),
      tools: this.tools,
    };
    this.cells = this.data.cells.map((cell, place) => new Cell(cell, place + 1, does, (node) => this.insert(node, place)));
    this.session.cells = this.cells;
  }

  // A cell that the page does not show stands before the next one that it does.
  insert(node, place) {
    const later = this.data.cells.slice(place + 1).map(({ index }) => document.getElementById(`cell-${index}`));
    const next = later.find((each) => each);
    if (next) next.before(node);
    else document.querySelector(".bd-article section").append(node);
  }

  keep(cell) {
    if (!this.changes.keep(cell, cell.code) && !this.toldUnkept) {
      this.toldUnkept = true;
      this.panel.say(WORDS.unkept);
    }
  }

  offerChanges() {
    const { codes, when } = this.changes.kept();
    const count = Object.keys(codes).length;
    if (!count) return;
    const then = (words) => {
      this.panel.say(words);
      this.panel.first.focus();
    };
    const use = () => {
      this.cells.filter(({ index }) => index in codes).forEach((cell) => cell.set(codes[cell.index]));
      then(WORDS.used);
    };
    const discard = () => {
      this.changes.write(this.codes((cell) => cell.isChanged)); // what has been written since stays
      then(WORDS.discarded);
    };
    this.panel.offer({ count, when, use, discard });
  }

  codes(test) {
    return Object.fromEntries(this.cells.filter(test).map(({ index, code }) => [index, code]));
  }

  // Code in the address is shown, and never run by itself.
  follow() {
    const link = readLink(location.hash);
    const cell = link && this.cells.find(({ index }) => index === link.index);
    if (!cell) return;
    cell.fill(link.code);
    cell.node.scrollIntoView();
  }

  stop() {
    if (!this.session.busy) return;
    this.session.afresh();
    this.anew(WORDS.stopped);
  }

  // Python starts again: what its controls and the cells knew is gone.
  async anew(words) {
    this.widgets.forget();
    this.panel.say(words);
    const { python } = this.session;
    const now = () => python === this.session.python;
    try {
      await python;
      if (now()) this.panel.say(WORDS.again);
    } catch ({ reason }) {
      if (now()) this.panel.say(WORDS[reason] ?? WORDS.failed);
    }
  }

  // The reader's changes are offered again: nobody loses them by one click.
  reset() {
    const { codes } = this.changes.kept();
    this.session.afresh();
    this.anew(WORDS.wasReset);
    this.cells.forEach((cell) => cell.restore());
    this.glued.restore();
    this.changes.write(codes);
    this.offerChanges();
  }

  save() {
    const notebook = withChanges(this.data.notebook, this.codes(() => true));
    const text = JSON.stringify(notebook, null, 1);
    download(new Blob([text], { type: "application/x-ipynb+json" }), fileName(this.data.page));
    this.panel.say(WORDS.saved);
  }
}

// The focus goes along with the reader, but is taken from nothing else.
function focusAfter(button, node) {
  if ([button, document.body].includes(document.activeElement)) node.focus({ preventScroll: true });
}

async function begin(button, start) {
  const styled = addStyle();
  const page = new Page(start);
  page.starting = new Starting(button);
  try {
    if (location.protocol === "file:") throw new Problem("disk");
    const [data, python] = await Promise.all([fetchData(), page.session.begin(), styled]);
    page.show(data);
    page.panel.say(WORDS.ready + memoryOf(python));
    focusAfter(button, page.panel.first);
    button.hidden = true;
  } catch (error) {
    console.error(error);
    focusAfter(button, refuse(button, error.reason));
  } finally {
    page.starting.end();
    page.starting = undefined;
  }
}

const memoryOf = ({ memory }) => (memory ? WORDS.holds(memory) : "");

// Takes over the page; resolves when its cells can be run, or the reader knows why they cannot.
// `start` begins a Python.
export async function takeOver(button, start) {
  if (button.getAttribute("aria-disabled") === "true") return;
  document.querySelectorAll(".live-refused").forEach((node) => node.remove());
  button.setAttribute("aria-disabled", "true"); // one that is disabled would lose the focus
  await begin(button, start);
  button.removeAttribute("aria-disabled");
}
