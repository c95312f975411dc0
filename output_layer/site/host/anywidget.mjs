// Runs the script of an anywidget: the text that Jupyter runs when there is a kernel, or the same
// without the modules that come with this host.

import { shared } from "./shared.mjs";

const definitions = new Map(); // one per source text, however many figures use it
const styles = new Set();

// A script without imports whose one export is its default can run at once, so that the figure
// stands before the first paint and nothing on the page moves.
export function evaluate(source) {
  const parts = source.split(/^export default /m);
  if (parts.length !== 2 || /^\s*(import|export)\b/m.test(parts.join(""))) return undefined;
  const result = parts[1].trim().replace(/;$/, "");
  const body = `"use strict"; { ${parts[0]}\nreturn (${result}); }`; // its names may be theirs too
  return new Function(...Object.keys(shared), body)(...Object.values(shared));
}

const importText = (source) =>
  import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));

// The contract allows a definition, or a function that returns one, now or later.
const unwrap = (value) => (typeof value === "function" ? value() : value);

function define(source) {
  if (!definitions.has(source)) {
    const now = evaluate(source);
    definitions.set(
      source,
      now ? unwrap(now) : importText(source).then((module) => unwrap(module.default ?? module)),
    );
  }
  return definitions.get(source);
}

function addStyle(css) {
  if (!css || styles.has(css)) return;
  styles.add(css);
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
}

const then = (value, next) => (value instanceof Promise ? value.then(next) : next(value));

const noKernel = async () => {
  throw new Error("this page has no kernel to ask");
};

// Draw `model` into `el`; nothing is awaited unless the script itself is asynchronous.
export function drawAnywidget(model, el, signal, models) {
  addStyle(model.get("_css"));
  const getModel = async (reference) => models.get(String(reference).replace(/^\w+:/, ""));
  const tools = { model, signal, host: { getModel }, experimental: { invoke: noKernel } };
  const onAbort = (cleanup) => {
    if (typeof cleanup === "function") signal.addEventListener("abort", () => cleanup());
  };
  return then(define(model.get("_esm")), (definition) => {
    model.initialized ??= then(definition.initialize?.(tools), onAbort) ?? true;
    return then(model.initialized, () => then(definition.render?.({ ...tools, el }), onAbort));
  });
}
