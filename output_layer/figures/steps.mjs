// Steps: the derivation of ∂C/∂z_j as a walk over a small network, each step with its numbers.
import { chain } from "./chain.mjs";
import { button, choice, range, row, sentence, writer } from "./controls.mjs";
import { log_likelihood_cost, log_likelihood_cost_gradient, softmax, softmax_jacobian } from "./maths.mjs";
import { fill, fixed, number } from "./numbers.mjs";
import { figure, html, set, write } from "./view.mjs";

const LOGITS = ["z1", "z2", "z3"];
const TRAITS = [...LOGITS, "label", "component", "step"];
const CHOICES = [[1, "1"], [2, "2"], [3, "3"]];
const INDICES = ["₁", "₂", "₃"];
const LAST = 4;

// The lines of the derivation, each with the step that reveals it. Of the two cases of the first
// link only one is that of component j.
const LINES = [
  ["cost", 0], ["outer", 1], ["same", 2], ["other", 2], ["product", 3], ["gradient", 4],
];

// All that the figure shows: shares, the cost, both links, their product and the gradient.
function derive(state) {
  const z = LOGITS.map((name) => state[name]);
  const [y, j] = [state.label - 1, state.component - 1];
  const l = j === y ? (y + 1) % 3 : j;
  const [a, links] = [softmax(z), softmax_jacobian(z)[y]];
  const gradient = log_likelihood_cost_gradient(z, y);
  return { z, y, j, l, a, links, gradient, outer: -1 / a[y], cost: log_likelihood_cost(z, y) };
}

export function values(state, { y, j, l, a, links, gradient, outer, cost } = derive(state)) {
  const [a1, a2, a3] = a, [g1, g2, g3] = gradient;
  const chained = { outer, same: links[y], other: links[l], product: outer * links[j] };
  return { a1, a2, a3, g1, g2, g3, cost, ...chained, gradient: gradient[j] };
}

// What the words about the derivation are filled with: indices, and the numbers in a formula.
function fillings({ y, j, l, a, links, outer }) {
  const indices = { y: INDICES[y], j: INDICES[j], l: INDICES[l] };
  const [delta, share] = [y === j ? "1" : "0", number(a[j])];
  return { ...indices, delta, share, outer: number(outer), slope: number(links[j]) };
}

const saying = ({ words }, { step, label, component }) => [
  words.forward, words.last_link, label === component ? words.same_link : words.other_link,
  words.chain, words.result,
][step];

// The derivation in lines; that of the present step stands out, and those after it are still hidden.
function lines(view, parent) {
  const made = LINES.map(([name, step]) => {
    const [formula, value] = [html("span"), html("b", { "data-readout": name })];
    return { name, step, formula, value, node: html("li", {}, formula, " = ", value) };
  });
  parent.append(html("ol", { class: "lines" }, ...made.map(({ node }) => node)));
  const cells = Object.fromEntries(made.map(({ name, value }) => [name, value]));
  return { cells, show: ({ step: now, label, component }, filled) => {
    const idle = label === component ? "other" : "same";
    for (const { name, step, formula, node } of made) {
      write(formula, fill(view.words[name], filled));
      const current = step === now && name !== idle ? "step" : "false";
      set(node, { "aria-current": current, class: step > now ? "ahead" : "" });
    }
  } };
}

// The step moves by buttons and by a slider; where it arrives is said.
function walk(view, parent) {
  const { words } = view;
  const say = () => {
    const filled = fillings(derive(view.state()));
    view.announce(sentence(view, fill(saying(view, view.state()), filled)));
  };
  const go = (by) => {
    view.set({ step: Math.min(LAST, Math.max(0, view.state().step + by)) });
    say();
  };
  const group = row(parent, "buttons");
  button(view, group, "step", words.back, () => go(-1)).node.classList.add("back");
  button(view, group, "step", words.next, () => go(1));
  range(view, parent, "step").addEventListener("input", say, { signal: view.signal });
}

export function render(context) {
  const view = figure(context, "steps", TRAITS);
  const choices = row(view.root, "controls");
  choice(view, choices, "label", CHOICES);
  choice(view, choices, "component", CHOICES);
  const drawing = chain(view, view.root);
  const comment = view.root.appendChild(html("p", { class: "comment" }));
  const list = lines(view, view.root);
  walk(view, row(view.root, "controls"));
  const sliders = row(view.root, "controls sliders");
  LOGITS.forEach((name) => range(view, sliders, name));
  const show = writer(view, { ...list.cells, ...drawing.cells });
  view.onPaint((state) => {
    const all = derive(state);
    const filled = fillings(all);
    const texts = show(values(state, all));
    write(comment, fill(saying(view, state), filled));
    list.show(state, filled);
    const numbers = { z: all.z.map((z) => fixed(z, 2)), cost: texts.cost, outer: texts.outer };
    drawing.show(state, all.a, { ...numbers, slope: fixed(all.links[all.j], 3) }, LAST);
  });
  return view.start();
}

export default { render };
