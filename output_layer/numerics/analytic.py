"""Softmax and its logarithms for complex logits, as the complex step needs them.

The largest real part takes the place of the maximum. What is analytic stays so: no absolute
value, no comparison of anything but real parts.
"""

import numpy as np


def log1p(e):
    """Return log(1 + e); NumPy's complex log1p loses the real part of a small e."""
    if not np.iscomplexobj(e):
        return np.log1p(e)
    modulus = 0.5 * np.log1p(e.real * (2.0 + e.real) + e.imag**2)
    return modulus + 1j * np.arctan2(e.imag, 1.0 + e.real)


def softmax(z, out, axis, _):
    """Write e^(z_j)/Σ_l e^(z_l)."""
    terms = np.exp(z - _first(z, axis)[0])
    np.divide(terms, terms.sum(axis=axis, keepdims=True), out=out)


def log_softmax(z, out, axis, _):
    """Write z_j − log Σ_l e^(z_l), with all the digits of a class that dominates."""
    top, above = _logarithm(z, axis)
    np.subtract(z - top, above, out=out)


def logsumexp(z, out, axis, _):
    """Write log Σ_l e^(z_l), the principal value: its imaginary part lies in (−π, π].

    Where the largest real part is infinite, the result is that real number, as for real rows.
    """
    top, above = _logarithm(z, axis)
    whole = top + above
    inside = (-np.pi < whole.imag) & (whole.imag <= np.pi)  # a tiny part keeps all its digits
    turned = np.pi - np.mod(np.pi - whole.imag, 2 * np.pi)
    endless = np.isinf(top.real)
    out.real = np.where(endless, top.real, whole.real)
    out.imag = np.where(endless, 0.0, np.where(inside, whole.imag, turned))


def _logarithm(z, axis):
    """Return the logit z_f with the largest real part, and log Σ_l e^(z_l − z_f)."""
    top, others = _first(z, axis)
    terms = np.where(others, np.exp(z - top), 0.0)
    return top, log1p(terms.sum(axis=axis, keepdims=True))


def _first(z, axis):
    """Return the first logit with the largest real part, and where the others are."""
    first = np.argmax(z.real, axis=axis, keepdims=True)
    others = np.indices(z.shape)[axis] != first
    return np.take_along_axis(z, first, axis), others
