"""A layer that sorts points of the plane into classes, trained by full-batch gradient descent.

``weights`` holds a row [w_j1, w_j2, b_j] for each of the K classes, ``points`` a row
[x_1, x_2, label] for each example, with labels from 1; a label above K counts as K. The outputs
are softmax(z), or with ``sigmoids`` the K separate σ(z_j), where z_j = w_j1 x_1 + w_j2 x_2 + b_j.
"""

import numpy as np

from output_layer.crossentropy import cross_entropy_cost, cross_entropy_cost_gradient
from output_layer.gradient import log_likelihood_cost, log_likelihood_cost_gradient
from output_layer.sigmoid import sigmoid
from output_layer.softmax import softmax

__all__ = ["classified", "logits", "mean_cost", "outputs", "train"]


def logits(weights, points):
    """Return z_j for each point, an array of m rows and K columns."""
    w1, w2, b = np.transpose(weights)
    x1, x2 = np.transpose(points)[:2, :, np.newaxis]
    return w1 * x1 + w2 * x2 + b


def outputs(z, *, sigmoids):
    """Return the outputs for logits z: softmax over the last axis, or K sigmoids."""
    return sigmoid(z) if sigmoids else softmax(z)


def classified(weights, points):
    """Return for each point whether its class has the largest output, the first of equal ones."""
    return logits(weights, points).argmax(axis=1) == _labels(weights, points)


def mean_cost(weights, points, *, sigmoids):
    """Return J, the mean over the points of −log a_y, or of the sum of the K cross-entropies."""
    z = logits(weights, points)
    if sigmoids:
        return cross_entropy_cost(z, _targets(weights, points)).sum(axis=1).mean()
    return log_likelihood_cost(z, _labels(weights, points)).mean()


def train(weights, points, *, sigmoids, eta, epochs):
    """Return the weights after ``epochs`` steps of descent on J: w ← w − η ∂J/∂w."""
    weights = np.array(weights, dtype=float)
    inputs = np.column_stack([np.array(points)[:, :2], np.ones(len(points))])
    for _ in range(epochs):
        z = logits(weights, points)
        if sigmoids:
            slopes = cross_entropy_cost_gradient(z, _targets(weights, points))
        else:
            slopes = log_likelihood_cost_gradient(z, _labels(weights, points))
        weights = weights - eta * (slopes.T @ inputs) / len(inputs)
    return weights


def _labels(weights, points):
    """Return the labels as indices from 0."""
    return np.minimum(np.transpose(points)[2].astype(int), len(weights)) - 1


def _targets(weights, points):
    return np.eye(len(weights))[_labels(weights, points)]
