// Answers lists of MathML, one for each style below, with lists of words and of braille.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { runInThisContext } = require("node:vm");

const VENDOR = join(__dirname, "vendor");
// What the engine asks npm for; the third is for its command line, which nobody uses here.
const NEEDED = {
  "@xmldom/xmldom": () => require(join(VENDOR, "xmldom", "index.js")),
  "wicked-good-xpath": () => ({ install }),
  commander: () => ({}),
};
const STYLES = {
  clearspeak: {
    locale: "en",
    domain: "clearspeak",
    modality: "speech",
    style: "Fraction_EndFrac",
  },
  mathspeak: { locale: "en", domain: "mathspeak", modality: "speech", style: "default" },
  nemeth: { locale: "nemeth", domain: "default", modality: "braille", style: "default" },
};

// The engine asks the same few hundred XPaths again and again: each is parsed once.
function install(window) {
  require(join(VENDOR, "wgxpath", "wgxpath.install-node.js")).install(window);
  const { document } = window;
  const parsed = new Map();
  document.evaluate = (text, node, resolver, type, result) => {
    if (!parsed.has(text)) parsed.set(text, document.createExpression(text, resolver));
    return parsed.get(text).evaluate(node, type, result);
  };
}

function engine() {
  const path = join(VENDOR, "sre", "sre.js");
  const module = { exports: {} };
  const needed = (name) => (NEEDED[name] ?? (() => require(name)))();
  global.SRE_JSON_PATH = join(VENDOR, "sre", "mathmaps");
  const text = `(function (module, exports, require) {${readFileSync(path, "utf8")}\n})`;
  runInThisContext(text, "sre.js")(module, module.exports, needed);
  return module.exports;
}

async function main() {
  const asked = JSON.parse(readFileSync(0, "utf8"));
  const sre = engine();
  const answer = {};
  for (const [name, formulas] of Object.entries(asked)) {
    await sre.setupEngine(STYLES[name]);
    await sre.engineReady(); // before it is, it answers with nothing
    answer[name] = formulas.map((formula) => sre.toSpeech(formula));
  }
  process.stdout.write(JSON.stringify(answer));
}

main().catch((error) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
