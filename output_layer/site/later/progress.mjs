// The page of progress: what the reader's browser has kept of each question. See progress.py. A
// script of its own, which later.js loads there and nowhere else.

import { forget, kept, seesOthers } from "./answers.mjs";

const WORDS = {
  count: (answered, all, right) => `${answered} of ${all} answered, ${right} right`,
  once: "– right at once",
  right: "– right",
  wrong: "– not yet right",
  refused:
    "This browser keeps nothing for these pages, so there is no progress to show. The questions answer all the same.",
  alone:
    "You read the book from disk, and no answer from another page reaches this one. Either you have answered none yet, or your browser keeps each page from disk by itself, as Firefox does. Then this page cannot know your progress; served, as with make serve, it can.",
  nothing: "No question has been answered yet in this browser.",
  total: (answered, right) => `${answered} answered, ${right} right. They are kept in this browser and nowhere else.`,
  sure: "Forget all answers that this browser has kept?",
};

const named = (name) => document.getElementById(`progress-${name}`);

function stateOf({ right, once }) {
  if (!right) return WORDS.wrong;
  return once ? WORDS.once : WORDS.right;
}

// Writes into the list, chapter by chapter, and returns how many are answered and how many right.
function write(list, answers) {
  const total = { answered: 0, right: 0 };
  for (const chapter of list.children) {
    const [count, ...states] = chapter.querySelectorAll("[id^=progress-]");
    const given = states.map(({ id }) => answers[id.slice("progress-".length)]);
    states.forEach((state, i) => (state.textContent = given[i] ? stateOf(given[i]) : ""));
    const answered = given.filter(Boolean).length;
    const right = given.filter((each) => each?.right).length;
    count.textContent = WORDS.count(answered, states.length, right);
    total.answered += answered;
    total.right += right;
  }
  return total;
}

function showProgress(list) {
  const note = document.querySelector(".progress-note");
  const button = document.querySelector(".progress-forget");
  const show = () => {
    const answers = kept();
    const known = answers && (seesOthers() || Object.keys(answers).length > 0);
    button.disabled = !known;
    if (!known) {
      note.textContent = answers ? WORDS.alone : WORDS.refused;
      return;
    }
    const { answered, right } = write(list, answers);
    note.textContent = answered ? WORDS.total(answered, right) : WORDS.nothing;
  };
  button.addEventListener("click", () => {
    if (!confirm(WORDS.sure)) return;
    forget();
    show();
  });
  addEventListener("storage", show); // answered in another tab
  addEventListener("pageshow", show); // answered on the page from which the reader comes back
  show();
}

showProgress(document.querySelector("ul.all-questions"));
