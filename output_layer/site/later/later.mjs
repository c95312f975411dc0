// What a page offers once it has loaded; own_scripts.py says how to add to it.

import { copyOnDemand } from "./copying.mjs";
import { placeFrames } from "./frames.mjs";
import { copyFormulas } from "./latex.mjs";
import { load } from "./load.mjs";
import { reachWideRegions } from "./regions.mjs";

const QUESTIONS = "form.self-test, ul.all-questions";

reachWideRegions();
copyOnDemand();
copyFormulas();
placeFrames();
if (document.querySelector(QUESTIONS)) load("_static/questions.js");
if (document.querySelector("widget-view")) load("_static/figures.js");
