// The static host's parts that need no page; what it draws is tested in a browser, in test_host.py.
import assert from "node:assert/strict";
import { test } from "node:test";

import { evaluate } from "../../output_layer/site/host/anywidget.mjs";
import { format } from "../../output_layer/site/host/inputs.mjs";
import { Model, readState, resolve } from "../../output_layer/site/host/model.mjs";
import { isFrozen, isKnown } from "../../output_layer/site/host/views.mjs";

const modelOf = (state) => new Model("m", state, new Map());

function log(model, ...names) {
  const calls = [];
  for (const name of names) model.on(name, () => calls.push(name));
  return calls;
}

test("a change is told once per name, then as a whole", () => {
  const model = modelOf({ a: 1, b: 2 });
  const calls = log(model, "change", "change:a", "change:b");
  model.set("a", 5);
  assert.equal(model.get("a"), 5);
  assert.deepEqual(calls, ["change:a", "change"]);
});

test("several values set together are all there when the first listener is called", () => {
  const model = modelOf({ a: 1, b: 2 });
  let seen;
  model.on("change:a", () => (seen = model.get("b")));
  model.set({ a: 10, b: 20 });
  assert.equal(seen, 20);
});

test("setting an equal value tells nobody", () => {
  const model = modelOf({ number: 1, list: [1, { x: 2 }], nan: NaN });
  const calls = log(model, "change");
  model.set({ number: 1, list: [1, { x: 2 }], nan: NaN });
  assert.deepEqual(calls, []);
});

test("a listener gets the model and the new value", () => {
  const model = modelOf({ a: 1 });
  let given;
  model.on("change:a", (...values) => (given = values));
  model.set("a", 2);
  assert.deepEqual(given, [model, 2]);
});

test("off leaves out what is not named", () => {
  const [first, second] = [() => {}, () => {}];
  const model = modelOf({});
  const listen = () => {
    model.listeners = [];
    model.on("change:a change:b", first, "one");
    model.on("change:a", second, "two");
  };
  const left = (...args) => {
    listen();
    model.off(...args);
    return model.listeners.length;
  };
  assert.equal(left("change:a"), 1);
  assert.equal(left("change:a", first), 2);
  assert.equal(left(null, first), 1);
  assert.equal(left(null, null, "two"), 2);
  assert.equal(left(), 0);
});

test("a listener that takes itself away does not disturb the others", () => {
  const model = modelOf({ a: 1 });
  const calls = [];
  const once = () => {
    calls.push("once");
    model.off("change:a", once);
  };
  model.on("change:a", once);
  model.on("change:a", () => calls.push("always"));
  model.set("a", 2);
  model.set("a", 3);
  assert.deepEqual(calls, ["once", "always", "always"]);
});

test("saving and sending are allowed and do nothing", () => {
  const model = modelOf({ a: 1 });
  model.save_changes();
  model.send({ a: 2 });
  assert.deepEqual(model.state, { a: 1 });
});

const spec = (model_name, state, buffers) => ({ model_name, state, buffers });

test("references to other widgets are found, in the state and by get_model", async () => {
  const models = new Map();
  readState(models, { state: { one: spec("A", {}), two: spec("B", { child: "IPY_MODEL_one" }) } });
  assert.equal(resolve(models, models.get("two").get("child")), models.get("one"));
  assert.equal(resolve(models, "one"), undefined);
  assert.equal(await models.get("two").widget_manager.get_model("one"), models.get("one"));
  await assert.rejects(models.get("two").widget_manager.get_model("three"), /three/);
});

test("binary values come back at their place", () => {
  const models = new Map();
  const buffers = [{ encoding: "base64", path: ["data", "bytes"], data: btoa("\x01\xff") }];
  readState(models, { state: { one: spec("A", { data: { bytes: null } }, buffers) } });
  const view = models.get("one").get("data").bytes;
  assert.deepEqual([view.getUint8(0), view.getUint8(1)], [1, 255]);
});

function linked(model_name) {
  const models = new Map();
  const [source, target] = [["IPY_MODEL_a", "value"], ["IPY_MODEL_b", "z"]];
  const state = { a: spec("A", { value: 1 }), b: spec("B", { z: 0 }) };
  readState(models, { state: { ...state, link: spec(model_name, { source, target }) } });
  return [models.get("a"), models.get("b")];
}

test("jslink makes each follow the other, the source first", () => {
  const [a, b] = linked("LinkModel");
  assert.equal(b.get("z"), 1);
  a.set("value", 2);
  assert.equal(b.get("z"), 2);
  b.set("z", 3);
  assert.equal(a.get("value"), 3);
});

test("jsdlink goes one way", () => {
  const [a, b] = linked("DirectionalLinkModel");
  b.set("z", 3);
  assert.equal(a.get("value"), 1);
  a.set("value", 2);
  assert.equal(b.get("z"), 2);
});

test("a script without imports is evaluated at once", () => {
  const definition = evaluate("const two = 2;\nfunction render() { return two; }\nexport default { render };\n");
  assert.equal(definition.render(), 2);
});

test("a script that imports or exports more is left to the browser", () => {
  assert.equal(evaluate('import x from "./x.mjs";\nexport default { x };'), undefined);
  assert.equal(evaluate("export const a = 1;\nexport default { a };"), undefined);
  assert.equal(evaluate("const a = 1;"), undefined);
});

test("readouts are formatted as ipywidgets formats them", () => {
  assert.equal(format(2, ".2f"), "2.00");
  assert.equal(format(0.123456, ".3g"), "0.123");
  assert.equal(format(7, "d"), "7");
  assert.equal(format(0.5), "0.5");
});

const view = (_view_name, children = []) => spec("M", { _view_name, children });

test("a widget is known when all in it are, and frozen when Python's output is in it", () => {
  const models = new Map();
  readState(models, {
    state: {
      slider: view("FloatSliderView"),
      output: view("OutputView"),
      button: view("ButtonView"),
      controls: view("VBoxView", ["IPY_MODEL_slider"]),
      interact: view("VBoxView", ["IPY_MODEL_controls", "IPY_MODEL_output"]),
      odd: view("HBoxView", ["IPY_MODEL_button"]),
      broken: view("HBoxView", ["IPY_MODEL_nowhere"]),
    },
  });
  const known = (id) => isKnown(models.get(id), models);
  assert.deepEqual(["controls", "interact", "odd", "broken", "none"].map(known), [true, true, false, false, false]);
  assert.equal(isFrozen(models.get("controls"), models), false);
  assert.equal(isFrozen(models.get("interact"), models), true);
});
