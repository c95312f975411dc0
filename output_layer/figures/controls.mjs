// Controls and readouts: native inputs bound to the state, so that every keyboard moves them.
import { fill, fixed, number, spoken } from "./numbers.mjs";
import { html, plain, set, svg, write } from "./view.mjs";

export const row = (parent, kind, ...children) => {
  const node = html("div", { class: kind }, ...children);
  parent.append(node);
  return node;
};

// JupyterLab takes keys from whatever has the focus, unless that very element asks it not to.
const input = (view, attributes) => html("input", { "data-lm-suppress-shortcuts": "true", ...attributes });

const decimalsOf = (step) => (String(step).split(".")[1] ?? "").length;

// A value as a trait takes it: within its limits, on a step of its slider.
export function settle(view, name, value) {
  const [min, max, step] = view.limits[name];
  return Number(Math.min(max, Math.max(min, Math.round(value / step) * step)).toFixed(decimalsOf(step)));
}

// What the positions of a slider mean: its values, or the places of `stops` in their list.
const positions = ([min, max, step], stops) => (stops
  ? { min: 0, max: stops.length - 1, step: 1, from: (value) => nearest(stops, value), to: (place) => stops[place] }
  : { min, max, step, from: Number, to: Number });

const nearest = (stops, value) => stops.reduce((best, stop, i) => (
  Math.abs(stop - value) < Math.abs(stops[best] - value) ? i : best), 0);

function rangeInputs(view, parent, name, { kind, scale }) {
  const [min, max, step] = view.limits[name];
  const id = view.id(name);
  const slider = input(view, { type: "range", id, min: scale.min, max: scale.max, step: scale.step });
  const field = input(view, { type: "number", min, max, step, "aria-labelledby": `${id}-label`, inputmode: "decimal" });
  const label = write(html("label", { for: id, id: `${id}-label` }), view.words[name]);
  const track = html("span", { class: "track" });
  row(parent, `range ${kind}`, label, field, track, slider).dataset.control = name;
  const part = (place) => Math.min(1, Math.max(0, (place - scale.min) / (slider.max - scale.min || 1)));
  track.style.setProperty("--zero", part(0));
  return { slider, field, track, part };
}

// A slider and a number field for one trait, with the limits that Python gave. With `stops` the
// slider goes from one of these values to the next; `high(state)` is an upper limit that moves.
export function range(view, parent, name, { kind = "", stops, high = () => Infinity } = {}) {
  const [min, max, step] = view.limits[name];
  const scale = positions(view.limits[name], stops);
  const { slider, field, track, part } = rangeInputs(view, parent, name, { kind, scale });
  const most = (state) => Math.min(max, high(state));
  let placed; // the part of the track that is filled
  const take = (text, value = Number(text)) => {
    if (text.trim() && Number.isFinite(value)) view.set({ [name]: Math.min(most(view.state()), Math.max(min, value)) });
    else view.paint();
  };
  slider.addEventListener("input", () => take(slider.value, scale.to(slider.value)), { signal: view.signal });
  field.addEventListener("change", () => { take(field.value); tell(view); }, { signal: view.signal });
  view.onPaint((state) => {
    const value = Math.min(state[name], most(state));
    set(slider, { max: scale.from(most(state)) });
    set(field, { max: most(state) });
    if (slider.value !== String(scale.from(value))) slider.value = scale.from(value);
    const now = part(slider.value);
    if (now !== placed) track.style.setProperty("--part", now);
    placed = now;
    if (Number(field.value) !== value || !field.value) field.value = String(Number(value.toFixed(6)));
  });
  view.onSpeak(({ [name]: value }) => {
    const text = fixed(value, Math.max(decimalsOf(step), decimalsOf(value)));
    set(slider, { "aria-valuetext": `${text}. ${sentence(view, view.words.spoken)}` });
  });
  return slider;
}

// A few choices side by side; `options` holds pairs [value, word]. They set the trait of the
// same name, unless `pick(value)` says what to do and `current(state)` which value fits.
export function choice(view, parent, name, options, { pick, current } = {}) {
  const take = pick ?? ((value) => view.set({ [name]: value }));
  const fitting = current ?? ((state) => state[name]);
  const group = html("fieldset", { class: "choice" }, write(html("legend"), view.words[name]));
  const items = options.map(([value, word], i) => {
    const id = view.id(`${name}-${i}`);
    const radio = input(view, { type: "radio", id, name: view.id(name) });
    radio.addEventListener("change", () => { take(value); tell(view); }, { signal: view.signal });
    group.append(radio, write(html("label", { for: id }), word));
    return [radio, value];
  });
  parent.append(group);
  view.onPaint((state) => items.forEach(([radio, value]) => { radio.checked = fitting(state) === value; }));
  return group;
}

// On or off.
export function toggle(view, parent, name) {
  const id = view.id(name);
  const box = input(view, { type: "checkbox", role: "switch", id });
  box.addEventListener("change", () => { view.set({ [name]: box.checked }); tell(view); }, { signal: view.signal });
  row(parent, "toggle", box, write(html("label", { for: id }), view.words[name])).dataset.control = name;
  view.onPaint((state) => { box.checked = state[name]; });
  return box;
}

// A list to pick from: `options` holds pairs [key, word], `pick(key)` says what to do;
// `current(state)` gives the key that fits the state, or undefined for none.
export function select(view, parent, name, options, pick, current) {
  const id = view.id(name);
  const items = options.map(([value, word]) => html("option", { value }, word));
  const list = html("select", { id, "data-lm-suppress-shortcuts": "true" }, ...items);
  list.addEventListener("change", () => { pick(list.value); tell(view); }, { signal: view.signal });
  row(parent, "select", write(html("label", { for: id }), view.words[name]), list).dataset.control = name;
  view.onPaint((state) => { list.value = current(state) ?? ""; });
  return list;
}

const ICONS = {
  play: "M6 4l13 8-13 8z",
  pause: "M6 4h4v16H6zM14 4h4v16h-4z",
  step: "M5 4l10 8-10 8zM16 4h3v16h-3z",
  reset: "M12 5V1L6 6l6 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
  add: "M10 4h4v6h6v4h-6v6h-4v-6H4v-4h6z",
  remove: "M4 10h16v4H4z",
};

// A button with an icon and a word; `show(icon, word)` of what it returns changes both.
export function button(view, parent, icon, word, press) {
  const path = svg("path");
  const text = html("span");
  const drawing = svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, path);
  const node = html("button", { type: "button", "data-lm-suppress-shortcuts": "true" }, drawing, text);
  const show = (name, label) => {
    set(path, { d: ICONS[name] });
    write(text, label);
  };
  node.addEventListener("click", press, { signal: view.signal });
  parent.append(node);
  show(icon, word);
  return { node, show };
}

// Says the new numbers where the control itself has nothing to say about them.
export const tell = (view) => view.announce(sentence(view, view.words.spoken));

// Numbers with their names; `items` holds [name, kind]. The kind draws the curve's line style
// beside the name, so the readouts are the legend too. Returns show({ name: value }).
export function readouts(view, parent, items) {
  const cells = {};
  const list = html("dl", { class: "readouts" });
  for (const [name, kind] of items) {
    cells[name] = html("dd", { "data-readout": name });
    const term = html("dt", {}, ...(kind ? [swatch(kind)] : []), write(html("span"), view.words[name]));
    list.append(html("div", { class: kind ?? "" }, term, cells[name]));
  }
  parent.append(list);
  return writer(view, cells);
}

// For readouts that stand elsewhere: `cells` holds the element of each, name → element.
export function writer(view, cells) {
  return (values) => {
    for (const [name, value] of Object.entries(values)) {
      view.texts[name] = typeof value === "number" ? number(value) : value;
      write(cells[name], view.texts[name]);
    }
    describe(view);
    return view.texts;
  };
}

// A picture's label is its present state, for whoever cannot see it.
function describe(view) {
  const text = sentence(view, view.words.picture);
  for (const drawing of view.root.querySelectorAll(".plot")) set(drawing, { "aria-label": text });
}

// A sentence from the words table, filled with state and readouts: variables bare, powers said.
export const sentence = (view, template) =>
  spoken(plain(fill(template, { ...view.state(), ...view.texts })), view.words);

export const swatch = (kind) =>
  svg("svg", { class: "swatch", viewBox: "0 0 28 8", "aria-hidden": "true" }, svg("path", { class: `line ${kind}`, d: "M1 4H27" }));

// A legend for what cannot be labelled on the curve itself; `items` holds [kind, word].
export function legend(view, parent, items) {
  const entries = items.map(([kind, word]) => html("li", { class: kind }, swatch(kind), write(html("span"), word)));
  parent.append(html("ul", { class: "legend" }, ...entries));
}
