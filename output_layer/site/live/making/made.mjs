// Lets a Python script make one archive of another, in Node, with the very Python that a page will
// run: no other one reads what it has compiled. Arguments: the runtime, an archive of its library,
// the script, the archive to work on. The result goes to the standard output.

import { readFileSync, writeSync } from "node:fs";

import { folder, unpacked } from "../runtime/archive.mjs";
import { open } from "../runtime/session.mjs";

const [runtime, library, script, given] = process.argv.slice(2).map((path) => new Uint8Array(readFileSync(path)));
const made = new Map();
const errors = [];
const python = await open(await WebAssembly.compile(runtime), folder(unpacked(library)), {
  out: () => {},
  error: (bytes) => errors.push(Buffer.from(bytes)),
  folders: { "/given": folder(new Map([["given.tar", given]])), "/made": made },
});
if (python.turn(new TextDecoder().decode(script))) throw new Error(Buffer.concat(errors).toString());
const { data } = made.get("made.tar");
for (let at = 0; at < data.length; ) at += writeSync(1, data, at);
