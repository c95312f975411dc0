"""Runs the code of a page in the browser, and reads what each cell says there and in the book."""

import time

BEGIN = """() => {
  const views = [...document.querySelectorAll("widget-view")];
  if (!views.every((view) => view.matches(".mounted, :has(> .widget-note), :has(> noscript)"))) {
    return false;
  }
  document.querySelector(".run-code button").click();
  return true;
}"""
READY = """() => document.querySelector(".live-refused")?.textContent ||
  document.documentElement.classList.contains("live")"""
ALL = """() => {
  [...document.querySelectorAll(".live-tools button, [role=toolbar] button")]
    .find(({ textContent }) => textContent === "Run all").click();
}"""
# A cell waits or runs, or something that it shows is not drawn yet.
DONE = """() => {
  const bars = [...document.querySelectorAll(".live-state")].map(({ textContent }) => textContent);
  const views = [...document.querySelectorAll(".live-output widget-view")];
  const drawn = views.every((view) => view.matches(".mounted, :has(> .widget-note)"));
  const coming = document.querySelector("script[data-coming]");
  return drawn && !coming && bars.every((text) => ["done", "error"].includes(text));
}"""
# What each cell says: in the book, here, and as an error. Of a figure its readouts count, not the
# ticks of its axes, which depend on its width: in a figure that is hidden there is none.
TEXTS = """() => {
  const others = `script, style, noscript, figcaption, button.copybtn, .figure-tools, .copy-latex,
    .widget-note, .widget-root svg, .visually-hidden`;
  const said = (nodes) => nodes.filter((node) => !node.matches(others)).map((node) => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll(others).forEach((part) => part.remove());
    return copy.textContent;
  }).join(" ").replace(/\\s+/g, " ").replace(/’/g, "'").trim();
  return [...document.querySelectorAll(".cell[id^=cell-]")].map((cell) => {
    const own = [...cell.querySelectorAll(".live-output:not(.live-error)")];
    const changed = cell.querySelector(".live-replaced, .live-output");
    const book = [...cell.querySelectorAll(".live-replaced")]
      .filter((node) => !node.parentElement.closest(".live-replaced"));
    return {
      cell: Number(cell.id.slice("cell-".length)),
      shown: !cell.matches(".live-hidden"),
      book: changed ? said(book) : "",
      live: said(own),
      error: cell.querySelector(".live-error > p")?.textContent ?? "",
    };
  });
}"""
CELLS = """() => [...document.querySelectorAll(".cell[id^=cell-]")]
  .filter((cell) => cell.querySelector("textarea")).map(({ id }) => id)"""
CELL_WITH = """(part) => [...document.querySelectorAll(".cell[id^=cell-]")]
  .find((cell) => cell.querySelector("textarea")?.value.includes(part)).id"""
WRITE = """(id, code) => {
  const field = document.querySelector(`#${id} textarea`);
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.select();
  document.execCommand("insertText", false, code);
}"""
RUN = """(id) => [...document.querySelectorAll(`#${id} .live-bar button`)]
  .find(({ textContent }) => textContent === "Run").click()"""
PRESS = """(word) => [...document.querySelectorAll("[role=toolbar] button")]
  .find(({ textContent }) => textContent === word).click()"""
STATES = """[...document.querySelectorAll(".live-state")].map(({ textContent }) => textContent)"""
RESTS = f"() => !{STATES}.some((text) => ['running', 'waits'].includes(text))"
RUNS = f"() => {STATES}.includes('running')"
AGAIN = "() => document.querySelector('.live-says').textContent.includes('ready again')"
TRACEBACK = "() => document.querySelector('.live-error pre').textContent"
FRAMES = """() => new Promise((done) => {
  let frames = 0;
  const count = () => { frames += 1; requestAnimationFrame(count); };
  count();
  setTimeout(() => done(frames), 1000);
})"""
FETCHED = """() => performance.getEntriesByType("resource").map(({ name }) => name)
  .filter((name) => name.includes("/_static/live/")).map((name) => name.split("/").pop())"""
MOUNTED = "() => document.querySelector('.live-output widget-view.mounted')"
MOVE = """(name, value) => {
  const model = document.querySelector(".live-output widget-view").widgetModel;
  model.set(name, value);
  model.save_changes();
}"""
PAUSE = "() => new Promise((done) => setTimeout(done, 300))"  # what is changed is told soon after
CAUGHT = "() => document.querySelector('.live-output .widget-output')?.textContent.trim()"
SLIDE = """(value) => {
  const slider = document.querySelector(".live-output input[type=range]");
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  slider.dispatchEvent(new Event("change", { bubbles: true }));
}"""
PATIENCE = 240  # seconds for one page on a busy machine


def until(tab, script):
    """Ask a page until it says anything but false; return what it says."""
    end = time.monotonic() + PATIENCE
    while not (answer := tab.ask(script)):
        if time.monotonic() > end:
            raise TimeoutError(f"not within {PATIENCE} s: {script}")
        time.sleep(0.2)
    return answer


def start(tab, name):
    """Open a page and bring Python into it."""
    tab.open(f"{name}.html")
    until(tab, BEGIN)
    answer = until(tab, READY)
    assert answer is True, answer


def run_all(tab):
    """Run all cells of the page; return what each says, in the book and here."""
    tab.ask(ALL)
    until(tab, DONE)
    return tab.ask(TEXTS)


def said(tab, cell):
    """Return what a cell says, in the book and here."""
    return next(each for each in tab.ask(TEXTS) if f"cell-{each['cell']}" == cell)
