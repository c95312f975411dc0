const cards = [...document.querySelectorAll("article")];
const others = []; // rows of an opened file that are not on this page
const [save, open, count, note] = ["save", "open", "count", "note"].map((id) =>
  document.getElementById(id),
);
const columns = ["student", "grade_id", "points", "comment"];
const draft = `essays ${location.pathname}`; // what was given here, in this browser alone
const part = (card, name) => card.querySelector(`[name=${name}]`);
const has = (card) => part(card, "points").value !== "";
const fits = (card) => part(card, "points").validity.valid;
let unsaved = false;

function told() {
  const done = cards.filter((card) => has(card) && fits(card)).length;
  const wrong = cards.filter((card) => !fits(card)).length;
  count.textContent = count.dataset.text.replace("{count}", done).replace("{all}", cards.length);
  if (wrong) count.textContent += count.dataset.wrong.replace("{count}", wrong);
}

function changed() {
  unsaved = true;
  note.textContent = "";
  told();
  try {
    localStorage.setItem(draft, written());
  } catch {
    // without storage the browser still asks before the page is left
  }
}

function go(card, step) {
  const next = cards[cards.indexOf(card) + step];
  (next ?? card).focus();
}

function pressed(event) {
  const card = event.target.closest("article");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return card.focus();
  if (event.key === "Enter" && event.target.tagName !== "TEXTAREA") return go(card, 1);
  if (event.target !== card) return;
  if (/^[0-9]$/.test(event.key)) {
    const points = part(card, "points");
    points.value = event.key;
    points.focus();
    changed();
  } else if (event.key === "c") part(card, "comment").focus();
  else if (event.key === "j" || event.key === "ArrowDown") go(card, 1);
  else if (event.key === "k" || event.key === "ArrowUp") go(card, -1);
  else return;
  event.preventDefault();
}

const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;

function written() {
  const rows = cards
    .filter(has)
    .map((card) => [
      card.dataset.student, card.dataset.task, part(card, "points").value, part(card, "comment").value,
    ]);
  const all = [columns, ...others, ...rows];
  return "\ufeff" + all.map((row) => row.map(quoted).join(",") + "\r\n").join("");
}

function parsed(text) {
  const [first] = text.split("\n");
  const [most] = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length);
  const rows = [[""]];
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    const row = rows.at(-1);
    if (sign === '"' && inside && text[at + 1] === '"') row[row.length - 1] += text[++at];
    else if (sign === '"') inside = !inside;
    else if (sign === most && !inside) row.push("");
    else if (sign === "\n" && !inside) rows.push([""]);
    else if (sign !== "\r" || inside) row[row.length - 1] += sign;
  }
  return rows.filter((row) => row.length > 2);
}

// The code of a student on the anonymous page, as handgraded.code makes it.
async function code(student) {
  const text = `${document.body.dataset.assignment}/${student}`;
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const digits = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `text-${digits.join("").slice(0, 10)}`;
}

// All names by which a file can call a student: own, as in grades.csv, and code.
async function names(student) {
  const plain = student.replace(/^'(?=\s*[-=+@\t\r])/, "");
  const all = [student, plain];
  return globalThis.crypto?.subtle ? [...all, await code(student), await code(plain)] : all;
}

async function owners() {
  const found = new Map();
  for (const card of cards)
    for (const name of await names(card.dataset.student))
      found.set(`${name}\n${card.dataset.task}`, card);
  return found;
}

async function opened(text) {
  const [header, ...rows] = parsed(text.replace(/^\ufeff/, ""));
  const at = columns.map((name) => header?.findIndex((cell) => cell.trim().toLowerCase() === name));
  if (!header || at.slice(0, 3).includes(-1)) return false;
  const found = await owners();
  const tasks = new Set(cards.map((card) => card.dataset.task));
  let strange = 0;
  others.length = 0;
  for (const row of rows) {
    const [student, task, points, comment] = at.map((place) => row[place] ?? "");
    const all = await names(student);
    const own = all.map((name) => found.get(`${name}\n${task}`)).find(Boolean);
    if (!own) {
      others.push([student, task, points, comment]);
      strange += tasks.has(task);
    } else {
      part(own, "points").value = points.replace(",", ".");
      part(own, "comment").value = comment;
    }
  }
  told();
  note.textContent = strange ? note.dataset.strange.replace("{count}", strange) : "";
  return true;
}

async function restored() {
  let text = null;
  try {
    text = localStorage.getItem(draft);
  } catch {
    return;
  }
  if (text && (await opened(text))) note.textContent ||= note.dataset.restored;
}

save.addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([written()], { type: "text/csv" }));
  link.download = "hand.csv";
  link.click();
  unsaved = false;
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});
open.addEventListener("change", async () => {
  if (!(await opened(await open.files[0].text()))) note.textContent = note.dataset.unread;
  open.value = "";
});
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
document.addEventListener("keydown", pressed);
document.addEventListener("input", (event) => event.target !== open && changed());
told();
// Of the pages from disk that ask before their first frame, Chromium 156 gives some an empty storage
// of their own: a draft that was there would not be seen, and a new one not be found again.
requestAnimationFrame(restored);
