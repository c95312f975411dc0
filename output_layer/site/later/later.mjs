// What a page offers once it has loaded; own_scripts.py says how to add to it.

import { reachWideRegions } from "./regions.mjs";

reachWideRegions();
