// What pages with questions need, and the page of progress: a script of its own, which later.js
// loads there and nowhere else.

import { leaveTrace } from "./answers.mjs";
import { showProgress } from "./progress.mjs";
import { answerSelfTests } from "./selftests.mjs";

answerSelfTests();
if (!showProgress()) leaveTrace();
