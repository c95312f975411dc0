// A handle: the point of a plot that pointer and arrow keys move in the plane.
import { sentence } from "./controls.mjs";
import { drag, point } from "./plot.mjs";
import { set } from "./view.mjs";

const STRIDE = 5; // steps at once with the shift key

// The pointer moves it to a place, `to([x, y])`; `by(step, strides)` gets the step that `steps`
// has for the arrow key, to be taken once or several times.
export function handle(chart, { steps, to, by }) {
  const place = point(chart, "start", { handle: true });
  const node = chart.front.lastChild;
  node.classList.add("draggable", "free");
  drag(chart, chart.svg, to);
  node.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    by(step, event.shiftKey ? STRIDE : 1);
  }, { signal: chart.view.signal });
  return { place, node };
}

// Of several handles for one point, one can have the focus. It speaks as a slider does, with the
// value of the trait `name`, and says all of them; `say()` gives what it says before.
export function speak(view, { chart, node }, name, { label = view.words.handle, say } = {}) {
  const [low, high] = view.limits[name];
  const { words } = view;
  chart.svg.setAttribute("role", "group"); // an image would hide the handle
  set(node, { role: "slider", tabindex: 0, "data-lm-suppress-shortcuts": "true" });
  set(node, { "aria-label": label, "aria-roledescription": words.kind_of_handle });
  set(node, { "aria-valuemin": low, "aria-valuemax": high });
  view.onSpeak(({ [name]: value }) => {
    const text = sentence(view, words.spoken);
    set(node, { "aria-valuenow": value, "aria-valuetext": say ? `${say()}. ${text}` : text });
  });
}
