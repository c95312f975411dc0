"""The cover of an EPUB, drawn by the book's own functions: the race of its first page."""

from io import BytesIO
from textwrap import fill

from matplotlib import rc_context
from matplotlib.figure import Figure

from output_layer.slowdown import train_neuron

NAME = "images/cover.png"
_INCHES, _DOTS = (8, 12), 160  # 1280 × 1920 pixels
_LOOK = {"font.family": "DejaVu Sans", "text.parse_math": False}
_GROUND, _INK = "#1f5fbf", "white"


def drawn(book):
    """Return the cover as a PNG: title, subtitle, the race and the authors."""
    with rc_context(_LOOK):
        figure = Figure(figsize=_INCHES, facecolor=_GROUND)
        _write(figure, 0.84, fill(book.title, 16), 48, "bold")
        _write(figure, 0.70, fill(book.line, 34), 22)
        _write(figure, 0.07, fill(book.authors, 40), 18)
        _race(figure.add_axes((0.1, 0.16, 0.8, 0.42)))
        file = BytesIO()
        figure.savefig(
            file, format="png", dpi=_DOTS, facecolor=_GROUND, metadata={"Software": None}
        )
    return file.getvalue()


def _write(figure, height, text, size, weight="normal"):
    figure.text(0.1, height, text, color=_INK, fontsize=size, weight=weight, va="center")


def _race(axes):
    """Draw the outputs of two copies of one neuron, which differ in their cost."""
    axes.plot(train_neuron(2.0, 2.0, cost="quadratic").a, "--", color=_INK, linewidth=6)
    axes.plot(train_neuron(2.0, 2.0, cost="cross-entropy").a, color=_INK, linewidth=6)
    axes.set_ylim(0, 1.02)
    axes.set_axis_off()
    axes.axhline(0, color=_INK, linewidth=2)
