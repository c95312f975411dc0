"""Where the slope of a cost goes as the answer nears an end, exactly if SymPy finds the limit."""

from dataclasses import dataclass
from functools import cached_property

from mpmath import mp
from sympy import Expr, Symbol, limit, nan, oo, zoo

from output_layer.algebra.printing import latex
from output_layer.algebra.symbols import a as quantity
from output_layer.algebra.symbols import output, y
from output_layer.own import numbers
from output_layer.own.patience import tried
from output_layer.own.slope import plain
from output_layer.own.words import WORDS, say

CALLS = 300_000  # for one limit
SMALL, SAME = 1e-9, 1e-6
LONG = 40  # letters of LaTeX, above which a limit is written as a decimal
h = Symbol("h", positive=True)


@dataclass(frozen=True)
class Side:
    """One end of the answers for one target: how the cost pushes where the answer is most wrong.

    ``slope`` is ∂C/∂z for this target as a function of a, which nears ``end``.
    """

    target: Expr
    end: int
    slope: Expr

    @cached_property
    def limit(self):
        """The limit of the slope, None if SymPy does not find it or numbers contradict it."""
        moved = self.slope.subs(output, 1 - h if self.end else h)
        found = tried(CALLS, lambda: limit(moved, h, 0, "+"))
        known = found is not None and (found.is_real or found in (oo, -oo))
        return found if known and _agrees(found, self.near) else None

    @cached_property
    def near(self):
        """The slope at 10^(−5), 10^(−10), 10^(−20) and 10^(−40) from the end."""
        return numbers.near(self.slope, self.end)

    @property
    def kind(self):
        """The name of the verdict in `WORDS`."""
        if self.slope == 0:
            return "nothing"
        right = 1 if self.end > self.target else -1
        found = self.limit if self.limit is not None else _guess(self.near)
        if found is None:
            return "undecided"
        backwards = right * self._sign(found) < 0
        if found == 0:
            return "stalls backwards" if backwards else "stalls"
        if found in (oo, -oo):
            return "explodes backwards" if backwards else "explodes"
        return "wrong way" if backwards else "pushes"

    def _sign(self, found):
        """Return the sign of the slope on the way to its limit."""
        return mp.sign(self.near[0]) if found == 0 else 1 if found > 0 else -1

    @property
    def sentence(self):
        """What a reader is told of this end."""
        facts = {"y": number(self.target), "end": self.end, "verdict": WORDS[self.kind]}
        facts["cross_entropy"] = say("cross-entropy", value=short(self.end - self.target))
        if self.limit is None:
            place, size = self._last()
            return say("side by numbers", value=size, place=place, **facts)
        return say("side", value=short(self.limit), **facts)

    def _last(self):
        """Return where the slope was last worked out, and its value there."""
        known = [(n, v) for n, v in zip(numbers.NEAR, self.near, strict=True) if mp.isfinite(v)]
        n, found = known[-1] if known else (numbers.NEAR[0], mp.nan)
        return f"$a = {'1 - ' if self.end else ''}10^{{-{n}}}$", f"${power(found)}$"


def sides(slope, target):
    """Return the ends at which the answer for a target is wrong, for ∂C/∂z of a cost.

    A target between 0 and 1 has two.
    """
    return [Side(target, end, of_target(slope, target)) for end in (0, 1) if end != target]


def of_target(slope, target):
    """Return ∂C/∂z for one target, as a function of the number a."""
    return at_target(plain(slope).subs(quantity, output), target)


def at_target(expr, target):
    """Return an expression for a target; where it has no value there, its limit."""
    found = expr.subs(y, target)
    if found.has(nan, zoo, oo):
        way = "-" if target == 1 else "+"
        found = tried(CALLS, lambda: limit(expr, y, target, way))
    return nan if found is None else found


def _agrees(found, near):
    """Tell whether the values on the way can have this limit; a logarithm is slow."""
    first, last = near[0], near[-1]
    if not (mp.isfinite(first) and mp.isfinite(last)):
        return True
    if found in (oo, -oo):
        grows = abs(last) - abs(near[-2]) > (abs(near[1]) - abs(first)) / 2 > 0
        return grows and (last > 0) == (found == oo)
    return abs(last - found) <= abs(first - found) or abs(last - found) < SMALL


def _guess(near):
    """Return what the values seem to tend to: 0, ∞, −∞ or a number; None if none can be told."""
    if not all(map(mp.isfinite, near)):
        return None
    *_, before, last = near
    if abs(last) < SMALL:
        return 0
    if abs(last - before) < SAME * abs(last):
        return last
    if abs(last) > 1 / SMALL and abs(last) > abs(before):
        return oo if last > 0 else -oo
    return None


def number(value):
    """Write a target: 0.3, and 1."""
    return f"{float(value):g}"


def short(value):
    """Write a limit as LaTeX, as a decimal where the exact form is long."""
    text = latex(value)
    return text if len(text) < LONG else power(value)


def power(value):
    """Write a number with three digits as LaTeX, with a power of ten where it is small or large."""
    if not mp.isfinite(mp.mpf(value)):
        return r"\text{undefined}"
    digits, _, exponent = mp.nstr(mp.mpf(value), 3, min_fixed=-3, max_fixed=5).partition("e")
    digits = digits.removesuffix(".0")
    return rf"{digits} \cdot 10^{{{int(exponent)}}}" if exponent else digits
