"""How a figure writes a number: `numbers.mjs` gives the same text, character for character."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

__all__ = ["fixed", "number"]

MINUS = "\N{MINUS SIGN}"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# JavaScript rounds a tie away from zero, Python to the even digit: here both do as JavaScript.
FOUR_DIGITS = Context(prec=4, rounding=ROUND_HALF_UP)
EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)


def number(value):
    """Write ``value`` with four significant digits: 0.9526, −12.50, 4.540×10⁻⁵.

    Below 0.001 and from 100,000 on it is written with a power of ten. Zero is 0,
    the infinities are ∞ and −∞, and a value that is no number is "undefined".
    """
    value = float(value)
    if not math.isfinite(value) or value == 0:
        return _special(value)
    sign = MINUS if value < 0 else ""
    rounded = FOUR_DIGITS.plus(Decimal(abs(value)))
    power = rounded.adjusted()
    if -3 <= power <= 4:
        return sign + fixed(abs(value), max(0, 3 - power))
    return f"{sign}{rounded.scaleb(-power):.3f}×10{str(power).translate(RAISED)}"


def fixed(value, decimals):
    """Write ``value`` with a fixed number of decimals and no minus before zero: −3.00, 0.00."""
    value = float(value)
    if not math.isfinite(value):
        return _special(value)
    place = Decimal(1).scaleb(-decimals)
    rounded = Decimal(abs(value)).quantize(place, context=EXACT)
    return MINUS + str(rounded) if value < 0 and rounded else str(rounded)


def _special(value):
    if math.isnan(value):
        return "undefined"
    return "0" if value == 0 else "∞" if value > 0 else f"{MINUS}∞"
