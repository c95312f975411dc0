// One figure on the page: its root, its state and its life. State → paint, event → state.

const SVG = "http://www.w3.org/2000/svg";

// Sets attributes; one that is undefined or false stays away. One that has its value already is
// left alone: to the browser a value written again is a change, and it lays the page out anew.
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    const text = value === true ? "" : String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
  return node;
}

function build(node, attributes, children) {
  set(node, attributes).append(...children);
  return node;
}

export const html = (tag, attributes = {}, ...children) =>
  build(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  build(document.createElementNS(SVG, tag), attributes, children);

// Words may mark a variable with asterisks, "the output *a*", and it is set in italics. A number
// that changes keeps its text node, which spares the browser making a new one.
export function write(node, text) {
  if (node.written === text) return node;
  const simple = [node.written, text].every((each) => each && !each.includes("*"));
  node.written = text;
  if (simple) node.firstChild.data = text;
  else node.replaceChildren(...marked(node, text));
  return node;
}

const marked = (node, text) => text
  .split("*")
  .map((part, i) => (i % 2 ? variable(node, part) : part))
  .filter((part) => part !== "");

const variable = (node, text) =>
  node.namespaceURI === SVG
    ? svg("tspan", { class: "variable" }, text)
    : html("i", { class: "variable" }, text);

export const plain = (text) => text.replaceAll("*", "");

// Remembers its last result: for what is dear to compute and seldom changes.
export function memo(compute) {
  let key, value;
  return (...inputs) => {
    const now = JSON.stringify(inputs);
    if (now !== key) [key, value] = [now, compute(...inputs)];
    return value;
  };
}

// The signal comes from newer hosts, the returned disposer serves all: both end in `life`.
export function figure({ model, el, signal }, name, traits) {
  const life = new AbortController();
  signal?.addEventListener("abort", () => life.abort(), { once: true });
  const words = model.get("words");
  // Random, not counted: every figure may bring its own copy of this script.
  const token = Math.random().toString(36).slice(2, 10);
  const status = html("div", { class: "unseen", role: "status" });
  const named = { "data-figure": name, role: "group", "aria-label": plain(words.title) };
  const root = html("div", { class: "figure", ...named }, status);
  const frame = html("div", { class: "figure-frame" }, root);
  el.append(frame);
  replaceStill(model.get("still"));
  const view = { model, root, frame, words, texts: {}, signal: life.signal, id: (part) => `ol-${token}-${part}` };
  view.limits = model.get("limits");
  view.dispose = () => life.abort();
  life.signal.addEventListener("abort", () => frame.remove());
  view.announce = (text) => { status.textContent = text; };
  bind(view, traits);
  follow(view);
  return view;
}

// Where nobody sat at the kernel, Python left a picture beside the figure, which lives after all.
function replaceStill(key) {
  if (key) document.querySelectorAll(`[data-still="${key}"]`).forEach((picture) => picture.remove());
}

// `set` changes several traits and paints once; changes from Python paint one by one.
function bind(view, traits) {
  const { model } = view;
  const painters = [], speakers = [];
  let setting = false;
  view.state = () => Object.fromEntries(traits.map((name) => [name, model.get(name)]));
  view.onPaint = (painter) => painters.push(painter);
  view.onSpeak = (speaker) => speakers.push(speaker);
  view.paint = () => {
    const state = view.state();
    for (const each of [...painters, ...speakers]) each(state);
  };
  view.set = (values) => {
    setting = true;
    Object.entries(values).forEach(([name, value]) => model.set(name, value));
    setting = false;
    view.paint();
    model.save_changes();
  };
  const changed = () => { if (!setting) view.paint(); };
  traits.forEach((name) => model.on(`change:${name}`, changed));
  view.signal.addEventListener("abort", () => traits.forEach((name) => model.off(`change:${name}`, changed)));
}

// CSS decides every size; the drawing only follows it, so nothing on the page is pushed about.
// A sizer reads sizes and returns what writes them: all read first, so the page is laid out once.
function follow(view) {
  const sizers = [];
  view.onResize = (sizer) => sizers.push(sizer);
  let width;
  const resize = () => {
    width = view.root.clientWidth;
    sizers.map((sizer) => sizer()).forEach((apply) => apply());
    view.paint();
  };
  // The numbers stand at once; the sizes come when the browser has laid the page out, which is
  // before it paints. To ask for them here would make it lay out a long page several times.
  view.start = () => {
    view.paint();
    const observer = new ResizeObserver(([{ borderBoxSize: [{ blockSize }] }]) => {
      if (view.root.clientWidth !== width) resize();
      settleHeight(view.frame, blockSize);
    });
    observer.observe(view.root);
    view.signal.addEventListener("abort", () => observer.disconnect());
    return view.dispose;
  };
}

// The frame has the height that its figure asked for, as a length. So the browser knows that a
// change within a figure moves nothing outside it, and leaves the rest of a long page alone.
function settleHeight(frame, height) {
  frame.classList.add("settled");
  frame.style.height = `${height}px`;
}

// Runs frame(seconds) until it returns false or stop() is called. A reader who asked for less
// motion gets the end at once: frame(Infinity).
export function loop(view, frame) {
  let handle = 0, begun;
  const stop = () => { cancelAnimationFrame(handle); handle = 0; };
  const tick = (now) => {
    begun ??= now;
    handle = requestAnimationFrame(tick);
    if (frame((now - begun) / 1000) === false) stop();
  };
  const start = () => {
    stop();
    begun = undefined;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) frame(Infinity);
    else handle = requestAnimationFrame(tick);
  };
  view.signal.addEventListener("abort", stop);
  return { start, stop, running: () => handle !== 0 };
}
