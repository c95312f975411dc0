// What a reader takes along from a figure: a link to its present state, its picture, the figure on
// a page of its own, and the code of a frame that shows it elsewhere. And the way back: who opens
// such a link finds the figure as it was.

import { query, restored, settings } from "./addresses.mjs";
import { write } from "./clipboard.mjs";
import { address, load } from "./load.mjs";

// What is in parentheses is only heard where the screen is narrow.
const WORDS = {
  tools: "Take this figure along",
  link: "(Copy) link",
  frame: "(Copy) frame",
  svg: "(Save) SVG",
  png: "(Save) PNG",
  alone: "(Open) alone",
  copied: "Copied",
  saved: "Saved",
};
const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
// A figure that is the whole of an output: what stands among other widgets follows these.
const FIGURE = ":scope > .widget-root > .widget-any > .figure-frame > .figure";
const AROUND = 90; // pixels above and below a figure on its own page

const known = new Map(); // the figures of the page by their names in an address
let status;

const element = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

// The traits that the page came with, whatever the reader has done since.
function atStart({ model_id: id }) {
  for (const script of document.querySelectorAll(STATE)) {
    const spec = JSON.parse(script.textContent).state[id];
    if (spec) return settings(spec.state);
  }
  return {};
}

// In chapters a figure has the name of its caption, elsewhere that of its kind.
function nameOf(mount, figure) {
  const place = mount.closest("figure") ?? mount;
  if (!place.id) {
    const kind = `fig-${figure.dataset.figure}`;
    let count = 1;
    const free = () => (count === 1 ? kind : `${kind}-${count}`);
    while (document.getElementById(free())) count += 1;
    place.id = free();
  }
  return place.id;
}

const changes = ({ model, start }) => query(settings(model.state), start);

function hashOf(each) {
  const text = changes(each);
  return text ? `#${each.name}?${text}` : `#${each.name}`;
}

function link(each) {
  const place = new URL(location);
  place.hash = hashOf(each);
  history.replaceState(null, "", place.hash); // so that a reload keeps what was copied
  return place.href;
}

const alone = (each) => address(`figures/${each.name.replace("fig-", "")}.html${hashOf(each)}`);

function frame(each) {
  const { figure } = each;
  const code = element("iframe", { src: alone(each), title: figure.getAttribute("aria-label"), loading: "lazy" });
  code.setAttribute("allow", "clipboard-write");
  code.setAttribute("style", `border: 0; width: 100%; height: ${figure.offsetHeight + AROUND}px`);
  return code.outerHTML;
}

function name(node, word) {
  const [, verb, rest] = /^(?:\((.*)\))?(.*)$/.exec(word);
  node.replaceChildren(...(verb ? [element("span", { textContent: verb })] : []), rest);
  return node;
}

function button(word, done, act) {
  const node = name(element("button", { type: "button" }), word);
  const say = (text, announced) => {
    name(node, text);
    status.textContent = announced;
  };
  node.addEventListener("click", async () => {
    await act();
    say(done, done);
    setTimeout(say, 2000, word, "");
  });
  return node;
}

let loading;
const saving = () => (loading ??= load("_static/saving.js")).then(() => window.savingFigures);

const save = (each, kind) => async () => {
  const { picture, pixels, download } = await saving();
  const made = picture(each.figure);
  const blob = kind === "svg" ? new Blob([made.text], { type: "image/svg+xml" }) : await pixels(made);
  download(blob, `${each.name}.${kind}`);
};

function tools(each) {
  const copy = (word, make) => button(word, WORDS.copied, () => write(make(each)));
  const row = element(
    "div",
    { className: "figure-tools" },
    copy(WORDS.link, link),
    button(WORDS.svg, WORDS.saved, save(each, "svg")),
    button(WORDS.png, WORDS.saved, save(each, "png")),
  );
  for (const kind of ["pointerenter", "focusin"]) row.addEventListener(kind, saving, { once: true });
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", WORDS.tools);
  if (each.mount.closest("figure")) row.append(copy(WORDS.frame, frame));
  if (each.mount.closest("figure[id]") && !document.documentElement.dataset.alone) {
    const open = name(element("a", { href: alone(each) }), WORDS.alone);
    for (const kind of ["pointerdown", "focus"]) open.addEventListener(kind, () => { open.href = alone(each); });
    row.append(open);
  }
  each.mount.append(row);
}

function restore(each, text) {
  const [limits, tables] = ["limits", "tables"].map((name) => each.model.get(name));
  each.model.set(restored(text, each.start, { limits, tables: tables ?? {} }));
  each.model.save_changes();
}

// Opens what the address says of one figure; a page of one figure may also have it as ?z1=3.
function follow(scroll) {
  const [name, text] = location.hash.slice(1).split("?");
  const each = known.get(name);
  if (!each || text === undefined) return;
  restore(each, text);
  if (scroll) each.mount.scrollIntoView();
}

function add(mount) {
  const figure = mount.querySelector(FIGURE);
  if (!figure) return false;
  const model = mount.widgetModel;
  const each = { mount, figure, model, start: atStart(model), name: nameOf(mount, figure) };
  known.set(each.name, each);
  tools(each);
  if (document.documentElement.dataset.alone && location.search) restore(each, location.search);
  return true;
}

// Figures further down are drawn when the browser has time, maybe after this.
function whenDrawn(mount, then) {
  if (then(mount)) return;
  const drawn = new MutationObserver(() => {
    if (then(mount)) drawn.disconnect();
  });
  drawn.observe(mount, { childList: true, subtree: true });
}

function start() {
  const mounts = document.querySelectorAll("widget-view");
  status = element("div", { className: "visually-hidden", role: "status" });
  document.body.append(status);
  const [{ type }] = performance.getEntriesByType("navigation");
  const wanted = location.hash.slice(1).split("?")[0];
  for (const mount of mounts) {
    whenDrawn(mount, (each) => {
      const added = add(each);
      if (added && known.get(wanted)?.mount === each) follow(type === "navigate");
      return added;
    });
  }
  addEventListener("hashchange", () => follow(true));
}

start();
