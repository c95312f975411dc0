"""Optax, the losses of JAX, on the CPU with 64-bit types switched on; one cost for each row.

For logits of −∞ beside a share of 0 it has ``safe_softmax_cross_entropy``, which is not asked here.
"""

PACKAGE = "optax"
VARIANTS = {
    "Optax": {
        "pins": ["optax==0.2.8", "jax==0.12.0.1", "jaxlib==0.12.0.1", "numpy==2.5.5"],
        "environ": {"JAX_ENABLE_X64": "1", "JAX_PLATFORMS": "cpu"},
    }
}
CALLS = {
    "cross_entropy": "optax.softmax_cross_entropy_with_integer_labels(x, y)",
    "cross_entropy_shares": "optax.softmax_cross_entropy(x, t)",
    "cross_entropy_ignored": (
        "optax.softmax_cross_entropy_with_integer_labels(x, y, where=y != -1)"
    ),
    "cross_entropy_smoothed": (
        "optax.softmax_cross_entropy(x, optax.smooth_labels(jax.nn.one_hot(y, 3), 0.1))"
    ),
    "cross_entropy_plain": "optax.softmax_cross_entropy_with_integer_labels(x, y)",
    "binary_cross_entropy": "optax.sigmoid_binary_cross_entropy(x, t)",
}

ISSUES = {"cross_entropy_shares": "https://github.com/google-deepmind/optax/issues/896"}


def names():
    """Return what the calls name."""
    import jax
    import optax

    return {"jax": jax, "optax": optax}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made arrays of JAX."""
    arrays = {name: names["jax"].numpy.asarray(value) for name, value in arguments.items()}
    return eval(call, {**names, **arrays})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    jax = names["jax"]
    arrays = {name: jax.numpy.asarray(value) for name, value in arguments.items()}
    return jax.grad(lambda x: eval(call, {**names, **arrays, "x": x}).sum())(arrays["x"])
