"""SciPy, of which two versions are in use: NumPy 2.5 and SciPy 1.18 need Python 3.12."""

PACKAGE = "scipy"
VARIANTS = {
    "SciPy 1.17": {"label": "SciPy {version}", "pins": ["scipy==1.17.1", "numpy==2.4.6"]},
    "SciPy 1.18": {"label": "SciPy {version}", "pins": ["scipy==1.18.1", "numpy==2.5.5"]},
}
CALLS = {
    "sigmoid": "scipy.special.expit(x)",
    "log_sigmoid": "scipy.special.log_expit(x)",
    "softplus": "scipy.special.softplus(x)",
    "softmax": "scipy.special.softmax(x, axis=-1)",
    "softmax_plain": "scipy.special.softmax(x)",
    "log_softmax": "scipy.special.log_softmax(x, axis=-1)",
}


def names():
    """Return what the calls name."""
    import scipy.special

    return {"scipy": scipy}
