// The code of the frames on the page for teachers names the place where the reader found it.

import { address } from "./load.mjs";

const UNKNOWN = "https://example.org/"; // of frames.py; it stays on a page from disk

export function placeFrames() {
  if (location.protocol === "file:") return;
  for (const code of document.querySelectorAll(".figure-frames code, .figure-frames pre")) {
    const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      texts.currentNode.data = texts.currentNode.data.replace(UNKNOWN, address(""));
    }
  }
}
