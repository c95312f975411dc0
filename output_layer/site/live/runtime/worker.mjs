// The worker of a page's Python. It is told `start` once, with the files or where they are, and
// then `turn` for each piece of code; it tells lines of JSON that the code writes, and its end.

import { folder, unpacked } from "./archive.mjs";
import { fetched, plain } from "./loading.mjs";
import { lines, open } from "./session.mjs";

const WASM = { headers: { "Content-Type": "application/wasm" } };
const HOME = "/home/reader";
const RECORDED = "home"; // where the library has the numbers that pages read beside themselves
const VARIABLES = { HOME, MPLCONFIGDIR: "/tmp", PWD: HOME, TMPDIR: "/tmp" };
const BEGIN = "import live_session; live_session.start()";

let python;
const written = []; // what Python itself says on standard error before its end

const tell = (message) => postMessage(message);

async function compiled(blob) {
  return WebAssembly.compileStreaming(new Response(await plain(blob), WASM));
}

async function bytes(blob) {
  return new Uint8Array(await new Response(await plain(blob)).arrayBuffer());
}

// Fetches both files, or takes those that the page has kept from an earlier start.
async function files({ addresses, kept }) {
  if (kept) return kept;
  const loaded = { runtime: 0, library: 0 };
  const get = (part) =>
    fetched(addresses[part], (count) => tell({ loaded: { ...loaded, [part]: (loaded[part] = count) } }));
  const [runtime, library] = await Promise.all([get("runtime"), get("library")]);
  tell({ starting: true });
  return { module: await compiled(runtime), library };
}

async function start(request) {
  const found = await files(request);
  const library = folder(unpacked(await bytes(found.library)));
  python = await open(found.module, library, {
    out: lines((line) => tell({ line })),
    error: lines((line) => written.push(line)),
    folders: { "/tmp": new Map(), [HOME]: library.get(RECORDED).contents },
    variables: VARIABLES,
  });
  if (python.turn(BEGIN)) throw new Error(written.join("\n"));
  tell({ ready: found, memory: python.memory() });
}

function turn({ id, code }) {
  const failed = python.turn(code);
  tell({ ended: id, failed: failed ? written.splice(0).join("\n") : undefined, memory: python.memory() });
}

// What cannot be mended ends this Python: the page starts another.
const lost = (error) => tell({ lost: { name: error.name, message: `${error.message}\n${written.join("\n")}` } });

addEventListener("message", async ({ data }) => {
  try {
    if (data.start) await start(data.start);
    else turn(data.turn);
  } catch (error) {
    lost(error);
  }
});
