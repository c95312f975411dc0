#!/usr/bin/env bash
# Temml takes the two ends of [0,1] for one number, 0,1, and (0.7,0.2,0.1) for one number as well.
# Found with Temml 0.13.5; KaTeX 0.19.1 makes three numbers and two commas of the same formula.
# A comma between digits counts as part of the number unless a space follows it in the source; only
# a comment in its code says so. TeX itself sets no such difference.
# Guessed before the run: numbers apart, and one number only for 1{,}5, which asks for it.
# On the screen the commas get no space; a speech engine or a search is given "0,1", the German 0.1.
# Write [0, 1] with the space. Needs Node with npm.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" temml@0.13.5 katex@0.19.1
cat >"$folder/finding.mjs" <<'END'
import katex from "katex";
import temml from "temml";

const numbers = (text) => [...text.matchAll(/<mn>([^<]*)<\/mn>/g)].map((found) => found[1]);
const found = [];
for (const formula of ["[0,1]", "[0, 1]", "(0.7,0.2,0.1)", "z_{1,2}"]) {
  const both = [
    numbers(temml.renderToString(formula)),
    numbers(katex.renderToString(formula, { output: "mathml" })),
  ];
  found.push(both.map((each) => each.length).join());
  const [one, other] = both.map((each) => JSON.stringify(each));
  console.log(`${formula}: Temml ${temml.version} ${one}, KaTeX ${katex.version} ${other}`);
}
process.exitCode = Number(found.join(" ") !== "1,2 2,2 1,3 1,2");
END
node "$folder/finding.mjs"
