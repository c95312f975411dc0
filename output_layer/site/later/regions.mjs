// What scrolls sideways must be reachable with the keyboard, and what does not must not be a stop.
// The sizes are read when the browser has them anyway, so a long page is not laid out for them.

const REGIONS = ".formula, pre, .output, .pst-scrollable-table-container, #equations p";

function fit({ target: region }) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
}

const stops = () => new ResizeObserver((entries) => entries.forEach(fit));

export function reachWideRegions() {
  const observer = stops();
  document.querySelectorAll(REGIONS).forEach((region) => observer.observe(region));
}

// The same for what comes into a page later.
export function reach(node) {
  const observer = stops();
  for (const region of [node, ...node.querySelectorAll("*")]) if (region.matches(REGIONS)) observer.observe(region);
}
