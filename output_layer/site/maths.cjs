// Answers each line of the input, [TeX, whether it is displayed, how it is wrapped], with a line:
// its MathML or an error.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { createInterface } = require("node:readline");
const { runInThisContext } = require("node:vm");

runInThisContext(readFileSync(join(__dirname, "vendor", "temml", "temml.min.js"), "utf8"));

createInterface({ input: process.stdin }).on("line", (line) => {
  const [text, displayMode, wrap] = JSON.parse(line);
  try {
    const mathml = temml.renderToString(text, { displayMode, wrap, throwOnError: true });
    console.log(JSON.stringify({ mathml }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
});
