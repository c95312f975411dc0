"""NumPy code that SymPy writes from a formula: as it stands, and rewritten for C99's functions.

A slope is the code written from SymPy's own derivative of the formula.
"""

import os

PACKAGE = "sympy"
PINS = ["sympy==1.14.0", "numpy==2.5.5"]
VARIANTS = {
    "SymPy": {"pins": PINS},
    "SymPy, optims_c99": {
        "label": "SymPy {version} with optims_c99",
        "pins": PINS,
        "environ": {"SYMPY_OPTIMS": "optims_c99"},
    },
}
CALLS = {
    "sigmoid": "lambdify(z, optimize(1/(1 + exp(-z)), optims))(x)",
    "log_sigmoid": "lambdify(z, optimize(-log(1 + exp(-z)), optims))(x)",
    "softplus": "lambdify(z, optimize(log(1 + exp(z)), optims))(x)",
}


def names():
    """Return what the calls name."""
    from sympy import Symbol, diff, exp, lambdify, log
    from sympy.codegen import rewriting

    return {
        "z": Symbol("z", real=True),
        "exp": exp,
        "log": log,
        "diff": diff,
        "lambdify": lambda symbol, formula: lambdify(symbol, formula, "numpy"),
        "optimize": rewriting.optimize,
        "optims": getattr(rewriting, os.environ.get("SYMPY_OPTIMS", ""), ()),
    }


def slope(call, names, arguments):
    """Return what the code of a formula's derivative gives."""

    def rewritten(formula, optims):
        return names["optimize"](names["diff"](formula, names["z"]), optims)

    return eval(call, {**names, **arguments, "optimize": rewritten})
