"""Costs of batches, as every way of reducing them gives them."""

from mpmath import exp, fsum, log


def logs(row):
    """Return the logarithms of the shares of a row of logits."""
    top = max(row)
    total = top + log(fsum(exp(one - top) for one in row))
    return [one - total for one in row]


def reduced(costs, weights):
    """Return what is made of the costs of a batch: name → numbers."""
    total = fsum(costs)
    return {
        "each row's": costs,
        "the sum": total,
        "divided by the number of rows": total / len(costs),
        "divided by the weights' sum": total / fsum(weights),
    }
