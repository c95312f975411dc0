"""The calls of every library; the rows of all tables lead here."""

from docutils import nodes

from output_layer.site.measured.cells import cell, table
from output_layer.site.measured.record import Recorded, in_order

# The words a reader sees; a translation replaces these tables.
WORDS = {
    "library": "Library",
    "asked for": "Asked for",
    "call": "Call",
    "issue": "reported",
    "slope": "slope: ",
}
OPERATIONS = {
    "sigmoid": "the sigmoid",
    "log_sigmoid": "its logarithm",
    "softplus": "softplus",
    "softmax": "softmax",
    "softmax_plain": "softmax, no axis named",
    "log_softmax": "log-softmax",
    "cross_entropy": "the cost of a label",
    "cross_entropy_plain": "the plainest cost",
    "cross_entropy_shares": "the cost of shares",
    "cross_entropy_weighted": "with class weights",
    "cross_entropy_weighted_shares": "weights and shares",
    "cross_entropy_ignored": "with ignored labels",
    "cross_entropy_smoothed": "with smoothing",
    "binary_cross_entropy": "the cost of one neuron",
}


class Calls(Recorded):
    """Lists the calls of every library."""

    def run(self):
        """Return the table."""
        rows = [
            _call(name, entry, operation, first=not place)
            for name, entry in in_order(self.recorded()["libraries"])
            for place, operation in enumerate(one for one in OPERATIONS if one in entry["calls"])
        ]
        head = [WORDS["library"], WORDS["asked for"], WORDS["call"]]
        return [table(self.options["caption"], head, rows, "calls")]


def linked(name, entry):
    """Return the cell that names a library, with a link to its calls."""
    link = nodes.reference("", entry["label"], refuri=f"#{_anchor(name)}", internal=True)
    return nodes.entry("", nodes.paragraph("", "", link))


def _anchor(name):
    return f"calls-{nodes.make_id(name)}"


def _call(name, entry, operation, *, first):
    """Return the row of a call, with the issue that reports what is wrong there."""
    code = nodes.literal("", entry["calls"][operation])
    words = nodes.paragraph("", "", code)
    if slope := entry["slopes"].get(operation):
        words += [nodes.Text(f"; {WORDS['slope']}"), nodes.literal("", slope)]
    if address := entry["issues"].get(operation):
        link = nodes.reference("", WORDS["issue"], refuri=address)
        words += [nodes.Text(" ("), link, nodes.Text(")")]
    label = nodes.paragraph("", entry["label"])
    if first:
        label["ids"] = [_anchor(name)]
    return [nodes.entry("", label), cell(OPERATIONS[operation]), nodes.entry("", words)]
