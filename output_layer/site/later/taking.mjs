// What is taken along of a figure: a link to its present state, its picture, the code of a frame
// that shows it elsewhere. And the way back: who opens such a link finds the figure as it was.

import { query, restored, settings } from "./addresses.mjs";
import { write } from "./clipboard.mjs";
import { download } from "./download.mjs";
import { picture, pixels } from "./saving.mjs";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const AROUND = 90; // pixels above and below a figure on its own page

// The settings that the page came with, whatever the reader has done since.
function atStart({ model_id: id }) {
  for (const script of document.querySelectorAll(STATE)) {
    const spec = JSON.parse(script.textContent).state[id];
    if (spec) return settings(spec.state);
  }
  return {};
}

function hashOf({ name, model }) {
  const text = query(settings(model.state), atStart(model));
  return text ? `#${name}?${text}` : `#${name}`;
}

const alone = (each) => each.page + hashOf(each);

function copyLink(each) {
  const place = new URL(location);
  place.hash = hashOf(each);
  history.replaceState(null, "", place.hash); // so that a reload keeps what was copied
  return write(place.href);
}

function copyFrame(each) {
  const frame = document.createElement("iframe");
  const title = each.figure.getAttribute("aria-label");
  const style = `border: 0; width: 100%; height: ${each.figure.offsetHeight + AROUND}px`;
  const attributes = { src: alone(each), title, loading: "lazy", allow: "clipboard-write", style };
  Object.entries(attributes).forEach(([key, value]) => frame.setAttribute(key, value));
  return write(frame.outerHTML);
}

async function save({ figure, name }, kind) {
  const made = picture(figure);
  const blob = kind === "svg" ? new Blob([made.text], { type: "image/svg+xml" }) : await pixels(made);
  download(blob, `${name}.${kind}`);
}

function restore({ model }, text) {
  const [limits, tables] = ["limits", "tables"].map((name) => model.get(name));
  model.set(restored(text, atStart(model), { limits, tables }));
  model.save_changes();
}

window.takingFigures = { alone, copyFrame, copyLink, restore, save };
