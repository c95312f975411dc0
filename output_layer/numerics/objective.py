"""The objective of softmax regression, J = mean cost + (λ/2) ‖W‖², a block of rows at a time.

A table of all logits, m × K, would be written to memory and read from it again and again. The
logits of a few rows stay in the processor's cache while they become shares and then slopes.
They stand in columns, one an example, so that maxima and sums run along whole rows of memory.
"""

import numpy as np

from output_layer.numerics.arguments import silent

CELLS = 2**16  # logits of a block: half a megabyte
FEWEST = 128  # rows of a block at least, or the products of matrices are slow


class Objective:
    """The function θ ↦ (J, ∇J) for inputs x, m × n, which may be a sparse CSR array.

    θ has a row for each class, and a last column of biases if ``decay``, the factors of the
    columns in the penalty, has n + 1 entries. ``parts`` are the examples' parts of the mean, with
    the sum 1; ``cost`` is a key of ``COSTS``.
    """

    def __init__(self, x, labels, parts, *, cost, decay):
        counted = parts > 0
        if not counted.all():
            x, labels, parts = x[counted], labels[counted], parts[counted]
        self.x, self.labels, self.parts = x, labels, parts.astype(x.dtype)
        self.cost, self.decay = cost, decay

    @silent
    def __call__(self, theta):
        """Return J and ∇J in the shape of θ; both are float64."""
        inputs = self.x.shape[1]
        weights = np.ascontiguousarray(theta[:, :inputs], dtype=self.x.dtype)
        biases = theta[:, inputs:].astype(self.x.dtype)  # K × 1, or K × 0
        value, slope = 0.0, self.decay * theta
        step = max(FEWEST, CELLS // len(theta))
        for first in range(0, self.x.shape[0], step):
            rows = slice(first, first + step)
            x, parts = self.x[rows], self.parts[rows]
            z = np.ascontiguousarray(_transposed_logits(weights, x))
            z += biases if biases.size else 0
            value += float(parts @ self.cost(z, self.labels[rows], parts))
            slope[:, :inputs] += z @ x
            if biases.size:
                slope[:, -1] += z.sum(axis=1)
        return value + 0.5 * float((self.decay * theta**2).sum()), slope


def _transposed_logits(weights, x):
    return weights @ x.T if isinstance(x, np.ndarray) else (x @ weights.T).T


def log_likelihood(z, labels, parts):
    """Return −log a_y for each column of z, and write ``parts`` times the slopes a_j − δ_{jy}."""
    at = labels, np.arange(len(labels))
    z -= z.max(axis=0)
    own = z[at]
    np.exp(z, out=z)
    total = z.sum(axis=0)
    z *= parts / total
    z[at] -= parts
    return np.log(total) - own


def quadratic(z, labels, parts):
    """Return ½ Σ_j (a_j − δ_{jy})² for each column, and write ``parts`` times its slopes there."""
    at = labels, np.arange(len(labels))
    z -= z.max(axis=0)
    np.exp(z, out=z)
    z /= z.sum(axis=0)
    own, squares = z[at], np.einsum("ij,ij->j", z, z)
    # a_i (r_i − Σ a_l r_l) with r = a − δ, where Σ a_l r_l = Σ a_l² − a_y
    z *= z - (squares - own)
    z[at] -= own
    z *= parts
    return 0.5 * (squares - 2 * own + 1)


COSTS = {"log-likelihood": log_likelihood, "quadratic": quadratic}
