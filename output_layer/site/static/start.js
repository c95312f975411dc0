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

// A part of the text that the stylesheet leaves out far from the screen is laid out for good well
// before it comes into sight: then nothing moves that a reader sees.
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target: part } of entries) {
      if (!isIntersecting) continue;
      part.style.contentVisibility = "visible";
      near.unobserve(part);
    }
  },
  { rootMargin: "500% 0px" },
);
document.querySelectorAll(".bd-article section > :not(section)").forEach((part) => near.observe(part));
