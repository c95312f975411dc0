// The boundary: points that are dragged, a layer that learns them, the regions it decides for.
import { classified, logits, mean_cost, outputs } from "./classifier.mjs";
import { button, choice, range, row, select, settle, tell, writer } from "./controls.mjs";
import { MOST, added, relabelled, removed, selection } from "./editing.mjs";
import { handle, speak } from "./handle.mjs";
import { fact } from "./learning.mjs";
import { fixed, number } from "./numbers.mjs";
import { plot } from "./plot.mjs";
import { practice } from "./practice.mjs";
import { regions } from "./regions.mjs";
import { grasp, marks, ring } from "./scatter.mjs";
import { figure, html, write } from "./view.mjs";

const TRAITS = ["points", "weights", "classes", "sigmoids", "eta", "epoch", "x1", "x2", "selected"];
const OUTPUTS = ["a1", "a2", "a3", "a4"];
const PRESETS = ["clouds", "middle", "overlap"];
const LABELS = [[1, "● 1"], [2, "■ 2"], [3, "▲ 3"], [4, "◆ 4"]];

const used = ({ weights, classes }) => weights.slice(0, classes);

const sum = (numbers) => numbers.reduce((part, each) => part + each, 0);

function atProbe(state) {
  const shares = outputs(logits(used(state), [state.x1, state.x2]), state.sigmoids);
  const each = Object.fromEntries(shares.map((share, j) => [OUTPUTS[j], share]));
  return { ...each, sum: sum(shares), shares: shares.map(number).join(", ") };
}

export function values(state, right = classified(used(state), state.points)) {
  const { points, sigmoids, epoch, x1, x2 } = state;
  return {
    epoch: String(epoch), x1: fixed(x1, 2), x2: fixed(x2, 2), ...atProbe(state),
    cost: mean_cost(used(state), points, sigmoids),
    accuracy: `${sum(right.map(Number))}/${points.length}`,
  };
}

const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
};
const STRIDE = 0.1; // of an arrow key

// The probe: a press anywhere but on a point moves it there.
function probeOf(view, chart, points) {
  const to = ([x1, x2]) => view.set({ x1: settle(view, "x1", x1), x2: settle(view, "x2", x2) });
  const { place, node } = handle(chart, {
    steps: ARROWS,
    to: (at) => (points.holds() ? points.move(at) : to(at)),
    by: (way, strides) => {
      const { x1, x2 } = view.state();
      to([x1 + way[0] * strides * STRIDE, x2 + way[1] * strides * STRIDE]);
    },
  });
  speak(view, { chart, node }, "x1");
  return place;
}

const MARGIN = { left: 34, right: 10, top: 24, bottom: 36 };

// The plane: the colours below the plot, then cells, the probe, and the points on top.
function plane(view, parent) {
  const { words, limits } = view;
  const scene = row(parent, "scene");
  const chart = plot(view, scene, { name: "plane", margin: MARGIN });
  const reach = limits.x1[1];
  const name = (classes) => classes.map((j) => j + 1).join(" + ") || words.none;
  const paintRegions = regions(view, { scene, chart, reach, most: OUTPUTS.length, name });
  const probe = probeOf(view, chart, grasp(chart));
  const pick = ring(chart);
  const points = marks(chart);
  const axis = (label) => ({ domain: [-reach, reach], count: 5, label });
  const axes = { x: axis(words.axis_x1), y: axis(words.axis_x2) };
  return (state, right) => {
    chart.frame(axes);
    paintRegions(state);
    probe(state.x1, state.x2);
    pick(state);
    points(state, right);
  };
}

// The numbers: where the probe is, the outputs there, and how the layer does.
function numbersOf(view, parent) {
  const { words } = view;
  const cells = {};
  const note = (name, kind) => {
    cells[name] = html("dd", { "data-readout": name });
    return html("div", { class: kind }, html("dt", {}, write(html("span"), words[name])), cells[name]);
  };
  const shares = OUTPUTS.map((name, j) => note(name, `class-${j + 1}`));
  const outputsAt = html("dl", { class: "readouts" });
  const all = fact(words.shares, "shares");
  row(parent, "facts", ...["x1", "x2"].map((name) => {
    const { node, value } = fact(words[name], name);
    cells[name] = value;
    return node;
  }));
  row(parent, "unseen", all.node);
  parent.append(outputsAt, html("dl", { class: "readouts" }, ...["sum", "cost", "accuracy"].map((name) => note(name, ""))));
  let drawn;
  return { cells: { ...cells, shares: all.value }, paint: ({ classes }) => {
    if (classes !== drawn) outputsAt.replaceChildren(...shares.slice(0, classes));
    drawn = classes;
  } };
}

// The layer and the points it learns.
function settings(view, parent, renew) {
  const { words, model } = view;
  choice(view, parent, "sigmoids", [[false, words.softmax], [true, words.k_sigmoids]]);
  choice(view, row(parent, "counts"), "classes", [2, 3, 4].map((count) => [count, String(count)]));
  const presets = model.get("presets");
  const same = (points) => JSON.stringify(points);
  const pick = (name) => renew({ points: presets[name], selected: 1 });
  const current = ({ points }) => PRESETS.find((name) => same(presets[name]) === same(points));
  select(view, parent, "preset", PRESETS.map((name) => [name, words[name]]), pick, current);
}

// The selected point: which it is, its class, and one more or one less.
function selected(view) {
  const { words } = view;
  const parent = row(view.root, "controls");
  range(view, parent, "selected", { high: ({ points }) => points.length });
  const change = (what) => { view.set(what(view.state())); tell(view); };
  choice(view, row(parent, "counts"), "label", LABELS, {
    pick: (label) => change((state) => relabelled(state, label)),
    current: (state) => Math.min(selection(state).point[2], state.classes),
  });
  const group = row(parent, "buttons");
  const add = button(view, group, "add", words.add, () => change(added)).node;
  const remove = button(view, group, "remove", words.remove, () => change(removed)).node;
  view.onPaint(({ points }) => {
    add.disabled = points.length === MOST;
    remove.disabled = points.length === 1;
  });
}

// How to read the regions, which differs between the two layers.
function notes(view) {
  const { words } = view;
  const rule = html("span");
  const others = [words.note_point, words.note_keys];
  row(view.root, "facts", rule, ...others.map((note) => write(html("span"), note)));
  view.onPaint(({ sigmoids }) => write(rule, sigmoids ? words.note_sigmoids : words.note_softmax));
}

export function render(context) {
  const view = figure(context, "boundary", TRAITS);
  const top = row(view.root, "controls");
  const bench = row(view.root, "panels");
  const paint = plane(view, row(bench, "panel"));
  const side = row(bench, "side");
  const { cells, paint: paintNumbers } = numbersOf(view, side);
  const epoch = fact(view.words.epoch, "epoch");
  const renew = practice(view, row(side, "controls"));
  row(side, "facts", epoch.node);
  range(view, side, "eta");
  const show = writer(view, { ...cells, epoch: epoch.value });
  selected(view);
  settings(view, top, renew);
  notes(view);
  view.onPaint((state) => {
    const right = classified(used(state), state.points);
    paintNumbers(state);
    show(values(state, right));
    paint(state, right);
  });
  return view.start();
}

export default { render };
