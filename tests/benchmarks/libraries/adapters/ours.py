"""The package of this book, as it stands in the working tree."""

from pathlib import Path

PACKAGE = "output-layer"
VARIANTS = {"ours": {"pins": [str(Path(__file__).parents[4])]}}
CALLS = {
    "sigmoid": "output_layer.sigmoid(x)",
    "log_sigmoid": "output_layer.log_sigmoid(x)",
    "softplus": "output_layer.softplus(x)",
    "softmax": "output_layer.softmax(x)",
    "softmax_plain": "output_layer.softmax(x)",
    "log_softmax": "output_layer.log_softmax(x)",
    "cross_entropy": "output_layer.log_likelihood_cost(x, y)",
    "cross_entropy_plain": "output_layer.log_likelihood_cost(x, y)",
}


def names():
    """Return what the calls name."""
    import output_layer

    return {"output_layer": output_layer}
