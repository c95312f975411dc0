// Runs the cells of pages in Node, each page in a Python of its own, and writes one line of JSON for
// each: its name, the modules that it has imported, and its errors. Arguments: a folder with the
// files that a page fetches, and notebooks.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { folder, unpacked } from "../runtime/archive.mjs";
import { lines, open } from "../runtime/session.mjs";

const [place, ...notebooks] = process.argv.slice(2);
const listed = JSON.parse(readFileSync(`${place}/files.json`));
const content = (part) => new Uint8Array(gunzipSync(readFileSync(`${place}/${listed[part].file}`)));
const [module, files] = [await WebAssembly.compile(content("runtime")), unpacked(content("library"))];

async function run(path) {
  const messages = [];
  const library = folder(files);
  const python = await open(module, library, {
    out: lines((line) => messages.push(JSON.parse(line))),
    error: () => {},
    folders: { "/tmp": new Map(), "/home/reader": library.get("home").contents },
    variables: { HOME: "/home/reader", MPLCONFIGDIR: "/tmp", TMPDIR: "/tmp" },
  });
  python.turn("import live_session; live_session.start()");
  JSON.parse(readFileSync(path)).cells.forEach(({ cell_type: type, source }, index) => {
    const code = JSON.stringify([source].flat().join(""));
    if (type === "code") python.turn(`live_session.run(${code}, ${index})`);
  });
  python.turn('import sys; live_session.emit({"output_type": "modules", "names": sorted(sys.modules)})');
  const errors = messages.filter(({ output_type: type }) => type === "error");
  return { path, modules: messages.at(-1).names, errors: errors.map(({ ename, evalue }) => `${ename}: ${evalue}`) };
}

for (const path of notebooks) console.log(JSON.stringify(await run(path)));
