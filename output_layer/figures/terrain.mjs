// The ground of a landscape: bands, contours and their levels, in a plot of b over w.
import { SPACING, bands, contours, plateau } from "./contours.mjs";
import { fixed } from "./numbers.mjs";
import { svg, write } from "./view.mjs";

const FLAT = 0.1; // of the greatest gradient: where less is left, and a is wrong, is the plateau
const EDGE = 0.92; // of the plot's half: nothing is written further out
const ROOM = 11; // pixels from one level to the next
const LABELS = { quadratic: { every: 2, decimals: 1 }, "cross-entropy": { every: 1, decimals: 0 } };
const ALONG = { levels: -2.8, plateau: 1.6 }; // where texts stand on their line, from its middle

// The line w·x + b = z from the left edge to the right one; the plot cuts it to its box.
const ends = ({ X, Y }, z, x) =>
  X.domain.map((w) => `${X(w).toFixed(2)} ${Y(z - x * w).toFixed(2)}`);

function strip(chart, x, [low, high], attributes) {
  const [[a, b], [c, d]] = [ends(chart, low, x), ends(chart, high, x)];
  return svg("path", { d: `M${a}L${b}L${d}L${c}Z`, ...attributes });
}

// A point on that line, `along` from its middle, as far as the plot reaches.
function spot(z, x, along, edge) {
  const [first, last] = [(z - edge) / x, (z + edge) / x].sort((p, q) => p - q);
  const [low, high] = [Math.max(-edge, first), Math.min(edge, last)];
  const wanted = (z * x) / (x * x + 1) + along / Math.sqrt(x * x + 1);
  const w = Math.min(high, Math.max(low, wanted));
  return low <= high ? [w, z - x * w] : undefined;
}

// A text that runs along the line of z; nothing where the plot does not show that line.
function lettering({ X, Y }, { z, x, along, kind, text }) {
  const at = spot(z, x, along, X.domain[1] * EDGE);
  if (!at) return [];
  const turn = (Math.atan2(Y(-x) - Y(0), X(1) - X(0)) * 180) / Math.PI;
  const place = `translate(${X(at[0]).toFixed(1)} ${Y(at[1]).toFixed(1)})`;
  const transform = `${place} rotate(${turn.toFixed(1)})`;
  return [write(svg("text", { class: kind, transform }), text)];
}

// Every so many contours bear their level, unless it would touch the one before.
function levels(chart, cost, lines, x) {
  const { every, decimals } = LABELS[cost];
  const apart = (ROOM * Math.hypot(x, 1)) / (chart.X(1) - chart.X(0));
  const named = [];
  for (const { level, z } of lines) {
    const last = named.at(-1);
    if (Math.round(level / SPACING[cost]) % every || (last && Math.abs(z - last.z) < apart)) continue;
    named.push({ z, x, along: ALONG.levels, kind: "level", text: fixed(level, decimals) });
  }
  return named.flatMap((line) => lettering(chart, line));
}

function flat(chart, layer, { x, y, reach }) {
  const sides = plateau(y, FLAT, reach);
  const z = sides[y] + (1 - 2 * y) * 1.6; // a little inside its edge
  const text = chart.view.words.plateau;
  const edge = svg("path", { class: "plateau-edge", d: `M${ends(chart, sides[y], x).join("L")}` });
  const word = { z, x, along: ALONG.plateau, kind: "level plateau-name", text };
  chart.back.append(strip(chart, x, sides, { class: "plateau" }));
  layer.append(edge, ...lettering(chart, word));
}

// Draws it all anew: what is filled to the back, contours and texts to `layer`.
export function terrain(chart, layer, { cost, x, y }) {
  const reach = chart.X.domain[1] * (1 + Math.abs(x));
  const shades = bands(cost, y, reach).map(({ low, high, height }) => {
    const opacity = (0.03 + 0.37 * height).toFixed(3);
    return strip(chart, x, [low, high], { class: "band", "fill-opacity": opacity });
  });
  const lines = contours(cost, y, reach);
  const d = lines.map(({ z }) => `M${ends(chart, z, x).join("L")}`).join("");
  chart.back.replaceChildren(...shades);
  layer.replaceChildren(svg("path", { class: "contour", d }), ...levels(chart, cost, lines, x));
  if (cost === "quadratic") flat(chart, layer, { x, y, reach });
}
