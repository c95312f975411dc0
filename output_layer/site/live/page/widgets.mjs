// Controls that Python makes: the static host mounts them, and what the reader changes goes back.

import { element } from "../../later/element.mjs";
import { load } from "../../later/load.mjs";
import { WORDS } from "./words.mjs";

const STATE = "application/vnd.jupyter.widget-state+json";
const PAUSE = 40; // milliseconds between two messages of one control

// Calls `act` once `node` has got children.
function whenFilled(node, act) {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    act();
  });
  observer.observe(node, { childList: true });
}

// Binary values come beside the state; each is put back where it belongs.
function withBuffers(state, buffers) {
  for (const { path, data } of buffers) {
    const holder = path.slice(0, -1).reduce((object, key) => object[key], state);
    holder[path.at(-1)] = new DataView(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)).buffer);
  }
  return state;
}

const scriptOf = (state) => element("script", {
  type: STATE,
  textContent: JSON.stringify({ version_major: 2, version_minor: 0, state, texts: [] }),
});

export class Widgets {
  // `tell` sends to Python; `drawOutput` draws what Python shows inside a control.
  constructor(tell, drawOutput) {
    Object.assign(this, { tell, drawOutput });
    this.forget();
  }

  // Python has ended, and with it all that its controls could ask.
  forget() {
    this.fresh = {}; // the state of models that the host does not know yet
    this.known = new Set();
    this.changes = new Map(); // what Python has not been told yet
    this.late = new Map(); // what the host cannot be told yet
    this.root = undefined; // a model that finds the others
    this.life = {};
  }

  // A message has the whole state of a new model, or what has changed of one.
  receive({ id, state, buffers = [] }) {
    if (this.known.has(id)) this.change(id, withBuffers(state, buffers));
    else if (this.fresh[id]) {
      Object.assign(this.fresh[id].state, state);
      this.fresh[id].buffers.push(...buffers);
    } else this.fresh[id] = { model_name: state._model_name, state, buffers };
  }

  find(id) {
    return this.root?.widget_manager.get_model(id).catch(() => undefined);
  }

  async change(id, traits) {
    const { life } = this;
    const model = await this.find(id);
    if (life !== this.life) return;
    if (!model) this.late.set(id, { ...this.late.get(id), ...traits });
    this.deaf = true; // Python knows already
    model?.set(traits);
    this.deaf = false;
  }

  show(id) {
    const view = element("widget-view", { className: "widget-view" });
    Object.assign(view.dataset, { model: id, live: "" });
    const state = this.fresh;
    this.fresh = {};
    Object.keys(state).forEach((each) => this.known.add(each));
    const { life } = this;
    whenFilled(view, () => life === this.life && this.mounted(view, state));
    if (!customElements.get("widget-view")) load("_static/host.js");
    return element("div", { className: "output live-widget" }, scriptOf(state), view);
  }

  async mounted(view, state) {
    const { widgetModel } = view;
    if (!widgetModel) return view.replaceChildren(element("p", { className: "widget-note", textContent: WORDS.unknownWidget }));
    this.root ??= widgetModel;
    const late = [...this.late];
    this.late.clear();
    late.forEach(([id, traits]) => this.change(id, traits));
    this.drawOutputs(view);
    for (const [id, { state: traits }] of Object.entries(state)) this.follow(id, traits);
    return undefined;
  }

  async follow(id, traits) {
    const model = await this.find(id);
    for (const name of Object.keys(traits)) {
      model?.on(`change:${name}`, (_, value) => !this.deaf && this.note(id, name, value));
    }
  }

  note(id, name, value) {
    const waits = this.changes.has(id);
    this.changes.set(id, { ...this.changes.get(id), [name]: value });
    if (!waits) this.send(id);
  }

  // What changes while Python works goes with the next message.
  async send(id) {
    const { life } = this;
    await new Promise((done) => setTimeout(done, PAUSE));
    while (life === this.life && Object.keys(this.changes.get(id)).length) {
      const state = this.changes.get(id);
      this.changes.set(id, {});
      await this.tell({ widget: id, state });
    }
    if (life === this.life) this.changes.delete(id);
  }

  // What `interact` leaves behind: outputs that Python makes anew after each change.
  drawOutputs(view) {
    for (const node of view.querySelectorAll(".widget-output")) {
      const model = node.widgetModel;
      const fill = () => node.replaceChildren(...(model.get("outputs") ?? []).map(this.drawOutput).filter(Boolean));
      let waits = false;
      model.on("change:outputs", () => {
        if (waits) return;
        waits = true;
        requestAnimationFrame(() => { waits = false; fill(); });
      });
      fill();
    }
  }
}
