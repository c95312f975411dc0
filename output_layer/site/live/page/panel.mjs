// The bar for the whole page: it stands at the foot of the window, and its line says what happens.

import { element } from "../../later/element.mjs";
import { button } from "./cell.mjs";
import { WORDS } from "./words.mjs";

const KEYS = { ArrowLeft: -1, ArrowRight: 1 };

// One stop of the Tab key for all buttons; arrows move among them, as in every toolbar.
function rove(bar, buttons) {
  const choose = (chosen) => buttons.forEach((each) => { each.tabIndex = each === chosen ? 0 : -1; });
  choose(buttons[0]);
  bar.addEventListener("focusin", ({ target }) => buttons.includes(target) && choose(target));
  bar.addEventListener("keydown", (event) => {
    const step = KEYS[event.key];
    if (!step) return;
    event.preventDefault();
    const place = buttons.indexOf(document.activeElement) + step + buttons.length;
    buttons[place % buttons.length].focus();
  });
}

export class Panel {
  constructor({ runAll, stop, reset, save }) {
    this.first = button(WORDS.runAll, runAll);
    this.stopper = button(WORDS.stop, stop);
    const keeper = button(WORDS.download, save);
    keeper.setAttribute("aria-label", WORDS.downloadAs);
    keeper.title = WORDS.downloadAs;
    const buttons = [this.first, this.stopper, button(WORDS.reset, reset), keeper];
    const bar = element("div", { className: "live-buttons" }, ...buttons);
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", WORDS.tools);
    rove(bar, buttons);
    this.line = element("p", { className: "live-says", role: "status" });
    this.node = element("div", { className: "live-panel" }, bar, this.line);
    this.busy(false);
  }

  busy(busy) {
    this.stopper.setAttribute("aria-disabled", String(!busy));
    this.node.classList.toggle("live-busy", busy);
  }

  // Says what happens, and leads to the cell that it is about.
  say(text, cell) {
    const link = cell && element("a", { href: `#${cell.node.id}`, textContent: WORDS.show });
    this.line.replaceChildren(text, ...(link ? [" ", link] : []));
  }
  // Asks whether changes that are kept shall be used.
  offer({ count, when, use, discard }) {
    this.offered?.remove();
    const answer = (act) => () => {
      this.offered.remove();
      act();
    };
    this.offered = element(
      "div",
      { className: "live-note live-offer" },
      element("span", { textContent: WORDS.changed(count, when ? WORDS.on(when) : "") }),
      button(WORDS.use, answer(use)),
      button(WORDS.discard, answer(discard)),
    );
    this.node.prepend(this.offered);
  }
}
