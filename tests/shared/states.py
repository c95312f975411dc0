"""States of the figures: seeded, and within the limits of their traits."""

import numpy as np
import traitlets

from output_layer.figures.base import Figure
from output_layer.figures.matrix import Matrix


def state_names(cls):
    """Return the names of the figure's own traits: its state."""
    own = set(cls.class_trait_names(sync=True)) - set(Figure.class_trait_names())
    return sorted(name for name in own if not name.startswith("_"))


def some_states(cls, count=60):
    """Return seeded states within the traits' limits: all lowest, all highest, then random."""
    rng = np.random.default_rng(0)
    ends = [{name: limits[end] for name, limits in cls().limits.items()} for end in (0, 1)]
    names = state_names(cls)
    return ends + [{n: _drawn(getattr(cls, n), rng) for n in names} for _ in range(count)]


def _drawn(trait, rng):
    if isinstance(trait, traitlets.Bool):
        return bool(rng.integers(2))
    if isinstance(trait, traitlets.Int):
        return int(rng.integers(trait.min, trait.max, endpoint=True))
    if isinstance(trait, Matrix):
        return [_row(trait, rng) for _ in range(rng.integers(trait.least, trait.most + 1))]
    if isinstance(trait, traitlets.Dict):  # of what a reader picks from: it never changes
        return trait.default()
    return float(rng.uniform(trait.min, trait.max))


def _row(trait, rng):
    return [
        rng.integers(low, high, endpoint=True) if isinstance(low, int) else rng.uniform(low, high)
        for low, high in trait.columns.values()
    ]


def settings(cls, place):
    """Return one of these states as a page can set it: without what never changes."""
    state = some_states(cls, place + 1)[place + 2]
    return {n: np.asarray(v).tolist() for n, v in state.items() if not isinstance(v, dict)}
