// The tables of what libraries return: their rows are sorted by a column and found by a word. See
// measured.py. A script of its own, which later.js loads where such tables are.

const ORDER = ["right", "some", "wrong", "undefined", "refused", "choice", "nothing"];
const WORDS = {
  shown: (shown, all) => (shown === all ? "All rows are shown." : `${shown} of ${all} rows are shown.`),
};

const rows = (table) => [...table.tBodies[0].rows].filter((row) => !row.querySelector(".m-truth"));
const signOf = (cell) => ORDER.findIndex((sign) => cell.classList.contains(`m-${sign}`));

// By verdict, then as numbers if both are, then as texts.
function compare(one, other) {
  const texts = [one, other].map((cell) => cell.textContent.trim());
  const [a, b] = texts.map(Number);
  const bySign = signOf(one) - signOf(other);
  return bySign || (isNaN(a) || isNaN(b) ? texts[0].localeCompare(texts[1]) : a - b);
}

function sort(table, column) {
  const heads = [...table.tHead.rows[0].cells];
  const descending = heads[column].ariaSort === "ascending";
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].ariaSort = descending ? "descending" : "ascending";
  const way = descending ? -1 : 1;
  const sorted = rows(table).sort((a, b) => way * compare(a.cells[column], b.cells[column]));
  table.tBodies[0].append(...sorted);
}

// A heading becomes a button of the same look, so nothing moves.
function sortable(table) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const words = head.querySelector("p") ?? head;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...words.childNodes);
    button.addEventListener("click", () => sort(table, column));
    words.append(button);
  });
}

function filter(form, all) {
  const words = form.elements.find.value.toLowerCase().split(/\s+/);
  const faulty = form.elements.show.value === "faulty";
  let shown = 0;
  for (const row of all) {
    const named = [...row.cells].slice(0, 2).map((cell) => cell.textContent.toLowerCase()).join(" ");
    const fits = words.every((word) => named.includes(word));
    row.hidden = !(fits && (!faulty || row.querySelector(".m-wrong, .m-undefined")));
    shown += !row.hidden;
  }
  form.querySelector("[role=status]").textContent = WORDS.shown(shown, all.length);
}

const tables = [...document.querySelectorAll("table.measured")];
tables.forEach(sortable);
const form = document.querySelector(".measured-controls");
const all = tables.filter((table) => table.querySelector(".m-right, .m-choice")).flatMap(rows);
form?.addEventListener("input", () => filter(form, all));
form?.addEventListener("submit", (event) => event.preventDefault());
// A reader who comes back, or in Firefox loads the page again, finds what was asked for before.
if (form?.elements.find.value || form?.elements.show.value === "faulty") filter(form, all);
