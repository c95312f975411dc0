"""Autograd, which differentiates calls of NumPy and SciPy.

Its own example of a network has log-softmax as it stands here; there is no call of that name.
"""

PACKAGE = "autograd"
VARIANTS = {"Autograd": {"pins": ["autograd==1.9.1", "scipy==1.18.1", "numpy==2.5.5"]}}
CALLS = {
    "sigmoid": "expit(x)",
    "log_softmax": "x - logsumexp(x, axis=-1, keepdims=True)",
}


def names():
    """Return what the calls name."""
    import autograd
    from autograd.scipy.special import expit, logsumexp

    return {"autograd": autograd, "expit": expit, "logsumexp": logsumexp}


def slope(call, names, arguments):
    """Return the gradient of the sum of what a call gives, by x."""
    return names["autograd"].grad(
        lambda x: names["autograd"].numpy.sum(eval(call, {**names, **arguments, "x": x}))
    )(arguments["x"])
