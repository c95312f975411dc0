// What a reader sees from the click until Python is there, or of why it cannot be.

import { element } from "../../later/element.mjs";
import { WORDS } from "./words.mjs";

// A bar with what is fetched; it is said aloud only when another part begins.
export class Starting {
  constructor(button) {
    this.bar = element("progress", { max: 1 });
    this.bar.setAttribute("aria-label", WORDS.progress);
    this.says = element("span");
    this.heard = element("span", { className: "visually-hidden", role: "status" });
    this.node = element("div", { className: "live-starting" }, this.bar, this.says, this.heard);
    button.after(this.node);
  }

  show({ part, loaded, total }) {
    const fetches = part !== "starting";
    const bytes = fetches ? `: ${WORDS.bytes(loaded, total)}` : "";
    if (fetches && total) this.bar.value = loaded / total;
    else this.bar.removeAttribute("value");
    this.says.textContent = `${WORDS[part]}${bytes}`;
    if (part === this.part) return;
    this.part = part;
    this.heard.textContent = WORDS[part];
  }

  end() {
    this.node.remove();
  }
}

// Says why Python cannot run here, and leads to the other ways.
export function refuse(button, reason) {
  const note = element("p", { className: "live-note live-refused", role: "alert", tabIndex: -1 });
  note.append(WORDS[reason] ?? WORDS.failed);
  if (document.getElementById("run")) note.append(" ", element("a", { href: "#run", textContent: WORDS.otherwise }), ".");
  button.after(note);
  return note;
}
