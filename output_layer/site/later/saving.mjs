// The picture of a figure as it stands, for slides and papers: one SVG with all that the figure
// draws and writes, without its controls. Styles become attributes, since the file comes alone.

const SVG = "http://www.w3.org/2000/svg";
// What only works on the page, or is there for the ear.
const LEFT_OUT = "button, input, select, fieldset, label, .range, .toggle, .select, .choice, .track, .unseen, .note";
// Properties of what is drawn, and the value that need not be said.
const STYLES = {
  fill: "rgb(0, 0, 0)", "fill-opacity": "1", opacity: "1", "paint-order": "normal",
  stroke: "none", "stroke-width": "1px", "stroke-opacity": "1", "stroke-dasharray": "none",
  "stroke-linecap": "butt", "stroke-linejoin": "miter", "stop-color": "rgb(0, 0, 0)", "stop-opacity": "1",
};
const LETTERS = {
  "font-family": "", "font-size": "", "font-weight": "400", "font-style": "normal",
  "text-anchor": "start", "dominant-baseline": "auto",
};
const MARGIN = 12;
const LINE = 16; // of text

function make(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const rounded = (length) => Math.round(length * 100) / 100;

const seen = (style) => style.display !== "none" && style.visibility !== "hidden" && style.opacity !== "0";

function dress(copy, style, properties) {
  for (const [name, usual] of Object.entries(properties)) {
    const value = style.getPropertyValue(name);
    if (value && value !== usual) copy.setAttribute(name, value);
  }
}

// A part of a drawing with its children, as it looks.
function drawn(node) {
  const style = getComputedStyle(node);
  if (!seen(style) && !node.closest("defs")) return undefined;
  const copy = node.cloneNode(false);
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  dress(copy, style, STYLES);
  if (node.matches("text, tspan")) dress(copy, style, LETTERS);
  if (node.matches("circle")) copy.setAttribute("r", parseFloat(style.r)); // a stylesheet may give it
  for (const child of node.childNodes) {
    const part = child.nodeType === Node.TEXT_NODE ? child.data : drawn(child);
    if (part) copy.append(part);
  }
  return copy;
}

const place = (box, origin) => ({
  x: rounded(box.left - origin.left), y: rounded(box.top - origin.top),
  width: rounded(box.width), height: rounded(box.height),
});

function drawing(node, origin) {
  const copy = drawn(node);
  if (!copy) return [];
  for (const [name, value] of Object.entries(place(node.getBoundingClientRect(), origin))) copy.setAttribute(name, value);
  copy.setAttribute("overflow", getComputedStyle(node).overflowX);
  return [copy];
}

// The lines of a text as the browser broke it: [words, box of the line].
function lines(text) {
  const range = document.createRange(), found = [];
  for (const { 0: word, index } of text.data.matchAll(/\S+\s*/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.trimEnd().length);
    const box = range.getBoundingClientRect();
    const last = found.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) last.words += word;
    else if (box.width) found.push({ words: word, box });
  }
  return found;
}

function writing(text, origin) {
  const style = getComputedStyle(text.parentElement);
  const pen = document.createElement("canvas").getContext("2d");
  // One by one: style.font is empty where the numbers of a font are told to be of one width.
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText("x");
  return lines(text).map(({ words, box }) => {
    const y = box.top + (box.height - up - down) / 2 + up - origin.top;
    const line = make("text", { x: rounded(box.left - origin.left), y: rounded(y), fill: style.color });
    dress(line, style, LETTERS);
    line.removeAttribute("text-anchor");
    line.removeAttribute("dominant-baseline");
    line.textContent = words.trimEnd();
    return line;
  });
}

const SIDES = ["Top", "Right", "Bottom", "Left"];

// The ground of a box and its edges.
function ground(node, style, origin) {
  const box = place(node.getBoundingClientRect(), origin);
  const filled = [];
  const fill = (colour, area) => {
    if (!/^(transparent|rgba\(.*, 0\))$/.test(colour)) filled.push(make("rect", { ...area, fill: colour }));
  };
  fill(style.backgroundColor, box);
  for (const side of SIDES) {
    const width = style[`border${side}Style`] === "none" ? 0 : parseFloat(style[`border${side}Width`]);
    if (!width) continue;
    const upright = side === "Left" || side === "Right";
    fill(style[`border${side}Color`], {
      x: side === "Right" ? box.x + box.width - width : box.x,
      y: side === "Bottom" ? box.y + box.height - width : box.y,
      width: upright ? width : box.width, height: upright ? box.height : width,
    });
  }
  return filled;
}

// All that can be seen of a figure below `node`, from back to front.
function parts(node, origin) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? writing(node, origin) : [];
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return [];
  const style = getComputedStyle(node);
  if (!seen(style)) return [];
  if (node.matches("svg")) return drawing(node, origin);
  if (node.matches("canvas")) {
    return [make("image", { ...place(node.getBoundingClientRect(), origin), href: node.toDataURL() })];
  }
  return [...ground(node, style, origin), ...[...node.childNodes].flatMap((child) => parts(child, origin))];
}

// The colour that a variable of the figure has now, light or dark.
function colour(figure, variable) {
  const probe = document.createElement("i");
  probe.style.color = `var(${variable})`;
  figure.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

// From where to where the parts reach; a line of text reaches a line up from its foot.
function reach(all) {
  const spans = all.map((part) => {
    const [y, height] = ["y", "height"].map((name) => Number(part.getAttribute(name)));
    return height ? [y, y + height] : [y - LINE, y + LINE / 3];
  });
  const top = Math.floor(Math.min(...spans.map(([low]) => low)) - MARGIN);
  return { top, height: Math.ceil(Math.max(...spans.map(([, high]) => high)) + MARGIN - top) };
}

// Returns the picture of a figure as SVG text, with its size.
export function picture(figure) {
  const origin = figure.getBoundingClientRect();
  const all = [...figure.childNodes].flatMap((child) => parts(child, origin));
  const { top, height } = reach(all);
  const area = { x: -MARGIN, y: top, width: Math.ceil(origin.width + 2 * MARGIN), height };
  const { width } = area;
  const root = make(
    "svg",
    { viewBox: Object.values(area).join(" "), width, height, role: "img" },
    make("title", {}, figure.getAttribute("aria-label")),
    make("desc", {}, figure.querySelector(".plot").getAttribute("aria-label")),
    make("rect", { ...area, fill: colour(figure, "--ol-surface") }),
    ...all,
  );
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

// Twice as many pixels as the figure has on the page.
export async function pixels({ text, width, height }, scale = 2) {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: scale * width, height: scale * height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
