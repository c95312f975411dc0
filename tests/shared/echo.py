"""All figures, and an echo of what Python knows of them: what the tests show in each host."""

import json

import anywidget
import traitlets

from output_layer import figures


class Echo(anywidget.AnyWidget):
    """A text on the page that Python writes."""

    _esm = """
    function render({ model, el }) {
      const write = () => { el.textContent = model.get("text"); };
      el.className = "echo";
      model.on("change:text", write);
      write();
    }
    export default { render };
    """
    text = traitlets.Unicode().tag(sync=True)


def stem(figure):
    """Return the name of a figure on the page."""
    return type(figure).__module__.rpartition(".")[2]


def known(figure):
    """Return what Python knows of a figure: what its sliders set, and its readouts."""
    state = {name: getattr(figure, name) for name in figure.limits}
    return {"state": state, "readouts": figure.readouts()}


def all_figures():
    """Return a figure of each kind and, last, the echo that follows them."""
    shown, echo = [getattr(figures, name)() for name in figures.__all__], Echo()
    told = {}

    def tell(figure):
        told[stem(figure)] = known(figure)
        echo.text = json.dumps(told)

    for figure in shown:
        tell(figure)
        figure.observe(lambda change: tell(change.owner))
    return [*shown, echo]
