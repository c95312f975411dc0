// What scrolls sideways must be reachable with the keyboard, and what does not must not be a stop.
// The sizes are read when the browser has them anyway, so a long page is not laid out for them.
const REGIONS = ".formula, pre, .output, .pst-scrollable-table-container";

const stops = new ResizeObserver((entries) => {
  for (const { target: region } of entries) {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  }
});
document.querySelectorAll(REGIONS).forEach((region) => stops.observe(region));
