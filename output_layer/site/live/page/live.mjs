// The script that comes when a reader wants to run the code of a page; the button asks it to begin.

import { start } from "../runtime/python.mjs";
import { takeOver } from "./page.mjs";

window.liveCode = { run: (button) => takeOver(button, start) };
