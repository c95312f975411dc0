"""One figure of a page, whose numbers must be Python's."""

from importlib import import_module

from states import state_names

# The state of one figure and what it shows, both read in the same moment.
READ = """(figure, names) => {
  const model = figure.closest('.widget-any').widgetModel;
  const shown = [...figure.querySelectorAll('[data-readout]')];
  return {
    state: Object.fromEntries(names.map((name) => [name, model.get(name)])),
    readouts: Object.fromEntries(shown.map((node) => [node.dataset.readout, node.textContent])),
  };
}"""
KIND = "figure => figure.closest('.widget-any').widgetModel.get('_anywidget_id')"


class OnPage:
    """One figure on a page, and the Python class that it is drawn for."""

    def __init__(self, locator):
        self.locator = locator
        module, _, name = locator.evaluate(KIND).rpartition(".")
        self.kind = getattr(import_module(module), name)
        self.names = state_names(self.kind)

    def agrees(self):
        """Check that all that is shown is what Python says, and return the state."""
        now = self.locator.evaluate(READ, self.names)
        assert now["readouts"], "a figure shows at least one number"
        assert now["readouts"] == self.kind(**now["state"]).readouts(), now["state"]
        return now["state"]

    def moved_by(self, action):
        """Tell whether ``action`` changed the state; check the numbers after it."""
        before = self.agrees()
        action()
        return self.agrees() != before

    def all(self, selector):
        """Return what can be used now of all that the selector finds in the figure."""
        return [each for each in self.locator.locator(selector).all() if each.is_enabled()]
