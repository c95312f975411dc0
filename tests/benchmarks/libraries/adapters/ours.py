"""The package of this book, as it stands in the working tree; its slopes are functions too."""

from pathlib import Path

PACKAGE = "output-layer"
VARIANTS = {"ours": {"label": "this book's package", "pins": [str(Path(__file__).parents[4])]}}
CALLS = {
    "sigmoid": "output_layer.sigmoid(x)",
    "log_sigmoid": "output_layer.log_sigmoid(x)",
    "softplus": "output_layer.softplus(x)",
    "softmax": "output_layer.softmax(x)",
    "softmax_plain": "output_layer.softmax(x)",
    "log_softmax": "output_layer.log_softmax(x)",
    "cross_entropy": "output_layer.log_likelihood_cost(x, y)",
    "cross_entropy_plain": "output_layer.log_likelihood_cost(x, y)",
    "cross_entropy_shares": "output_layer.log_likelihood_cost(x, t)",
    "cross_entropy_weighted": "output_layer.log_likelihood_cost(x, y, weights=w)",
    "cross_entropy_weighted_shares": "output_layer.log_likelihood_cost(x, t, weights=w)",
    "cross_entropy_smoothed": "output_layer.log_likelihood_cost(x, y, smoothing=0.1)",
    "binary_cross_entropy": "output_layer.cross_entropy_cost(x, t)",
}
SLOPES = {
    "sigmoid": "output_layer.sigmoid_derivative(x)",
    "softplus": "output_layer.sigmoid(x)",
    "cross_entropy": "output_layer.log_likelihood_cost_gradient(x, y)",
    "binary_cross_entropy": "output_layer.cross_entropy_cost_gradient(x, t)",
}


def names():
    """Return what the calls name."""
    import output_layer

    return {"output_layer": output_layer}
