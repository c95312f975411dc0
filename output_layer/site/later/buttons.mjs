// The library of the copy buttons comes when a reader is about to copy: most never do. Until then
// a stand-in keeps what the buttons ask of it.

import { load } from "./load.mjs";

const BUTTON = ".copybtn";

export function copyOnDemand() {
  const asked = [];
  let coming;
  class StandIn {
    constructor(...made) {
      this.listeners = [];
      asked.push({ made, listeners: this.listeners });
    }

    on(...listener) {
      this.listeners.push(listener);
    }
  }
  const come = () => (coming ??= load("_static/clipboard.min.js").then(() => {
    for (const { made, listeners } of asked) {
      const real = new window.ClipboardJS(...made);
      listeners.forEach((listener) => real.on(...listener));
    }
  }));
  const over = ({ target }) => target.closest?.(BUTTON);
  window.ClipboardJS = StandIn;
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => over(event) && come());
  // Who presses before it has come is served when it has.
  document.addEventListener("click", async (event) => {
    const button = over(event);
    if (!button || window.ClipboardJS !== StandIn) return;
    await come();
    button.click();
  });
}
