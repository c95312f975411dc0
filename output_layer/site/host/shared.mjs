// Modules that nearly all figures import: they come with the host, once for all pages. A page
// brings what is left of its figures' scripts, which ask for these by the bundler's names.

import * as controls from "../../figures/controls.mjs";
import * as maths from "../../figures/maths.mjs";
import * as numbers from "../../figures/numbers.mjs";
import * as plot from "../../figures/plot.mjs";
import * as view from "../../figures/view.mjs";

export const shared = {
  module_controls: controls,
  module_maths: maths,
  module_numbers: numbers,
  module_plot: plot,
  module_view: view,
};
