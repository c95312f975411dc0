// A Python for tests: it does what each line of a cell says, and computes nothing.
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const out = (data, metadata = {}) => ({ output_type: "display_data", data, metadata });
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="9"/>';
const WIDGET = "application/vnd.jupyter.widget-view+json";
const STATE = {
  s: { _model_name: "FloatSliderModel", _view_name: "FloatSliderView", min: 0, max: 5, step: 0.5, value: 1, description: "w" },
  o: { _model_name: "OutputModel", _view_name: "OutputView", outputs: [] },
  v: { _model_name: "VBoxModel", _view_name: "VBoxView", children: ["IPY_MODEL_s", "IPY_MODEL_o"] },
  b: { _model_name: "ButtonModel", _view_name: "ButtonView" },
};
const printed = (text, name = "stdout") => ({ output_type: "stream", name, text });
const error = { output_type: "error", ename: "NameError", evalue: "name 'q' is not defined", traceback: ["Traceback", "NameError"], line: 2 };

const DOES = {
  say: (words) => [printed(`${words}\n`)],
  warn: (words) => [printed(`${words}\n`, "stderr")],
  flood: () => Array.from({ length: 40_000 }, (_, i) => printed(`line ${i}\n`)),
  plain: (words) => [out({ "text/plain": words })],
  html: (words) => [out({ "text/html": `<b>${words}</b>`, "text/plain": "no" })],
  svg: () => [out({ "image/svg+xml": SVG, "text/plain": "no" })],
  latex: () => [out({ "text/latex": "$\\displaystyle \\frac{1}{2}$" })],
  markdown: () => [out({ "text/markdown": "*so* $x^2$" })],
  questions: () => [out({ "application/vnd.output-layer.questions+json": {}, "text/html": "no" })],
  glue: (words) => [{ output_type: "glue", name: "share", data: { "text/plain": `'${words}'` } }],
  named: (words) => [{ ...out({ "text/plain": words }), display_id: "n" }],
  renamed: (words) => [{ ...out({ "text/plain": words }), display_id: "n", replaces: true }],
  clear: () => [{ output_type: "clear", wait: true }],
  widget: () => [
    ...Object.entries(STATE).map(([id, state]) => ({ output_type: "widget", id, state })),
    out({ [WIDGET]: { model_id: "v" } }),
    { output_type: "update", id: "s", state: { value: 2 } },
  ],
  button: () => [{ output_type: "widget", id: "b", state: STATE.b }, out({ [WIDGET]: { model_id: "b" } })],
  fail: () => [error],
};

export async function start({ onProgress, onMessage }) {
  window.starts = (window.starts ?? 0) + 1;
  if (window.reason) throw Object.assign(new Error("refused"), { reason: window.reason });
  onProgress({ part: "runtime", loaded: 3.1e6, total: 9.8e6 });
  await wait(window.pause ?? 0);
  return {
    async run({ code, cell }, say) {
      (window.ran ??= []).push(cell);
      if (code.includes("forever")) await new Promise(() => {});
      for (const line of code.split("\n")) {
        const [, name, words] = /^(\w+) ?(.*)$/.exec(line) ?? [];
        DOES[name]?.(words).forEach(say);
      }
      return { status: code.includes("fail") ? "error" : "ok" };
    },
    async message({ widget, state }) {
      window.told = { widget, state };
      const outputs = [printed(`w is ${state.value}`)];
      onMessage({ output_type: "update", id: "o", state: { outputs } });
    },
    stop() { window.stops = (window.stops ?? 0) + 1; },
  };
}
