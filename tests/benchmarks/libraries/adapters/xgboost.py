"""XGBoost: a model without trees, to which the logits are given as its base margin.

Its metrics are read from the text in which they are reported.
"""

import numpy as np

PACKAGE = "xgboost"
VARIANTS = {"XGBoost": {"pins": ["xgboost==3.4.1", "numpy==2.5.5"]}}
CALLS = {
    "sigmoid": "booster(objective='binary:logistic').predict(DMatrix(X, base_margin=x))",
    "softmax": "booster(objective='multi:softprob').predict(DMatrix(X, base_margin=x))",
    "cross_entropy": (
        "booster(objective='multi:softprob', eval_metric='mlogloss')"
        ".eval(DMatrix(X, label=y, base_margin=x))"
    ),
    "binary_cross_entropy": (
        "booster(objective='binary:logistic', eval_metric='logloss')"
        ".eval(DMatrix(X, label=t, base_margin=x))"
    ),
}


def names():
    """Return what the calls name."""
    from xgboost import DMatrix, train

    return {"DMatrix": DMatrix, "train": train}


def evaluate(call, names, arguments):
    """Return what a call gives, from a model that was trained for no round."""
    x = arguments["x"] if "multi:" in call else arguments["x"].ravel()
    one = names["DMatrix"](np.zeros((len(x), 1)), label=np.arange(len(x)) % 2)

    def booster(**settings):
        classes = {"num_class": x.shape[-1]} if x.ndim > 1 else {}
        return names["train"]({"nthread": 1, **classes, **settings}, one, 0)

    given = {**names, **arguments, "x": x, "X": np.zeros((len(x), 1)), "booster": booster}
    return eval(call, given)


def taken(result):
    """Return a result as an array of NumPy."""
    return np.float64(result.rpartition(":")[2]) if isinstance(result, str) else result
