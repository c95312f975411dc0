"""A figure as a still picture: for print, for pages without scripts, and for PDF."""

import io
import re
import warnings

import matplotlib
from matplotlib.figure import Figure

__all__ = ["COLOURS", "LINES", "axes", "pdf", "png", "svg"]

# An image cannot see the page's theme: these have a contrast of 3 or more on white and on
# near-black, the text 4.
COLOURS = {
    "ink": "#7a7a7a",
    "muted": "#7a7a7a",
    "quadratic": "#d1544a",
    "cross_entropy": "#3f7fd0",
    "neuron": "#2f8f5f",
    "class_1": "#2b7fc0",
    "class_2": "#c9661a",
    "class_3": "#1f9470",
    "class_4": "#b065a0",
}
LINES = {"quadratic": (0, (5, 2.5)), "cross_entropy": "solid", "neuron": "solid"}
STYLE = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # what a page without it shows is its own sans-serif
    "font.size": 10,
    "svg.fonttype": "none",
    "svg.hashsalt": "output_layer",
    "pdf.fonttype": 42,
    "text.color": COLOURS["ink"],
    "axes.labelcolor": COLOURS["ink"],
    "axes.edgecolor": COLOURS["muted"],
    "xtick.color": COLOURS["muted"],
    "ytick.color": COLOURS["muted"],
    "xtick.labelcolor": COLOURS["ink"],
    "ytick.labelcolor": COLOURS["ink"],
    "xtick.bottom": False,  # the grid shows where they are
    "ytick.left": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": COLOURS["muted"],
    "grid.alpha": 0.25,
    "grid.linewidth": 0.6,
    "lines.linewidth": 2,
    "path.simplify_threshold": 0.5,
}
LONG = re.compile(r"\d+\.\d{3,}")  # a hundredth of a point is fine enough
BETWEEN = re.compile(r"<!--.*?-->|(?<=>)\s+(?=<)")  # nothing that is drawn
DPI = 200  # of the pixels: an inch of a slide is about half of that
NO_METADATA = {
    "png": {"Software": None},
    "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
}


def svg(draw, *, width=6.4, height=4.0):
    """Return as SVG text what ``draw(figure)`` draws on a Matplotlib figure, sizes in inches.

    The same input gives the same text: no date, no random names. The ground is transparent.
    """
    with warnings.catch_warnings():
        # The words stay words, so that Matplotlib's own font need not have their characters.
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from")
        text = _saved(draw, "svg", width, height).decode("utf-8")
    short = LONG.sub(lambda number: f"{float(number[0]):.2f}", text)
    return BETWEEN.sub("", short).replace("'DejaVu Sans'", "system-ui")


def pdf(draw, *, width=6.4, height=4.0):
    """Return the same picture as the bytes of a PDF: what LaTeX takes."""
    return _saved(draw, "pdf", width, height)


def png(draw, *, width=6.4, height=4.0):
    """Return the same picture as the bytes of a PNG, 200 pixels to the inch, transparent too."""
    return _saved(draw, "png", width, height)


def _saved(draw, kind, width, height):
    file = io.BytesIO()
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
        draw(figure)
        figure.savefig(file, format=kind, transparent=True, metadata=NO_METADATA[kind])
    return file.getvalue()


def axes(figure, *, xlabel, ylabel, position=(1, 1, 1), **options):
    """Return new axes of ``figure`` with grid; ``options`` go to ``Axes.set``.

    The labels are words of a figure's table, whose asterisks around variables are left out.
    """
    made = figure.add_subplot(*position)
    made.set(xlabel=xlabel.replace("*", ""), **options)
    made.set_title(ylabel.replace("*", ""), loc="left", fontsize=10)
    made.grid(True)
    return made
