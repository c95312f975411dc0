// A cell with a reader's code in an address, #code=7:cHJpbnQoMSk. Who opens it sees the code;
// nothing in an address ever runs by itself.

const LONGEST = 8000; // letters of an address, which all browsers and most servers take
const FORM = /^#code=(\d+):([\w-]*)$/;

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Returns the part of an address behind its #, or undefined where it would be too long.
export function written(index, code) {
  const letters = Array.from(new TextEncoder().encode(code), (byte) => String.fromCharCode(byte));
  const text = btoa(letters.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const hash = `#code=${index}:${text}`;
  return hash.length > LONGEST ? undefined : hash;
}

// Returns { index, code }, or undefined for any other address.
export function readLink(hash) {
  const [, index, text] = FORM.exec(hash) ?? [];
  if (index === undefined || hash.length > LONGEST) return undefined;
  try {
    const raw = bytes(text.replace(/-/g, "+").replace(/_/g, "/"));
    return { index: Number(index), code: new TextDecoder("utf-8", { fatal: true }).decode(raw) };
  } catch {
    return undefined;
  }
}
