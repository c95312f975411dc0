// The settings of a neuron that learns: where it starts, what it should give, how fast it goes.
import { choice, range, row } from "./controls.mjs";
import { html, write } from "./view.mjs";

// The starts of the classic experiment, and one that is worse.
export const STARTS = [[0.6, 0.9], [2, 2], [4, 4]];

// Learning rates in even steps to the eye, ten a decade.
export const RATES = [
  0.005, 0.006, 0.008, 0.01, 0.012, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08,
  0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.2, 1.5, 2,
];

// A number within a line of text: its node, and the element of the readout.
export function fact(word, name) {
  const value = html("b", { "data-readout": name });
  return { node: html("span", {}, write(html("span"), word), " ", value), value };
}

const at = ({ w, b }) => STARTS.findIndex(([weight, bias]) => weight === w && bias === b);

// `begin(start)` sets a start of the list; the named sliders follow.
export function settings(view, parent, begin, names) {
  const choices = row(parent, "controls");
  const starts = STARTS.map(([w, b], i) => [i, `(${w}, ${b})`]);
  const pick = (i) => begin({ w: STARTS[i][0], b: STARTS[i][1] });
  choice(view, choices, "start", starts, { pick, current: at });
  choice(view, choices, "y", [[0, "0"], [1, "1"]]);
  const sliders = row(parent, "controls sliders");
  for (const name of names) range(view, sliders, name, name === "eta" ? { stops: RATES } : {});
}
