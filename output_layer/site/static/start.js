// Menus, search and copy buttons start when the page stands, one script after the other: a figure
// can be moved before them. What marks the words of a search starts for those who come from one.
const waiting = document.querySelectorAll('script[type="text/later"]').values();
const whenIdle = window.requestIdleCallback ?? setTimeout;

function searched() {
  try {
    return /[?&]highlight=/.test(location.search) || localStorage.sphinx_highlight_terms;
  } catch {
    return false; // the reader's browser keeps nothing
  }
}

function startNext() {
  const { value: waiter } = waiting.next();
  if (!waiter) return;
  const next = () => {
    waiter.type = "text/started"; // taken out of the page, it would have the page styled anew
    whenIdle(startNext);
  };
  if (waiter.dataset.after === "search" && !searched()) return next();
  const script = document.createElement("script");
  script.src = waiter.src;
  script.onload = script.onerror = next;
  document.head.append(script);
}

// From disk no script asks what the browser keeps before the first frame: see layout.html.
const framed = location.protocol === "file:" ? requestAnimationFrame : (begin) => begin();
addEventListener("load", () => framed(() => whenIdle(startNext)));
