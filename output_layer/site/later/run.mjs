// The button that brings Python into a page: all of it comes with the click.

import { load } from "./load.mjs";

const SCRIPT = "_static/live/live.js";
const button = document.querySelector(".run-code button");

let coming;

button.addEventListener("click", () => {
  coming ??= load(SCRIPT);
  coming.then(
    () => window.liveCode.run(button),
    () => { coming = undefined; },
  );
});
