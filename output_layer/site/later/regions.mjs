// What scrolls sideways must be reachable with the keyboard, and what does not must not be a stop.
// The sizes are read when the browser has them anyway, so a long page is not laid out for them.

const REGIONS = ".formula, pre, .output, .pst-scrollable-table-container";

function fit({ target: region }) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
}

export function reachWideRegions() {
  const stops = new ResizeObserver((entries) => entries.forEach(fit));
  document.querySelectorAll(REGIONS).forEach((region) => stops.observe(region));
}
