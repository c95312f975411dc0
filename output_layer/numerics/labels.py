"""Labels of examples, as integers, one-hot or shares, checked against the logits of theirs."""

import numpy as np

from output_layer.numerics.arguments import COMPLEX, REAL, numbers, share


def logits_and_chosen(z, labels):
    """Return the logits, and for each class whether it is the label of its example.

    ``z`` has the classes along its last axis. ``labels`` has the shape of z without that
    axis and holds integers from 0 to K − 1, or the shape of z with a single 1 among zeros
    for each example. Raises ``ValueError`` for other shapes and other labels, ``TypeError``
    for labels that are no numbers.
    """
    z = with_classes("z", z)
    labels = numbers("labels", labels, kinds=REAL)
    if labels.shape == z.shape[:-1]:
        return z, _from_integers(labels, z.shape[-1])
    if labels.shape == z.shape:
        return z, _from_one_hot(labels)
    raise ValueError(
        f"labels must have the shape {z.shape[:-1]} of the examples or {z.shape} of z, "
        f"not {labels.shape}"
    )


def logits_and_targets(z, labels, smoothing, weights):
    """Return the logits, the target shares t_j in their shape, and the weights of the classes.

    ``labels`` may be those of `logits_and_chosen` or, in the shape of z, shares: none negative,
    their sum 1 for each example. With ``smoothing`` ε they become (1 − ε) t_j + ε/K. ``weights``
    are K numbers from 0 on, None for ones. ``ValueError`` for other values.
    """
    z = with_classes("z", z)
    classes = z.shape[-1]
    if np.shape(labels) == z.shape:
        targets = _shares(numbers("labels", labels, kinds=REAL))
    else:
        targets = logits_and_chosen(z, labels)[1].astype(np.float64)
    epsilon = share("smoothing", smoothing)
    if epsilon:
        targets = (1.0 - epsilon) * targets + epsilon / classes
    return z, targets, _class_weights(weights, classes)


def _shares(labels):
    """Return target shares; a sum counts as 1 if half of the digits of their type say so."""
    shares = labels.astype(np.float64)
    close = np.sqrt(np.finfo(labels.dtype).eps)
    with np.errstate(all="ignore"):
        right = (shares >= 0).all(axis=-1) & (abs(shares.sum(axis=-1) - 1) <= close)
    if not right.all():
        row = labels[~right][0]
        raise ValueError(f"target shares must sum to 1, none negative, but one row is {row}")
    return shares


def _class_weights(weights, classes):
    if weights is None:
        return np.ones(classes)
    given = numbers("weights", weights, kinds=REAL).astype(np.float64)
    if given.shape != (classes,) or not ((given >= 0) & np.isfinite(given)).all():
        raise ValueError(f"weights must be {classes} finite numbers from 0 on, not {weights}")
    return given


def with_classes(name, value):
    """Return ``value`` as an array; ``ValueError`` unless its last axis holds a class."""
    z = numbers(name, value)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(
            f"{name} must hold at least one class along its last axis, but has {z.shape}"
        )
    return z


def indices(labels, classes, shape):
    """Return labels of examples in this shape as indices; ``ValueError`` for any other."""
    labels = numbers("labels", labels, kinds=REAL)
    if labels.shape != shape:
        raise ValueError(f"labels must have the shape {shape} of the examples, not {labels.shape}")
    _check_integers(labels, classes)
    return labels.astype(np.intp)


def _check_integers(labels, classes):
    wrong = ~((labels >= 0) & (labels < classes) & (labels == np.floor(labels)))
    if wrong.any():
        raise ValueError(
            f"labels must be integers from 0 to {classes - 1}, but hold {labels[wrong][0]:g}"
        )


def _from_integers(labels, classes):
    _check_integers(labels, classes)
    return labels[..., np.newaxis] == np.arange(classes)


def _from_one_hot(labels):
    chosen = labels == 1
    right = (chosen | (labels == 0)).all(axis=-1) & (np.count_nonzero(chosen, axis=-1) == 1)
    if not right.all():
        row = labels[~right][0]
        raise ValueError(f"one-hot labels must hold a single 1 and zeros, but hold {row}")
    return chosen


def in_double(z):
    """Return z as float64, or as it is if it is complex."""
    return z if z.dtype.type in COMPLEX else z.astype(np.float64)
