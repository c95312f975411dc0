// Menus, search and copy buttons start when the page stands, one script after the other: a figure
// can be moved before them.
const waiting = document.querySelectorAll('script[type="text/later"]').values();
const whenIdle = window.requestIdleCallback ?? setTimeout;

function startNext() {
  const { value: waiter } = waiting.next();
  if (!waiter) return;
  const script = document.createElement("script");
  script.src = waiter.src;
  script.onload = script.onerror = () => {
    waiter.type = "text/started"; // taken out of the page, it would have the page styled anew
    whenIdle(startNext);
  };
  document.head.append(script);
}

addEventListener("load", () => whenIdle(startNext));
