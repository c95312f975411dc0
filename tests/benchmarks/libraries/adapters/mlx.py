"""MLX with its CPU backend for Linux; float64 is asked for by name and works on the CPU alone.

Its exponential of float64 numbers is computed in single precision, and what follows from it too.
"""

PACKAGE = "mlx"
VARIANTS = {"MLX": {"pins": ["mlx==0.32.4", "mlx-cpu==0.32.4", "numpy==2.5.5"]}}
CALLS = {
    "sigmoid": "mx.sigmoid(x)",
    "log_sigmoid": "nn.log_sigmoid(x)",
    "softplus": "nn.softplus(x)",
    "softmax": "mx.softmax(x, axis=-1)",
    "softmax_plain": "mx.softmax(x)",
    "log_softmax": "nn.log_softmax(x, axis=-1)",
    "cross_entropy": "nn.losses.cross_entropy(x, y)",
    "cross_entropy_shares": "nn.losses.cross_entropy(x, t)",
    "cross_entropy_smoothed": "nn.losses.cross_entropy(x, y, label_smoothing=0.1)",
    "cross_entropy_plain": "nn.losses.cross_entropy(x, y)",
    "binary_cross_entropy": "nn.losses.binary_cross_entropy(x, t)",
}

_SINGLE = "https://github.com/ml-explore/mlx/issues/3047"
ISSUES = {
    "sigmoid": _SINGLE,
    "log_sigmoid": _SINGLE,
    "softplus": _SINGLE,
    "softmax": _SINGLE,
    "log_softmax": _SINGLE,
}


def names():
    """Return what the calls name."""
    import mlx.core
    import mlx.nn

    mlx.core.set_default_device(mlx.core.cpu)
    return {"mx": mlx.core, "nn": mlx.nn}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made arrays of MLX in their own types."""
    return eval(call, {**names, **_arrays(names["mx"], arguments)})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    arrays = _arrays(names["mx"], arguments)
    return names["mx"].grad(lambda x: eval(call, {**names, **arrays, "x": x}).sum())(arrays["x"])


def _arrays(mx, arguments):
    return {
        name: mx.array(value, dtype=getattr(mx, value.dtype.name))
        for name, value in arguments.items()
    }
