"""Clouds of labelled points: what the boundary starts from."""

import numpy as np

__all__ = ["CLOUDS"]

COUNT = 8  # points to a cloud


def clouds(seed, spread, centres):
    """Return COUNT points [x1, x2, label] around each centre, normally distributed, seeded."""
    rng = np.random.default_rng(seed)
    around = np.repeat(np.array(centres, dtype=float), COUNT, axis=0)
    places = np.clip(around + rng.normal(scale=spread, size=around.shape), -2.9, 2.9).round(2)
    labels = np.repeat(np.arange(1, len(centres) + 1), COUNT)
    return [[*place, label] for place, label in zip(places.tolist(), labels.tolist(), strict=True)]


# Name → points: easy to part; one class between two others; no border is right for all.
CLOUDS = {
    "clouds": clouds(1, 0.45, [(-1.4, 1.1), (1.5, 1.0), (0.0, -1.6)]),
    "middle": clouds(2, 0.35, [(-1.9, -0.8), (0.0, 0.0), (1.9, 0.8)]),
    "overlap": clouds(3, 0.8, [(-0.9, 0.6), (0.9, 0.6), (0.0, -0.9)]),
}
