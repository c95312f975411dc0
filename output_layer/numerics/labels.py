"""Labels of examples, as integers or one-hot, checked against the logits they belong to."""

import numpy as np

from output_layer.numerics.arguments import COMPLEX, REAL, numbers


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


def with_classes(name, value):
    """Return ``value`` as an array; ``ValueError`` unless its last axis holds a class."""
    z = numbers(name, value)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(
            f"{name} must hold at least one class along its last axis, but has {z.shape}"
        )
    return z


def _from_integers(labels, classes):
    wrong = ~((labels >= 0) & (labels < classes) & (labels == np.floor(labels)))
    if wrong.any():
        raise ValueError(
            f"labels must be integers from 0 to {classes - 1}, but hold {labels[wrong][0]:g}"
        )
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
