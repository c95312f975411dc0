"""JAX on its CPU backend, with 64-bit types switched on: without, float64 becomes float32."""

PACKAGE = "jax"
VARIANTS = {
    "JAX": {
        "pins": ["jax==0.12.0.1", "jaxlib==0.12.0.1", "numpy==2.5.5"],
        "environ": {"JAX_ENABLE_X64": "1", "JAX_PLATFORMS": "cpu"},
    }
}
CALLS = {
    "sigmoid": "jax.nn.sigmoid(x)",
    "log_sigmoid": "jax.nn.log_sigmoid(x)",
    "softplus": "jax.nn.softplus(x)",
    "softmax": "jax.nn.softmax(x, axis=-1)",
    "softmax_plain": "jax.nn.softmax(x)",
    "log_softmax": "jax.nn.log_softmax(x, axis=-1)",
}

ISSUES = {"softmax": "https://github.com/jax-ml/jax/issues/16200"}


def names():
    """Return what the calls name."""
    import jax

    return {"jax": jax}


def evaluate(call, names, arguments):
    """Return what a call gives, its arguments made arrays of JAX."""
    arrays = {name: names["jax"].numpy.asarray(value) for name, value in arguments.items()}
    return eval(call, {**names, **arrays})


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    jax = names["jax"]
    arrays = {name: jax.numpy.asarray(value) for name, value in arguments.items()}
    return jax.grad(lambda x: eval(call, {**names, **arrays, "x": x}).sum())(arrays["x"])
