"""Keeps the outputs of cells as they were while MyST-NB merges printed text for the page.

Its `coalesce_streams` (1.4.0) puts the lines of later pieces into the first piece in place, and
leaves these pieces where they are. The notebook that is written afterwards, which readers download,
then has every such line twice.
"""

from copy import deepcopy

from myst_nb.core import render

_merged_in_place = render.coalesce_streams


def merged(outputs):
    """Return the outputs with printed text merged; those given stay as they are."""
    return _merged_in_place(deepcopy(outputs))


def keep_outputs():
    """Let every page of this process be rendered so."""
    render.coalesce_streams = merged
