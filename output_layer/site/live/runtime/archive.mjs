// Files as one stream of bytes, as `tar` writes them (POSIX ustar), and as WASI's folders.

import { Directory, File } from "../../vendor/wasishim/fs_mem.js";

const BLOCK = 512;
const text = new TextDecoder();

const field = (bytes, start, length) =>
  text.decode(bytes.subarray(start, start + length)).replace(/\0.*$/s, "");

// Returns the files of an archive, path → bytes. The bytes are views of the archive's.
export function unpacked(bytes) {
  const files = new Map();
  for (let at = 0; at < bytes.length && bytes[at]; ) {
    const header = bytes.subarray(at, at + BLOCK);
    const [name, prefix] = [field(header, 0, 100), field(header, 345, 155)];
    const size = Number.parseInt(field(header, 124, 12), 8);
    const start = at + BLOCK;
    files.set(prefix ? `${prefix}/${name}` : name, bytes.subarray(start, start + size));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

// Returns files, path → bytes, as the contents of a folder of WASI's.
export function folder(files, options = { readonly: true }) {
  const contents = new Map();
  for (const [path, bytes] of files) {
    const parts = path.split("/");
    const name = parts.pop();
    let inside = contents;
    for (const part of parts) {
      if (!inside.has(part)) inside.set(part, new Directory(new Map()));
      inside = inside.get(part).contents;
    }
    inside.set(name, new File(bytes, options));
  }
  return contents;
}
