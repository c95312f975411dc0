// Self-tests answer: the reply to an answer is said below its question, taken from the fold that
// holds them all. See selftests.py.

import { keep, kept } from "./answers.mjs";
import { readNumber } from "./typed.mjs";

const WORDS = {
  right: "Right.",
  wrong: "Not so.",
  choose: "Choose an answer first.",
  share: (number) => `Do you mean ${number} %? Then write the sign, or the share itself.`,
  before: { true: "Before: right.", false: "Before: not right yet." },
  lost: "This browser keeps no answers, so this one is forgotten when you leave the page.",
};

const replies = (form) => [...form.querySelectorAll("details li")];

// A clone of formulas counts as none of the page's own, whose LaTeX is known by their places.
function reply(item) {
  const copy = item.querySelector("p:last-child").cloneNode(true);
  copy.querySelectorAll(".math").forEach((formula) => formula.classList.remove("math"));
  return [...copy.childNodes];
}

function judgeChoice(form) {
  const buttons = [...form.querySelectorAll("input")];
  const place = buttons.findIndex(({ checked }) => checked);
  if (place < 0) return { problem: WORDS.choose };
  return { place, given: buttons[place].parentElement.textContent.trim() };
}

// Where a number stands among the known ones, behind them all if it is none of them.
function judgeNumber(form) {
  const [values, within] = [JSON.parse(form.dataset.values), Number(form.dataset.within)];
  const given = form.querySelector("input").value;
  const { value, problem } = readNumber(given);
  if (problem) return { problem };
  const near = (number) => (known) => Math.abs(known - number) <= within * (1 + 1e-9);
  const right = values[form.dataset.right];
  if (near(value)(right)) return { place: Number(form.dataset.right), given };
  const place = values.findIndex(near(value));
  if (place < 0 && Math.abs(value) > 1 && near(value / 100)(right)) {
    return { problem: WORDS.share(given.trim()) };
  }
  return { place: place < 0 ? values.length : place, given };
}

function judge(form) {
  const said = form.querySelector("[role=status]");
  const { place, given, problem } = form.dataset.values ? judgeNumber(form) : judgeChoice(form);
  if (problem) {
    delete form.dataset.verdict;
    said.replaceChildren(problem);
    return;
  }
  const right = place === Number(form.dataset.right);
  const word = Object.assign(document.createElement("strong"), {
    textContent: right ? WORDS.right : WORDS.wrong,
  });
  form.dataset.verdict = right ? "right" : "wrong";
  said.replaceChildren(word, " ", ...reply(replies(form)[place]));
  if (!keep(form.dataset.question, given, right)) said.append(` ${WORDS.lost}`);
}

// Puts back what was answered; the words are short enough for the line of the button.
function restore(form, { given, right }) {
  const field = form.querySelector("input[type=text]");
  if (field) field.value = given;
  for (const label of form.querySelectorAll(".self-test-choice")) {
    label.firstElementChild.checked = label.textContent.trim() === given;
  }
  form.querySelector("[role=status]").textContent = WORDS.before[Boolean(right)];
}

export function answerSelfTests() {
  const forms = document.querySelectorAll("form.self-test");
  if (!forms.length) return;
  const answers = kept() ?? {};
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      judge(form);
    });
    form.querySelector("button").disabled = false;
    const before = answers[form.dataset.question];
    if (before) restore(form, before);
  }
}
