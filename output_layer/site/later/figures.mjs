// Below each figure: what a reader can take along of it. What these buttons do is a script of its
// own, taking.mjs, which comes when a reader is about to use them, or has come by such a link.

import { acknowledge, element, listener } from "./element.mjs";
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
// A figure that is the whole of an output: what stands among other widgets follows these.
const FIGURE = ":scope > .widget-root > .widget-any > .figure-frame > .figure";

const known = new Map(); // the figures of the page by their names in an address
const { alone } = document.documentElement.dataset; // on a page of its own: see frames.py
let status, coming;

const taking = () => (coming ??= load("_static/taking.js")).then(() => window.takingFigures);

// In chapters a figure has the name of its caption, elsewhere that of its kind.
function nameOf(mount, figure) {
  const place = mount.closest("figure") ?? mount;
  const kind = `fig-${figure.dataset.figure}`;
  for (let count = 1; !place.id; count += 1) {
    const name = count === 1 ? kind : `${kind}-${count}`;
    if (!document.getElementById(name)) place.id = name;
  }
  return place.id;
}

function name(node, word) {
  const [, verb, rest] = /^(?:\((.*)\))?(.*)$/.exec(word);
  node.replaceChildren(...(verb ? [element("span", { textContent: verb })] : []), rest);
  return node;
}

function button(word, done, act) {
  const node = name(element("button", { type: "button" }), word);
  node.addEventListener("click", async () => {
    await act(await taking());
    acknowledge(status, (text) => name(node, text), word, done, done);
  });
  return node;
}

function openAlone(each) {
  const open = name(element("a", { href: `${each.page}#${each.name}` }), WORDS.alone);
  for (const kind of ["pointerdown", "focus"]) {
    open.addEventListener(kind, () => taking().then(({ alone: now }) => { open.href = now(each); }));
  }
  return open;
}

function tools(each) {
  const row = element(
    "div",
    { className: "figure-tools", lang: document.documentElement.lang }, // also in Chinese text
    button(WORDS.link, WORDS.copied, ({ copyLink }) => copyLink(each)),
    button(WORDS.svg, WORDS.saved, ({ save }) => save(each, "svg")),
    button(WORDS.png, WORDS.saved, ({ save }) => save(each, "png")),
  );
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", WORDS.tools);
  for (const kind of ["pointerenter", "focusin"]) row.addEventListener(kind, taking, { once: true });
  if (each.mount.closest("figure")) {
    row.append(button(WORDS.frame, WORDS.copied, ({ copyFrame }) => copyFrame(each)));
    if (!alone) row.append(openAlone(each));
  }
  each.mount.append(row);
}

// Opens what the address says of one figure.
function follow(scroll) {
  const [place, text] = location.hash.slice(1).split("?");
  const each = known.get(place);
  if (!each || text === undefined) return;
  taking().then(({ restore }) => {
    restore(each, text);
    if (scroll) each.mount.scrollIntoView();
  });
}

function add(mount) {
  const figure = mount.querySelector(FIGURE);
  if (!figure) return false;
  const place = nameOf(mount, figure);
  const page = address(`figures/${place.replace("fig-", "")}.html`); // of the figures of chapters
  const each = { mount, figure, page, model: mount.widgetModel, name: place };
  known.set(place, each);
  tools(each);
  if (alone && location.search) taking().then(({ restore }) => restore(each, location.search));
  return true;
}

// Figures further down are drawn when the browser has time, maybe after this.
function whenDrawn(mount, then) {
  if (then()) return;
  const drawn = new MutationObserver(() => then() && drawn.disconnect());
  drawn.observe(mount, { childList: true, subtree: true });
}

function start() {
  status = listener();
  const [{ type }] = performance.getEntriesByType("navigation");
  const wanted = location.hash.slice(1).split("?")[0];
  for (const mount of document.querySelectorAll("widget-view")) {
    whenDrawn(mount, () => {
      const added = add(mount);
      if (added && known.get(wanted)?.mount === mount) follow(type === "navigate");
      return added;
    });
  }
  addEventListener("hashchange", () => follow(true));
}

start();
