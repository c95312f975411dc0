// Which view draws which widget, and what only Python could do.

import { drawAnywidget } from "./anywidget.mjs";
import {
  checkbox,
  dropdown,
  element,
  logSlider,
  numberSlider,
  radios,
  selectionSlider,
  text,
} from "./inputs.mjs";
import { resolve } from "./model.mjs";

const children = (model, models) =>
  (model.get("children") ?? []).map((child) => resolve(models, child));

const box = (className) => (model, context) =>
  element(
    "div",
    { className },
    ...children(model, context.models).map((child) => draw(child, context)),
  );

// A figure measures its own width, so it is drawn only when its element is in the page.
function anywidget(model, { models, signal, later }) {
  const el = element("div", { className: "widget-any", widgetModel: model });
  later.push(() => drawAnywidget(model, el, signal, models));
  return el;
}

function picture({ data = {}, text: printed, ename, evalue }, alt) {
  const svg = data["image/svg+xml"];
  if (svg) return element("img", { alt, src: `data:image/svg+xml,${encodeURIComponent(svg)}` });
  if (data.picture) return element("img", { alt, loading: "lazy", ...data.picture });
  return element("pre", { textContent: printed ?? data["text/plain"] ?? `${ename}: ${evalue}` });
}

const output = (model, { words }) =>
  element(
    "div",
    { className: "widget-output", widgetModel: model },
    ...(model.get("outputs") ?? []).map((each) => picture(each, words.picture)),
  );

const VIEWS = {
  AnyView: anywidget,
  BoxView: box("widget-hbox"),
  CheckboxView: checkbox,
  DropdownView: dropdown,
  FloatLogSliderView: logSlider,
  FloatSliderView: numberSlider,
  HBoxView: box("widget-hbox"),
  HTMLMathView: (model) => text(model, "innerHTML"),
  HTMLView: (model) => text(model, "innerHTML"),
  IntSliderView: numberSlider,
  LabelView: (model) => text(model, "textContent"),
  OutputView: output,
  RadioButtonsView: radios,
  SelectionSliderView: selectionSlider,
  ToggleButtonsView: radios,
  VBoxView: box("widget-vbox"),
};

export const draw = (model, context) => VIEWS[model.get("_view_name")](model, context);

const every = (model, models, test) =>
  Boolean(model) && test(model) && children(model, models).every((each) => every(each, models, test));

export const isKnown = (model, models) =>
  every(model, models, (each) => each.get("_view_name") in VIEWS);

// An output of Python's beside controls is what `interact` leaves behind: one frozen frame.
export const isFrozen = (model, models) =>
  !every(model, models, (each) => each.get("_view_name") !== "OutputView");
