// What pages with questions need: a script of its own, which later.js loads there and nowhere else.

import { leaveTrace } from "./answers.mjs";
import { answerSelfTests } from "./selftests.mjs";

answerSelfTests();
leaveTrace();
