const cards = [...document.querySelectorAll("article")];
const others = []; // rows of an opened file that are not on this page
const [save, open, count] = ["save", "open", "count"].map((id) => document.getElementById(id));
const part = (card, name) => card.querySelector(`[name=${name}]`);

function told() {
  const done = cards.filter((card) => part(card, "points").value !== "").length;
  count.textContent = count.dataset.text.replace("{count}", done).replace("{all}", cards.length);
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
  } else if (event.key === "c") part(card, "comment").focus();
  else if (event.key === "j" || event.key === "ArrowDown") go(card, 1);
  else if (event.key === "k" || event.key === "ArrowUp") go(card, -1);
  else return;
  event.preventDefault();
  told();
}

const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;

function written() {
  const rows = cards
    .filter((card) => part(card, "points").value !== "")
    .map((card) => [
      card.dataset.student, card.dataset.task, part(card, "points").value, part(card, "comment").value,
    ]);
  const all = [["student", "grade_id", "points", "comment"], ...others, ...rows];
  return "\ufeff" + all.map((row) => row.map(quoted).join(",") + "\r\n").join("");
}

function parsed(text) {
  const rows = [[""]];
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    const row = rows.at(-1);
    if (sign === '"' && inside && text[at + 1] === '"') row[row.length - 1] += text[++at];
    else if (sign === '"') inside = !inside;
    else if (sign === "," && !inside) row.push("");
    else if (sign === "\n" && !inside) rows.push([""]);
    else if (sign !== "\r" || inside) row[row.length - 1] += sign;
  }
  return rows.filter((row) => row.length > 2);
}

function opened(text) {
  const [header, ...rows] = parsed(text.replace(/^\ufeff/, ""));
  const at = Object.fromEntries(header.map((name, place) => [name, place]));
  others.length = 0;
  for (const row of rows) {
    const [student, task, points, comment] = ["student", "grade_id", "points", "comment"].map(
      (name) => row[at[name]] ?? "",
    );
    const own = cards.find((card) => card.dataset.student === student && card.dataset.task === task);
    if (!own) others.push([student, task, points, comment]);
    else [part(own, "points").value, part(own, "comment").value] = [points, comment];
  }
  told();
}

save.addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([written()], { type: "text/csv" }));
  link.download = "hand.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});
open.addEventListener("change", async () => opened(await open.files[0].text()));
document.addEventListener("keydown", pressed);
document.addEventListener("input", told);
told();
