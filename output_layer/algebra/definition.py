"""Definitions: the formulas that are typed, and from which all others are derived."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial

from sympy import Expr, Indexed, IndexedBase

from output_layer.algebra.display import Equation, aligned
from output_layer.algebra.ground import ground
from output_layer.algebra.proof import minus, vanishes
from output_layer.algebra.symbols import each, row, z


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the ledger adds to a definition or a derivation."""

    label: str = ""
    kind: str = ""
    chapter: str = ""
    title: str = ""

    def named(self, **names):
        """Return a copy that carries label, kind, chapter and title."""
        entry = copy(self)  # and not `replace`, which would check all the steps once more
        vars(entry).update(names)
        return entry

    @property
    def equation(self):
        """The equation as it stands in the book."""
        return Equation(self.sides, self.where)

    def _repr_latex_(self):
        return (
            aligned(self.left, self.steps, self.where)
            if self.steps
            else self.equation._repr_latex_()
        )


@dataclass(frozen=True)
class Definition(Entry):
    """``left`` is defined as ``right``; ``also`` is a second name of the left side."""

    left: Expr
    right: Expr
    relation: str = "="
    also: Expr | None = None
    given: tuple = ()
    steps, where = (), None

    @property
    def result(self):
        """The right side."""
        return self.right

    @property
    def sides(self):
        """What the equation shows: pairs of a relation and an expression."""
        names = [name for name in (self.also, self.left) if name is not None]
        return (*(("=", name) for name in names), (self.relation, self.right))

    @property
    def claims(self):
        """What is to be checked by numbers: the right side."""
        return (("=", self.right),)

    def proves(self, relation, claim):
        """Tell whether another right side is proved to be the same."""
        return vanishes(minus(ground(claim, self.given), self._grounded))

    @cached_property
    def _grounded(self):
        return ground(self.right, self.given)

    def insert_into(self, expr):
        """Return ``expr`` with the right side in place of the left, whatever its arguments."""
        for name in (self.left, self.also):
            if name is not None:
                expr = expr.replace(partial(_same, name), partial(self._for, name))
        return expr

    def _for(self, name, other):
        pairs = [pair for pair in zip(name.args, other.args, strict=True) if pair[0] != pair[1]]
        vectors = [(old, new) for old, new in pairs if isinstance(old, Indexed) and old.has(each)]
        right = self.right.subs([p for p in pairs if p not in vectors], simultaneous=True)
        for old, new in vectors:
            right = right.replace(partial(_is_of, old.base), partial(_component, new))
        return right

    def fold(self, expr, argument=z):
        """Return ``expr`` with the left side in place of the right side, both at ``argument``."""
        return expr.subs(self.right.subs(z, argument), self.left.subs(z, argument))


def _same(name, other):
    """Tell whether two letters are the same quantity, of other arguments perhaps."""
    if name.is_Symbol:
        return other == name
    if isinstance(name, Indexed):
        return _is_of(name.base, other) and len(other.args) == len(name.args)
    return other.func == name.func and _arrays(other) == _arrays(name)


def _arrays(quantity):
    """Return the arguments with None for all but whole arrays, which stand for themselves alone."""
    return [part if isinstance(part, IndexedBase) else None for part in quantity.args]


def _is_of(base, other):
    """Tell whether an expression is a component of the array ``base``."""
    return isinstance(other, Indexed) and other.base == base


def _component(vector, place):
    """Return the component of a vector that has the indices of ``place``; a matrix has two."""
    return vector.subs(dict(zip((each, row), reversed(place.indices), strict=False)))
