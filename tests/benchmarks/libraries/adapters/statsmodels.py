"""statsmodels: an inverse link, and the likelihood of a model whose parameters are the logits.

The design of that model is the identity; a slope is its own formula. MNLogit is left out: it takes
logits relative to the first class, so that a mask there is lost before it computes.
"""

import numpy as np

PACKAGE = "statsmodels"
VARIANTS = {
    "statsmodels": {
        "pins": ["statsmodels==0.15.0", "scipy==1.18.1", "pandas==3.0.4", "numpy==2.5.5"]
    }
}
CALLS = {
    "sigmoid": "families.links.Logit().inverse(x)",
    "binary_cross_entropy": "-Logit(t, eye).loglike(x)",
}
ISSUES = {"binary_cross_entropy": "https://github.com/statsmodels/statsmodels/pull/10217"}
SLOPES = {
    "sigmoid": "families.links.Logit().inverse_deriv(x)",
    "binary_cross_entropy": "-Logit(t, eye).score(x)",
}


def names():
    """Return what the calls name."""
    from statsmodels.api import Logit, families

    return {"Logit": Logit, "families": families}


def evaluate(call, names, arguments):
    """Return what a call gives."""
    return eval(call, {**names, **arguments, "eye": np.eye(len(arguments["x"]))})
