"""Derivations: the steps that lead from definitions to a result, each one checked.

A `Derivation` is a chain left = step = … = result; a `Solution` is a chain of equations that
ends with the unknown alone. Both check every step when they are made, with symbols and not
at sample points: a step that does not follow is a ValueError.
"""

from dataclasses import dataclass
from functools import cached_property

from sympy import Basic, Eq, Expr, solve

from output_layer.algebra.definition import Definition, Entry
from output_layer.algebra.ground import ground
from output_layer.algebra.proof import holds, minus, vanishes
from output_layer.algebra.rational import attains

BOUNDS = ("<=", ">=", "<", ">")


@dataclass(frozen=True)
class Step:
    """One step: the new expression, the reason in a sentence, the relation to the one before.

    A step that is ``shown`` stands in the equation too, between its left side and the result.
    """

    expression: Basic
    reason: str
    relation: str = "="
    shown: bool = False


@dataclass(frozen=True)
class Derivation(Entry):
    """left = step = … = result.

    ``given`` are the definitions used, the outermost quantity first; ``where`` is an equation
    that holds besides, such as y = 0; ``cases`` are a symbol and the values it may have. An
    inequality may come last; it has to be the best bound. ``ValueError`` if a step is wrong.
    """

    left: Expr
    steps: tuple
    given: tuple = ()
    where: Eq | None = None
    cases: tuple | None = None

    def __post_init__(self):
        """Check every step against the one before."""
        before = self.left
        for step in self.steps:
            if not self.follows(before, step):
                raise ValueError(f"{step.expression} does not follow from {before}")
            before = step.expression

    def follows(self, before, step):
        """Tell whether a step is equal to the expression before it, or its best bound."""
        first, second = (self.ground(expr) for expr in (before, step.expression))
        if step.relation in BOUNDS:
            return attains(first, step.relation, second)
        return vanishes(minus(first, second), self.cases)

    def ground(self, expr):
        """Return an expression taken back to the definitions."""
        return self._grounded if expr is self.result else ground(expr, self.given, self.where)

    @cached_property
    def _grounded(self):
        return ground(self.result, self.given, self.where)

    @property
    def result(self):
        """The last expression that equals the left side."""
        return next(s.expression for s in reversed(self.steps) if s.relation not in BOUNDS)

    @property
    def meaning(self):
        """The result as a definition of the left side, for derivations that start from it."""
        return Definition(self.left, self.result)

    @property
    def sides(self):
        """What the equation shows: the left side, what is to be shown, the result, a bound."""
        shown = ((step.relation, step.expression) for step in self._shown_steps)
        return (("=", self.left), *shown)

    @property
    def _shown_steps(self):
        last = max(n for n, step in enumerate(self.steps) if step.relation not in BOUNDS)
        return [step for n, step in enumerate(self.steps) if step.shown or n >= last]

    @property
    def claims(self):
        """What is to be checked by numbers: every side of the equation."""
        return self.sides

    def proves(self, relation, claim):
        """Tell whether a claim is proved to have this relation to the result."""
        return self.follows(self.result, Step(claim, "", relation))


@dataclass(frozen=True)
class Solution(Derivation):
    """Equations, each true exactly where the one before is; the last gives the ``unknown``.

    ``left`` is the first equation and the ``steps`` are the next ones. Inserting the
    solution must turn every one of them into an identity.
    """

    unknown: Expr | None = None
    whole: bool = True

    def follows(self, before, step):
        """Tell whether the solution satisfies the equation before and the one of this step."""
        return all(self._holds(equation, self.solution) for equation in (before, step.expression))

    def _holds(self, equation, value):
        return holds(equation, self.unknown, value, self.given, self.where)

    @property
    def solution(self):
        """The value of the unknown, from the last equation."""
        (value,) = solve(self.result, self.unknown)
        return value

    @property
    def sides(self):
        """What the equation shows: the last equation, or first ⇔ last."""
        last = (("=", self.result.lhs), ("=", self.result.rhs))
        return (("=", self.left), ("<=>", self.result)) if self.whole else last

    @property
    def claims(self):
        """What is to be checked by numbers: the value of the unknown, or the last equation."""
        named = self.result.lhs == self.unknown
        return (("=", self.result.rhs if named else self.result),)

    def proves(self, relation, claim):
        """Tell whether a value of the unknown, or an equation for it, solves the first equation."""
        values = solve(claim, self.unknown) if isinstance(claim, Eq) else [claim]
        return len(values) == 1 and self._holds(self.left, values[0])
