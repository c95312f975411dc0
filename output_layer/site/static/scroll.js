// What scrolls sideways must be reachable with the keyboard, and what does not must not be a stop.
// The sizes are read when the browser has them anyway, so a long page is not laid out for them;
// until then a region may be one that scrolls.
const REGIONS = ".formula, pre, .output, .pst-scrollable-table-container";

const stops = new ResizeObserver((entries) => {
  for (const { target: region } of entries) {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  }
});
for (const region of document.querySelectorAll(REGIONS)) {
  region.tabIndex = 0;
  stops.observe(region);
}
