"""What training changes about a cost: focal cost, class weights, smoothing, batches, first biases.

Logits, labels, types and errors are those of ``output_layer.gradient``, whose
``log_likelihood_cost`` takes smoothing and class weights too.
"""

import numpy as np

from output_layer.gradient import complement, residual
from output_layer.numerics.arguments import REAL, count, numbers, scalar, share, silent
from output_layer.numerics.labels import in_double, logits_and_targets
from output_layer.softmax import log_softmax, softmax

FAR = 800.0  # a gap beyond all that float64 can tell apart
HALVINGS = 60

__all__ = [
    "asked_gap",
    "batch_variance",
    "first_biases",
    "smoothed_gap",
]


@silent
def focal_cost(z, labels, *, gamma=2.0, smoothing=0.0, weights=None):
    """Return C = −(1 − a_y)^γ log a_y with a = softmax(z), for each example, C ≥ 0.

    For target shares it is −Σ_j w_j t_j (1 − a_j)^γ log a_j, with ``weights`` and ``smoothing``
    as `log_likelihood_cost` has them. With γ = 0 it is the log-likelihood cost.

    1 − a_y is the sum of the other shares, so an example that is nearly right keeps its digits:
    within 12 ULP for γ = 2. It is finite for all finite logits.

    >>> focal_cost([[0.0, 0.0], [40.0, 0.0], [-800.0, 0.0]], [0, 0, 0])
    array([1.73286795e-01, 7.66764807e-53, 8.00000000e+02])

    :equation: eq-focal-cost
    :shapes: z (…, K); labels (…) or shares (…, K); weights (K); the result is (…)
    :domain: γ ≥ 0; all else as in `log_likelihood_cost`
    :raises ValueError: outside of that domain, and for shapes that do not fit
    :raises TypeError: for what is not a number
    """
    gamma = scalar("gamma", gamma, least=0)
    z, targets, weights = logits_and_targets(z, labels, smoothing, weights)
    double, factors = in_double(z), weights * targets
    costs = factors * complement(softmax(double)) ** gamma * log_softmax(double)
    return (0.0 - np.where(factors == 0, 0.0, costs).sum(axis=-1)).astype(z.dtype)[()]


@silent
def focal_cost_gradient(z, labels, *, gamma=2.0, smoothing=0.0, weights=None):
    """Return ∂C/∂z_j = φ (a_j − δ_{jy}), φ = (1 − a_y)^γ − γ a_y (1 − a_y)^(γ − 1) log a_y.

    φ adds two numbers that are not negative, so a label keeps its digits: within 20 ULP for
    γ = 2. For shares it is a_j Σ_l w_l t_l φ_l − w_j t_j φ_j.
    The arguments are those of `focal_cost`.

    >>> focal_cost_gradient([[0.0, 0.0], [-800.0, 0.0]], 2 * [0])
    array([[-0.2982868,  0.2982868],
           [-1.       ,  1.       ]])

    :equation: eq-focal-gradient
    :shapes: z (…, K); labels (…) or shares (…, K); weights (K); the result is like z
    :domain: that of `focal_cost`
    :raises ValueError: outside of that domain, and for shapes that do not fit
    :raises TypeError: for what is not a number
    """
    gamma = scalar("gamma", gamma, least=0)
    z, targets, weights = logits_and_targets(z, labels, smoothing, weights)
    double = in_double(z)
    parts = weights * targets * _focus(double, gamma)
    whole = parts.sum(axis=-1, keepdims=True)
    # For a label parts/whole is exactly 1; where all of it is too small for a number, 0.
    aims = np.where(whole == 0, 0.0, parts / np.where(whole == 0, 1.0, whole))
    return (whole * residual(double, aims)).astype(z.dtype)


def _focus(z, gamma):
    """Return φ_j, by which the focal cost multiplies the error if the label is j."""
    a, logs = softmax(z), log_softmax(z)
    missing = complement(a)
    # −log a/(1 − a) tends to 1 as a does; a log a tends to 0 with a.
    steep = np.where(missing == 0, 1.0, -logs / np.where(missing == 0, 1.0, missing))
    return missing**gamma * (1.0 + gamma * np.where(a == 0, 0.0, a * steep))


def smoothed_gap(classes, smoothing):
    """Return g = log(1 + K(1/ε − 1)), the gap of logits that a smoothed label asks for.

    >>> smoothed_gap(10, 0.1)
    4.51085950651685

    :equation: eq-smoothed-gap
    :shapes: numbers
    :domain: K ≥ 1; 0 ≤ ε ≤ 1; ∞ for ε = 0
    :raises ValueError: outside of that domain
    :raises TypeError: for what is not a number
    """
    classes, epsilon = count("classes", classes, least=1), share("smoothing", smoothing)
    return float(np.log1p(classes * (1.0 - epsilon) / epsilon)) if epsilon else np.inf


def asked_gap(truth, classes, *, smoothing=0.0, weight=1.0, gamma=0.0):
    """Return the gap g of a class over all others at which the mean cost has ∂J/∂z = 0.

    The label is this class with the probability p = ``truth``, and each of the others equally
    often; ``weight`` is the weight of this class, that of the others is 1.

    >>> round(asked_gap(0.9, 2), 4), round(asked_gap(0.9, 2, gamma=2.0), 4)
    (2.1972, 0.8199)

    :equation: eq-shares-gradient eq-smoothed-target eq-focal-gradient
    :shapes: numbers
    :domain: 0 ≤ p ≤ 1; K ≥ 2; 0 ≤ ε ≤ 1; weight > 0; γ ≥ 0; ±∞ where no gap is enough
    :raises ValueError: outside of that domain
    :raises TypeError: for what is not a number
    """
    classes = count("classes", classes, least=2)
    truth, epsilon = share("truth", truth), share("smoothing", smoothing)
    own, others = (
        (1.0 - epsilon) * p + epsilon / classes * n
        for p, n in ((truth, 1), (1.0 - truth, classes - 1))
    )
    if not own or not others:
        return np.inf if own else -np.inf
    shares = np.full(classes, others / (classes - 1))
    shares[0], weights = own, np.append(weight, np.ones(classes - 1))

    def slope(gap):
        z = np.append(gap, np.zeros(classes - 1))
        return focal_cost_gradient(z, shares, gamma=gamma, weights=weights)[0]

    low, high = -FAR, FAR
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if slope(middle) > 0 else (middle, high)
    return middle


def batch_variance(spread, batch, examples):
    """Return S²/B · (m − B)/(m − 1): the variance of the mean of B of m numbers.

    The batch is drawn without replacement; ``spread`` is S², the mean square of the m numbers'
    distances from their mean.

    >>> batch_variance([1.0, 8.0], 2, 5)
    array([0.375, 3.   ])

    :equation: eq-batch-variance
    :shapes: ``spread`` of any shape, as is the result; B and m are numbers
    :domain: S² ≥ 0; 1 ≤ B ≤ m
    :raises ValueError: outside of that domain
    :raises TypeError: for what is not a number
    """
    examples, batch = count("examples", examples, least=1), count("batch", batch, least=1)
    if batch > examples:
        raise ValueError(f"batch must be at most {examples}, the number of examples, not {batch}")
    spread = numbers("spread", spread, kinds=REAL).astype(np.float64)
    if not (spread >= 0).all():
        raise ValueError(f"spread must be at least 0, but holds {spread[~(spread >= 0)][0]}")
    left = (examples - batch) / max(1, examples - 1)
    return (spread / batch * left)[()]


def first_biases(labels, classes):
    """Return b_j = log(m_j/m), the best biases while all weights are 0: shares like the labels'.

    >>> first_biases([0, 0, 1, 0], 2)
    array([-0.28768207, -1.38629436])

    :equation: eq-shares-gradient
    :shapes: labels (m); the result is (K)
    :domain: labels 0 to K − 1, each of which occurs, or its bias were −∞
    :raises ValueError: outside of that domain
    :raises TypeError: for what is not a number
    """
    classes = count("classes", classes, least=1)
    labels = numbers("labels", labels, kinds=REAL)
    found = labels[..., np.newaxis] == np.arange(classes)
    if labels.ndim != 1 or not found.any(axis=1).all():
        raise ValueError(f"labels must be a row of integers from 0 to {classes - 1}")
    if not found.any(axis=0).all():
        raise ValueError(f"class {found.any(axis=0).argmin()} has no example")
    return np.log(found.mean(axis=0))
