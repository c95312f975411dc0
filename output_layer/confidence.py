"""How far the shares of a layer can be trusted: a temperature, bins, and what follows from them.

Logits and labels are those of ``output_layer.gradient``; all that is computed here is float64.
"""

from typing import NamedTuple

import numpy as np

from output_layer.gradient import log_likelihood_cost
from output_layer.numerics.arguments import REAL, count, numbers, positive, scalar, silent, targets
from output_layer.numerics.labels import logits_and_chosen
from output_layer.softmax import softmax


class Answers(NamedTuple):
    """What a layer answers: the largest share of each example, and whether its class is right."""

    confidence: np.ndarray
    right: np.ndarray


class Bins(NamedTuple):
    """Answers sorted by confidence into bins of equal width: how many, their two means."""

    count: np.ndarray
    confidence: np.ndarray
    accuracy: np.ndarray


class Split(NamedTuple):
    """The parts of the mean squared error of forecasts: reliability − resolution + uncertainty."""

    reliability: float
    resolution: float
    uncertainty: float


@silent
def tempered_cost(z, labels, beta):
    """Return C = log Σ_l e^(β z_l) − β z_y for each example, β = 1/τ being an inverse temperature.

    With β = 0 all shares are 1/K. It is convex in β, and finite wherever its value is no more than
    a float64 can hold:

    >>> print(tempered_cost([1e4, 0.0, 0.0], 1, beta=1e-4).round(4))
    1.5514

    :equation: eq-tempered-cost
    :shapes: z (…, K); labels (…) or one-hot (…, K); the result is (…)
    :domain: real finite z; labels 0 to K − 1; a finite β ≥ 0
    :raises ValueError: for labels or β out of range, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    z, chosen = _finite_logits(z, labels)
    below = z - z.max(axis=-1, keepdims=True)  # β z itself may overflow
    return log_likelihood_cost(scalar("beta", beta, least=0) * below, chosen)


@silent
def tempered_cost_slope(z, labels, beta):
    """Return ∂C/∂β = Σ_l a_l z_l − z_y with a = softmax(βz), for each example.

    The logit that the layer expects, less the logit of the true class. It is the sum of
    a_l (z_l − z_y), so that nothing is lost where the true class has nearly all:

    >>> float(tempered_cost_slope([40.0, 0.0], 0, beta=1.0))
    -1.6993417021166355e-16

    :equation: eq-tempered-slope
    :shapes: those of `tempered_cost`
    :domain: that of `tempered_cost`
    :raises ValueError: for labels or β out of range, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    z, chosen = _finite_logits(z, labels)
    below = z - z.max(axis=-1, keepdims=True)
    above = below - np.where(chosen, below, 0.0).sum(axis=-1, keepdims=True)
    shares = softmax(scalar("beta", beta, least=0) * below)
    return np.where(shares > 0, shares * above, 0.0).sum(axis=-1)[()]


@silent
def fit_temperature(z, labels):
    """Return the temperature τ = 1/β at which the mean of `tempered_cost` is least.

    Its slope in β rises from one end to the other, so it has one zero, which is looked for. There
    is none if all answers are right, since then each larger β is better, nor if the true class is
    on average no higher than the other classes, since then β = 0 is best.

    >>> print(round(fit_temperature([[2.0, 0.0], [2.0, 0.0], [2.0, 0.0]], [0, 0, 1]), 4))
    2.8854

    :equation: eq-tempered-slope eq-tempered-curvature
    :shapes: z (m, K); labels (m) or one-hot (m, K); the result is a number
    :domain: real finite z that are not all right, and tell something; labels 0 to K − 1
    :raises ValueError: outside of that domain, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    from scipy.optimize import brentq  # here: it takes longer to import than the whole package

    z, chosen = _finite_logits(z, labels)

    def slope(beta):
        return float(np.mean(tempered_cost_slope(z, chosen, beta)))

    size = float(np.ptp(z, axis=-1).max(initial=0.0))
    if size == 0 or slope(0.0) >= 0:
        raise ValueError("no temperature is best: the true class is no higher than the others")
    if (z.max(axis=-1) == np.where(chosen, z, 0.0).sum(axis=-1)).all():
        raise ValueError("no temperature is best: every answer is right, and a lower one is better")
    high = 1 / size
    while slope(high) < 0:
        high *= 2
    return 1 / brentq(slope, 0.0, high, xtol=1e-15 * high, rtol=1e-14)


@silent
def answers(z, labels):
    """Return c = max_j a_j for each example, and whether the class that has it is the label.

    >>> answers([[2.0, 0.0], [0.0, 1.0]], [0, 0]).right
    array([ True, False])

    :shapes: z (…, K); labels (…) or one-hot (…, K); both results are (…)
    :domain: real finite z; labels 0 to K − 1; of equal logits the first class is the answer
    :raises ValueError: for labels out of range, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    z, chosen = _finite_logits(z, labels)
    return Answers(softmax(z).max(axis=-1), z.argmax(axis=-1) == chosen.argmax(axis=-1))


@silent
def reliability(confidence, right, bins=10):
    """Return for each bin of confidence n_b answers, Σ c/n_b and Σ r/n_b, which are two means.

    c is the confidence, r whether it was right. The bins have equal width; a bin begins with its
    lower edge, and 1 is in the last. An empty bin has the means NaN. A layer is calibrated if the
    means of each bin agree, but for chance.

    >>> reliability([0.9, 0.9, 0.6], [True, False, True], bins=2).accuracy.round(4)
    array([   nan, 0.6667])

    :shapes: confidence and right (m); each result is (bins)
    :domain: confidence in [0, 1]; right False or True, or 0 to 1; bins ≥ 1
    :raises ValueError: outside, and for shapes that differ or hold nothing
    :raises TypeError: for what is not a real number
    """
    confidence, right = _forecasts(confidence, right)
    bins = count("bins", bins, least=1)
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    sizes = np.bincount(place, minlength=bins)
    means = (np.bincount(place, of, minlength=bins) / sizes for of in (confidence, right))
    return Bins(sizes, *means)


@silent
def expected_calibration_error(confidence, right, bins=10):
    """Return Σ_b (n_b/n) |accuracy_b − confidence_b|: the mean gap of the bins.

    It is never negative, so chance alone makes it positive, the more so the more bins there are.

    >>> print(expected_calibration_error([0.9, 0.9, 0.6, 0.6], [1, 1, 1, 0]).round(3))
    0.1

    :shapes: confidence and right (m); the result is a number
    :domain: that of `reliability`
    :raises ValueError: outside, and for shapes that differ or hold nothing
    :raises TypeError: for what is not a real number
    """
    found = reliability(confidence, right, bins)
    gaps = abs(found.accuracy - found.confidence)
    return np.nansum(found.count * gaps) / found.count.sum()


@silent
def murphy(confidence, right, bins=10):
    """Return the parts of Σ (c − r)²/n: reliability, resolution and uncertainty of forecasts c.

    Reliability − resolution + uncertainty is that mean if the forecasts within a bin are equal;
    otherwise it is so for forecasts that are replaced by the mean of their bin.

    >>> murphy([0.75, 0.75, 0.25, 0.25], [1, 1, 1, 0])
    Split(reliability=0.0625, resolution=0.0625, uncertainty=0.1875)

    :equation: eq-murphy
    :shapes: confidence and right (m); the results are numbers
    :domain: that of `reliability`
    :raises ValueError: outside, and for shapes that differ or hold nothing
    :raises TypeError: for what is not a real number
    """
    found = reliability(confidence, right, bins)
    weights, rate = found.count / found.count.sum(), np.mean(right)
    gaps = found.confidence - found.accuracy, found.accuracy - rate
    parts = (float(np.nansum(weights * gap**2)) for gap in gaps)
    return Split(*parts, float(rate * (1 - rate)))


def decision_threshold(alarm, miss):
    """Return the share of class 1 from which on it is cheaper to answer class 1: c_1/(c_1 + c_2).

    ``alarm`` is the cost c_1 of answering 1 where 2 is right, ``miss`` the cost c_2 of the reverse.

    >>> decision_threshold(alarm=1, miss=9)
    0.1

    :equation: eq-threshold
    :shapes: numbers
    :domain: both costs finite and greater than 0
    :raises ValueError: for other numbers
    :raises TypeError: for what is not a real number
    """
    alarm, miss = positive("alarm", alarm), positive("miss", miss)
    return alarm / (alarm + miss)


@silent
def with_frequencies(z, old, new):
    """Return the logits for other class frequencies: z_j + log(new_j/old_j).

    Where a class has become more frequent and its members look as before, its share grows in the
    proportion of the frequencies. Only the proportions count.

    >>> softmax(with_frequencies([0.0, 0.0], old=[0.5, 0.5], new=[0.9, 0.1]))
    array([0.9, 0.1])

    :equation: eq-new-frequencies
    :shapes: z (…, K); old and new (K); the result is like z
    :domain: real z; frequencies, or counts, greater than 0
    :raises ValueError: for others, and for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    z = numbers("z", z, kinds=REAL).astype(np.float64)
    ratios = _frequencies("new", new, z) / _frequencies("old", old, z)
    return z + np.log(ratios)


def _frequencies(name, value, z):
    found = numbers(name, value, kinds=REAL).astype(np.float64)
    if found.shape != z.shape[-1:] or not ((found > 0) & np.isfinite(found)).all():
        raise ValueError(f"{name} must be {z.shape[-1:]} finite numbers above 0, not {value}")
    return found / found.sum()


def _finite_logits(z, labels):
    """Return the logits as float64, and whether a class is the label of its example."""
    z, chosen = logits_and_chosen(numbers("z", z, kinds=REAL), labels)
    if not np.isfinite(z).all():
        raise ValueError(f"z must be finite, but holds {z[~np.isfinite(z)][0]}")
    return z.astype(np.float64), chosen


def _forecasts(confidence, right):
    confidence, right = targets("confidence", confidence), targets("right", right)
    if confidence.shape != right.shape or confidence.ndim != 1 or not confidence.size:
        raise ValueError(
            "confidence and right must be rows of one length, with an answer at least, not "
            f"{confidence.shape} and {right.shape}"
        )
    return confidence.astype(np.float64), right.astype(np.float64)
