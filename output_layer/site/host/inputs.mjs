// The common core ipywidgets as native inputs of the page.

let last = 0;

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// Call `draw` now, and again whenever one of the named traits changes.
function follow(model, names, draw) {
  model.on(names.map((name) => `change:${name}`).join(" "), draw);
  draw();
}

function field(model, input, ...more) {
  input.id = `widget-${++last}`;
  const label = element("label", { htmlFor: input.id });
  follow(model, ["description"], () => {
    label.textContent = model.get("description") || model.get("tooltip") || "value";
  });
  follow(model, ["disabled"], () => (input.disabled = Boolean(model.get("disabled"))));
  return element("div", { className: "widget-row" }, label, input, ...more);
}

// The formats of ipywidgets' readouts are d3's; these are the ones its sliders use.
export function format(value, how = "") {
  const [, digits, kind] = /^(?:\.(\d+))?([dfg])?$/.exec(how) ?? [];
  if (kind === "f") return value.toFixed(digits ?? 6);
  if (kind === "g") return String(Number(value.toPrecision(digits ?? 6)));
  return String(value);
}

const range = (model) => () => ({
  min: model.get("min"),
  max: model.get("max"),
  step: model.get("step") || 1,
});

function slider(model, { limits = range(model), read, write, show }) {
  const input = element("input", { type: "range" });
  const output = element("output");
  const when = model.get("continuous_update") === false ? "change" : "input";
  input.addEventListener(when, () => write(Number(input.value)));
  follow(model, ["value", "index", "min", "max", "step"], () => {
    Object.assign(input, limits());
    input.value = read();
    output.textContent = show();
    input.setAttribute("aria-valuetext", show());
  });
  return field(model, input, ...(model.get("readout") === false ? [] : [output]));
}

const formatted = (model) => () => format(model.get("value"), model.get("readout_format"));

export const numberSlider = (model) =>
  slider(model, {
    read: () => model.get("value"),
    write: (value) => model.set("value", value),
    show: formatted(model),
  });

export const logSlider = (model) =>
  slider(model, {
    read: () => Math.log(model.get("value")) / Math.log(model.get("base")),
    write: (power) => model.set("value", model.get("base") ** power),
    show: formatted(model),
  });

export function selectionSlider(model) {
  const labels = model.get("_options_labels");
  return slider(model, {
    limits: () => ({ min: 0, max: labels.length - 1, step: 1 }),
    read: () => model.get("index"),
    write: (index) => model.set("index", index),
    show: () => labels[model.get("index")],
  });
}

export function checkbox(model) {
  const input = element("input", { type: "checkbox" });
  input.addEventListener("change", () => model.set("value", input.checked));
  follow(model, ["value"], () => (input.checked = model.get("value")));
  return field(model, input);
}

export function dropdown(model) {
  const options = model.get("_options_labels").map((label) => element("option", {}, label));
  const input = element("select", {}, ...options);
  input.addEventListener("change", () => model.set("index", input.selectedIndex));
  follow(model, ["index"], () => (input.selectedIndex = model.get("index") ?? -1));
  return field(model, input);
}

export function radios(model) {
  const name = `widget-${++last}`;
  const inputs = model.get("_options_labels").map((label, index) => {
    const input = element("input", { type: "radio", name });
    input.addEventListener("change", () => model.set("index", index));
    return element("label", {}, input, ` ${label}`);
  });
  follow(model, ["index"], () =>
    inputs.forEach((label, index) => (label.firstChild.checked = index === model.get("index"))));
  const legend = element("legend", {}, model.get("description") || "");
  return element("fieldset", { className: "widget-row" }, legend, ...inputs);
}

export function text(model, property) {
  const node = element("div", { className: "widget-text" });
  follow(model, ["value"], () => (node[property] = model.get("value")));
  return node;
}
