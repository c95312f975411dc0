// Mounts each <widget-view> without a kernel: the first as the parser meets it, before the first
// paint, the others, which are further down, one at a time while the browser has nothing to do.

import { element } from "./inputs.mjs";
import { readState } from "./model.mjs";
import { draw, isFrozen, isKnown } from "./views.mjs";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';

export const WORDS = {
  failed: "This figure could not be drawn.",
  needsPython: "This needs Python, so it rests here.",
  picture: "What Python drew at the settings shown",
  run: "Run it yourself.",
};

const models = new Map();
const whenIdle = window.requestIdleCallback ?? setTimeout;

function readOnce(script) {
  if (script.read) return;
  script.read = true;
  readState(models, JSON.parse(script.textContent));
}

// One sentence, and one click to the place of the page that says how to run it.
function needsPython() {
  const note = element("p", { className: "widget-note" }, `${WORDS.needsPython} `);
  note.append(element("a", { href: "#run", textContent: WORDS.run }));
  return note;
}

class WidgetView extends HTMLElement {
  connectedCallback() {
    if (this === document.querySelector("widget-view")) this.show();
    else whenIdle(() => this.isConnected && this.show());
  }

  show() {
    document.querySelectorAll(STATE).forEach(readOnce);
    const model = models.get(this.dataset.model);
    if (!isKnown(model, models)) return this.prepend(needsPython());
    this.widgetModel = model;
    this.mount(model);
  }

  mount(model) {
    this.aborter = new AbortController();
    const context = { models, words: WORDS, signal: this.aborter.signal, later: [] };
    const frozen = !("live" in this.dataset) && isFrozen(model, models);
    const root = element(frozen ? "fieldset" : "div", { className: "widget-root" });
    root.disabled = frozen;
    this.prepend(root, ...(frozen ? [needsPython()] : []));
    this.classList.add("mounted");
    try {
      root.append(draw(model, context));
      Promise.all(context.later.map((drawing) => drawing())).catch((error) => this.fail(error));
    } catch (error) {
      this.fail(error);
    }
  }

  // The picture from Python, which is hidden while a figure is mounted, comes back.
  fail(error) {
    console.error(error);
    this.classList.remove("mounted");
    this.firstElementChild.replaceChildren(element("p", { textContent: WORDS.failed }));
  }

  disconnectedCallback() {
    this.aborter?.abort();
    this.classList.remove("mounted");
    this.querySelectorAll(":scope > .widget-root, :scope > .widget-note").forEach((node) => node.remove());
  }
}

customElements.define("widget-view", WidgetView);
