// The two sides of z = 0: where a sigmoid neuron is right, and where it is wrong.
import { area, label } from "./plot.mjs";

// Shades the side away from the target 0 or 1; the names of the sides point outwards.
export function sides(chart) {
  const wrong = area(chart, "wrong");
  const [left, right] = ["side", "side"].map((kind) => label(chart, kind));
  return (y) => {
    const { words } = chart.view;
    const [low, high] = chart.X.domain, top = chart.Y.domain[1];
    wrong(y ? [low, 0] : [0, high]);
    const [near, far] = y ? [words.wrong, words.right] : [words.right, words.wrong];
    left(low, top, `← ${near}`, { dy: -8 });
    right(high, top, `${far} →`, { dy: -8, anchor: "end" });
  };
}
