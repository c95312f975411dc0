// A Jupyter model without a kernel: its state comes from the page, and nobody else changes it.

const REFERENCE = "IPY_MODEL_";

const same = (a, b) =>
  Object.is(a, b) || (Object(a) === a && JSON.stringify(a) === JSON.stringify(b));

// The part of Backbone's model that the front-end contract of anywidget promises.
export class Model {
  constructor(id, state, models) {
    this.model_id = id;
    this.state = state;
    this.listeners = [];
    this.widget_manager = { get_model: async (other) => lookUp(models, other) };
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const given = Object(name) === name ? name : { [name]: value };
    const changed = Object.keys(given).filter((key) => !same(this.state[key], given[key]));
    for (const key of changed) this.state[key] = given[key];
    for (const key of changed) this.trigger(`change:${key}`, this, given[key]);
    if (changed.length) this.trigger("change", this);
  }

  on(names, callback, context) {
    for (const name of names.split(/\s+/)) this.listeners.push({ name, callback, context });
  }

  // Each argument that is left out matches everything, as in Backbone.
  off(names, callback, context) {
    const leaves = (listener) =>
      (!names || names.split(/\s+/).includes(listener.name)) &&
      (!callback || callback === listener.callback) &&
      (!context || context === listener.context);
    this.listeners = this.listeners.filter((listener) => !leaves(listener));
  }

  trigger(name, ...values) {
    for (const listener of this.listeners.filter((each) => each.name === name)) {
      listener.callback.apply(listener.context ?? this, values);
    }
  }

  save_changes() {} // no kernel to tell

  send() {} // nor to send to
}

function lookUp(models, id) {
  if (!models.has(id)) throw new Error(`no widget ${id} on this page`);
  return models.get(id);
}

export const resolve = (models, value) =>
  typeof value === "string" && value.startsWith(REFERENCE)
    ? models.get(value.slice(REFERENCE.length))
    : undefined;

// Binary values are kept beside the state; put each back where it belongs.
function withBuffers(state, buffers = []) {
  for (const { path, data } of buffers) {
    const holder = path.slice(0, -1).reduce((object, key) => object[key], state);
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    holder[path.at(-1)] = new DataView(bytes.buffer);
  }
  return state;
}

// jslink and jsdlink: one trait follows another, here as in Jupyter without Python.
function link(models, model, mutual) {
  const [source, sourceName] = model.get("source");
  const [target, targetName] = model.get("target");
  const [from, to] = [resolve(models, source), resolve(models, target)];
  if (!from || !to) return;
  const follow = (a, name, b, other) =>
    a.on(`change:${name}`, () => b.set(other, a.get(name)));
  to.set(targetName, from.get(sourceName));
  follow(from, sourceName, to, targetName);
  if (mutual) follow(to, targetName, from, sourceName);
}

// Texts that several models have stand once, beside them.
function withTexts(state, places = {}, texts = []) {
  for (const [name, place] of Object.entries(places)) state[name] = texts[place];
  return state;
}

// Read one page's embedded state into `models`, a map from id to model.
export function readState(models, { state, texts }) {
  for (const [id, spec] of Object.entries(state)) {
    const whole = withTexts(withBuffers(spec.state, spec.buffers), spec.texts, texts);
    models.set(id, new Model(id, whole, models));
  }
  for (const [id, { model_name: name }] of Object.entries(state)) {
    if (name === "LinkModel" || name === "DirectionalLinkModel") {
      link(models, models.get(id), name === "LinkModel");
    }
  }
}
