// Puts a text into the reader's clipboard.

import { load } from "./load.mjs";

// Where the clipboard is closed, as on a page that comes without encryption or stands in a frame,
// the library of the copy buttons helps.
export async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!window.ClipboardJS?.copy) await load("_static/clipboard.min.js");
    window.ClipboardJS.copy(text);
  }
}
