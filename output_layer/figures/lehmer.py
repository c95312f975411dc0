"""Random numbers that are the same in Python and in JavaScript: `lehmer.mjs` gives them too.

The generator of Lehmer with the numbers of Park and Miller, whose products a double holds exactly.
"""

import math
from itertools import islice

__all__ = ["normals", "uniforms"]

MODULUS, FACTOR = 2**31 - 1, 48271
SPREAD = 551_328_699  # what comes first from small seeds is not small too


def uniforms(seed):
    """Yield numbers between 0 and 1; seeds from 1 on."""
    number = SPREAD * seed % MODULUS
    while True:
        number = FACTOR * number % MODULUS
        yield number / MODULUS


def normals(seed, count):
    """Return so many standard normal numbers, by Box and Muller."""
    drawn = list(islice(uniforms(seed), 2 * count))
    pairs = zip(drawn[::2], drawn[1::2], strict=True)
    return [math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v) for u, v in pairs]
