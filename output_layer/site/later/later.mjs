// What a page offers once it has loaded; own_scripts.py says how to add to it.

import { copyFormulas } from "./latex.mjs";
import { reachWideRegions } from "./regions.mjs";

reachWideRegions();
copyFormulas();
