"""Where the functions are tried: everywhere, and most where they could go wrong."""

import numpy as np

# Where a float type's result becomes subnormal, then 0; where log(1 + e) is e; the branches' seams.
SEAMS = {np.float64: (745.13, 708.4, 36.7, 1.0), np.float32: (103.97, 87.3, 16.6, 1.0)}
SMALLEST_EXPONENT = {np.float64: -1074, np.float32: -149}


def logits(count, dtype, seed=0):
    """Return about ``count`` weighted inputs: the whole range, both tails, around every seam."""
    random = np.random.default_rng(seed)
    share, last = count // 8, SEAMS[dtype][0]
    sizes = [
        random.uniform(0, 4, 3 * share),
        random.uniform(0, 40, 2 * share),
        random.uniform(0, 1.002 * last, share),
        2.0 ** random.uniform(SMALLEST_EXPONENT[dtype], 10, share),
        random.choice(SEAMS[dtype], share) * (1 + 2.0 ** random.uniform(-30, -4, share)),
    ]
    sizes = np.concatenate(sizes)
    return (sizes * random.choice([-1, 1], sizes.size)).astype(dtype)


def probabilities(count, dtype, seed=0):
    """Return about ``count`` numbers strictly between 0 and 1, many near 0, 1/4, 1/2, 3/4 and 1."""
    random = np.random.default_rng(seed)
    share, digits = count // 8, np.finfo(dtype).nmant + 1
    near = 2.0 ** random.uniform(-digits, -2, 2 * share) * random.choice([-1, 1], 2 * share)
    p = [
        random.uniform(0, 1, 4 * share),
        random.choice([0.25, 0.5, 0.5, 0.75], 2 * share) + near,
        2.0 ** random.uniform(SMALLEST_EXPONENT[dtype], -1, share),
        1 - 2.0 ** random.uniform(-digits, -1, share),
    ]
    p = np.concatenate(p).astype(dtype)
    return p[(p > 0) & (p < 1)]


def finite_halves():
    """Return every finite float16."""
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    return every[np.isfinite(every)]


def awkward(dtype=np.float64):
    """Return the values every branch has to survive: ±0, ±∞, NaN, subnormal, huge, the seams."""
    limits = np.finfo(dtype)
    seams = np.array(SEAMS.get(dtype, (17.3, 11.1, 1.0)))
    sizes = [0.0, np.inf, limits.max, limits.tiny, limits.smallest_subnormal, limits.eps, 0.5]
    sizes = np.concatenate([np.array(sizes, dtype=dtype), seams.astype(dtype)])
    return np.concatenate([sizes, -sizes, np.array([np.nan], dtype=dtype)])
