"""A cost that a reader types: its slope derived and checked, drawn, and judged."""

import math
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from html import escape

import numpy as np
from sympy import Rational

from output_layer.algebra.evaluate import Formula
from output_layer.algebra.symbols import a as quantity
from output_layer.algebra.symbols import output, y
from output_layer.gradcheck import check_gradient
from output_layer.own import limits, minimum, numbers, picture
from output_layer.own.reading import Typed, read
from output_layer.own.slope import Slope, derived
from output_layer.own.words import WORDS, say

POINTS = (-2.9, -1.3, 1.7, 2.3)  # values of z, for each target
BETWEEN = ((-0.7, 0.23), (3.1, 0.71))  # z and a target between, where the cost has a value
RTOL, BESIDE = 1e-7, 0.37
ATOL = 1e-100  # what a target next to 0 leaves of a cost that is exactly 0


@dataclass(frozen=True)
class OwnCost:
    """What `derive_cost` returns; Jupyter shows steps, picture and verdict one after the other.

    ``typed`` is the cost as it was read, ``derivation`` its slope with all steps, ``targets`` are
    those that the verdict speaks of.
    """

    typed: Typed
    derivation: Slope
    targets: tuple

    @property
    def slope(self):
        """∂C/∂z as a function of a and y."""
        return self.derivation.result

    def gradient(self, z, y):
        """Return ∂C/∂z as numbers, for weighted inputs and one target; NaN where it is none."""
        target = self.slopes.get(Rational(str(y)))
        if target is None:
            target = limits.of_target(self.slope, Rational(str(y)))
        return picture.values(target, z)

    @cached_property
    def sides(self):
        """The ends at which an answer is most wrong, each with its limit and its verdict."""
        return [side for each in self.targets for side in limits.sides(self.slope, each)]

    @cached_property
    def verdict(self):
        """The sentences that say whether the cost stalls, and whether it wants the target."""
        found = [side.sentence for side in self.sides]
        if not self.slope.has(y):
            found.append(WORDS["no target"])
        return found + minimum.misplaced(self.typed, self.slope, self.targets)

    @cached_property
    def check(self):
        """The worst relative error of the slope against central differences of the typed cost.

        The cost is worked out from the text by NumPy, without SymPy. ``AssertionError`` if the
        error is above 1e−7.
        """
        tried = [(slope, z, float(y)) for y, slope in self.slopes.items() for z in POINTS]
        for z, target in BETWEEN:
            if self.typed.has_value(picture.answers(z), target):
                tried.append((self.slope.subs(quantity, output), z, target))
        worst = float(np.max([self._error(*point) for point in tried]))
        if not worst <= RTOL:
            raise AssertionError(say("wrong", error=f"{worst:.2g}"))
        return worst

    def _error(self, slope, z, target):
        """Return the error at z or a little beside it: a corner at one is none at the other."""

        def cost(z):
            return numbers.costs(self.typed, picture.answers(z), target)

        formula = Formula(slope, None, ("a", "y"))

        def gradient(z):
            return formula(a=picture.answers(z), y=target)

        found = (
            check_gradient(cost, gradient, at, rtol=RTOL, atol=ATOL, raises=False)
            for at in (z, z + BESIDE)
        )
        return np.fmin(*found)

    @property
    def steps(self):
        """The derivation as LaTeX, each step with its reason."""
        return self.derivation._repr_latex_()

    @cached_property
    def slopes(self):
        """The slope for each target as a function of a."""
        return {side.target: side.slope for side in self.sides}

    def picture(self):
        """Return cost and slope over z as SVG text, transparent, for any background."""
        return picture.svg(self.typed, self.slopes)

    def alternative(self):
        """Return the text in place of the picture."""
        return picture.alternative(self.slopes)

    def sentences(self):
        """Return the verdict as Markdown: a list, and below it the check by numbers."""
        power = math.floor(math.log10(self.check or 1e-16)) + 1
        checked = say("checked", power=power)
        items = "\n".join(f"- {sentence}" for sentence in self.verdict)
        return f"{items}\n\n{checked}"

    def __repr__(self):
        """Return the cost as it was typed."""
        return f"derive_cost({self.typed.text!r})"

    def _repr_latex_(self):
        return self.steps

    def _repr_markdown_(self):
        data = b64encode(self.picture().encode()).decode("ascii")
        shown = f'<img alt="{escape(self.alternative())}" src="data:image/svg+xml;base64,{data}">'
        return f"{self.steps}\n\n{shown}\n\n{self.sentences()}"

    def _ipython_display_(self):
        """Show three outputs, since a page takes one kind of each."""
        from IPython.display import display

        drawn, said = self.alternative(), self.sentences()
        display({"text/latex": self.steps, "text/plain": repr(self)}, raw=True)
        display({"image/svg+xml": self.picture(), "text/plain": drawn}, raw=True)
        display({"text/markdown": said, "text/plain": said}, raw=True)


def derive_cost(text, y=None):
    """Return ∂C/∂z = ∂C/∂a · a(1 − a) of a typed cost C, derived, drawn and judged.

    The text is a formula of the output a = σ(z) and the target y, with numbers, e, pi, the signs
    + − * / ** ^, brackets, and log, exp, sqrt, abs, max, min, tanh, cosh, log1p, expm1. It is read
    and never run. The verdict says for target 0 as a → 1 and for target 1 as a → 0, or for
    the target ``y`` at both ends, where ∂C/∂z goes: to 0, and the neuron stalls, or not.

    >>> derive_cost("(a - y)**2/2").sides[0].kind
    'stalls'
    >>> derive_cost("-(y*log(a) + (1 - y)*log(1 - a))").slope
    -y + a(z)

    :domain: a cost that is a real number for all a between 0 and 1 and these targets
    :raises ValueError: with one sentence that says what was wrong, and what is expected
    :raises TypeError: if the cost is no text, or the target no number
    """
    targets = (Rational(0), Rational(1)) if y is None else (_target(y),)
    typed = read(text)
    for each in targets:
        numbers.refuse_gaps(typed, float(each))
    own = OwnCost(typed, derived(typed.cost), targets)
    for each, slope in own.slopes.items():
        if not np.isfinite(picture.values(slope, picture.Z)).all():
            raise ValueError(say("no slope", y=limits.number(each)))
    return own


def _target(y):
    if not 0 <= y <= 1:
        raise ValueError(say("target", text=y))
    return Rational(str(np.float64(y)))
