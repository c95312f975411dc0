// What a page offers once it has loaded; own_scripts.py says how to add to it.

import { copyOnDemand } from "./buttons.mjs";
import { placeFrames } from "./frames.mjs";
import { copyFormulas } from "./latex.mjs";
import { load } from "./load.mjs";
import { reachWideRegions } from "./regions.mjs";

// What only some pages have, and the script that it needs.
const SCRIPTS = {
  ".run-code button": "run.js",
  "form.self-test": "questions.js",
  "table.measured": "measured.js",
  "ul.all-questions": "progress.js",
  "widget-view": "figures.js",
};

reachWideRegions();
copyOnDemand();
copyFormulas();
placeFrames();
for (const [part, script] of Object.entries(SCRIPTS)) {
  if (document.querySelector(part)) load(`_static/${script}`);
}
