"""True values from ball arithmetic, and distances from them in units in the last place (ULP).

Arb (python-flint) returns balls that are proved to hold the true value. A ball that is
too wide is computed again with twice the digits, so no number of digits has to be guessed.
"""

import numpy as np
from flint import arb, ctx

FIRST_BITS = 128
SCALE = arb(2) ** 600  # lifts what is left of a subnormal result into the normal range


def sigmoid(z):
    return 1 / (1 + (-z).exp())


def sigmoid_derivative(z):
    e = (-abs(z)).exp()
    return e / (1 + e) ** 2


def softplus(z):
    return z.exp().log1p() if z < 0 else z + (-z).exp().log1p()


def log_sigmoid(z):
    return -softplus(-z)


def logit(p):
    return (p / (1 - p)).log()


def residual(z, y):
    """Return σ(z) − y so that far from 0 no thousands of digits are needed for targets 0 and 1."""
    return sigmoid(z) - y if z < 0 else (1 - y) - sigmoid(-z)


def quadratic_cost(z, y):
    return residual(z, y) ** 2 / 2


def quadratic_cost_gradient(z, y):
    return residual(z, y) * sigmoid_derivative(z)


def cross_entropy_cost(z, y):
    return y * softplus(-z) + (1 - y) * softplus(z)


def cross_entropy_cost_gradient(z, y):
    return residual(z, y)


def truth(function, *points):
    """Return the float64 nearest to each true value, and what is left, in ULP of it."""
    columns = [np.asarray(column, dtype=np.float64).tolist() for column in points]
    nearest, rest = np.array([_split(function, *at) for at in zip(*columns, strict=True)]).T
    return nearest, rest / (np.spacing(abs(nearest)) * 2.0**600)


def _split(function, *at):
    ball = _narrow(function, at)
    nearest = float(ball)
    return nearest, float((ball - nearest) * SCALE)


def _narrow(function, at):
    """Return a ball of at least 100 right bits, or one around 0 that no float64 resolves."""
    ctx.prec = FIRST_BITS
    ball = function(*map(arb, at))
    while ball.rel_accuracy_bits() < 100 and not abs(ball) < arb(2) ** -1300:
        ctx.prec *= 2
        ball = function(*map(arb, at))
    return ball.mid()


def ulp_errors(result, nearest, rest):
    """Return |result − truth| in ULP of the result's own type."""
    with np.errstate(over="ignore"):  # raised by the spacing of the largest float16
        unit = np.spacing(abs(nearest.astype(result.dtype))).astype(np.float64)
    return abs((result - nearest) / unit - rest * (np.spacing(abs(nearest)) / unit))
