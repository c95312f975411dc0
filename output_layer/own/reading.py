"""A typed cost, read without running any of it: a text becomes a tree, and the tree a formula.

Python's own parser makes the tree; only numbers, a, y, e, pi, the five operations and the
functions of `FUNCTIONS` may stand in it. The same tree gives the cost in SymPy, for the
derivation, and its values in NumPy, for the check, which so knows nothing of SymPy.
"""

import ast
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
import sympy
from sympy import Rational

from output_layer.algebra.symbols import output, y
from output_layer.own.patience import tried
from output_layer.own.size import sized
from output_layer.own.tree import grown
from output_layer.own.words import say

PARTS = 120  # elements of a tree
CALLS = 200_000  # for SymPy to write the formula down
DIGITS, POWERS = 15, 12  # of a number

# What each name means in SymPy and in NumPy.
FUNCTIONS = {
    "log": (sympy.log, np.log),
    "ln": (sympy.log, np.log),
    "exp": (sympy.exp, np.exp),
    "sqrt": (sympy.sqrt, np.sqrt),
    "abs": (sympy.Abs, np.abs),
    "Abs": (sympy.Abs, np.abs),
    "max": (sympy.Max, lambda *parts: np.max(np.broadcast_arrays(*parts), axis=0)),
    "min": (sympy.Min, lambda *parts: np.min(np.broadcast_arrays(*parts), axis=0)),
    "tanh": (sympy.tanh, np.tanh),
    "cosh": (sympy.cosh, np.cosh),
    "log1p": (lambda part: sympy.log(1 + part), np.log1p),
    "expm1": (lambda part: sympy.exp(part) - 1, np.expm1),
}
SEVERAL = ("max", "min")
CONSTANTS = {"e": (sympy.E, np.float64(np.e)), "pi": (sympy.pi, np.float64(np.pi))}
LETTERS = ("a", "y")
OPERATIONS = {
    ast.Add: lambda first, second: first + second,
    ast.Sub: lambda first, second: first - second,
    ast.Mult: lambda first, second: first * second,
    ast.Div: lambda first, second: first / second,
    ast.Pow: lambda first, second: first**second,
}
SIGNS = {ast.UAdd: lambda part: part, ast.USub: lambda part: -part}


@dataclass(frozen=True)
class Typed:
    """A cost as it was typed: its ``text``, its tree, and as a formula of the plain number a."""

    text: str
    tree: ast.expr
    source: str
    cost: sympy.Expr

    def values(self, a, y, part=None):
        """Return the cost, or a part of its tree, in NumPy, NaN where it is no real number."""
        letters = {"a": np.asarray(a, float), "y": np.float64(y)}
        with np.errstate(all="ignore"):
            found = _worked_out(part or self.tree, self.source, letters, 1)
            return np.broadcast_to(np.asarray(found, float), np.shape(a))

    def has_value(self, a, y):
        """Tell whether the cost is a number at all of some outputs for a target."""
        return bool(np.isfinite(self.values(a, y)).all())


def read(text):
    """Return a typed cost; ``ValueError`` with one sentence if it is no formula of a and y."""
    if not isinstance(text, str):
        raise TypeError(say("not a text", kind=type(text).__name__))
    source, tree = grown(text)
    _refuse(tree, source)
    sized(tree)
    cost = tried(CALLS, lambda: _worked_out(tree, source, {"a": output, "y": y}, 0))
    if cost is None or cost.has(sympy.I):
        raise ValueError(say("unreal"))
    if cost.has(sympy.zoo, sympy.nan, sympy.oo):
        raise ValueError(say("zero"))
    if not cost.has(output):
        raise ValueError(say("no a"))
    return Typed(text, tree, source, cost)


def _refuse(tree, source):
    """Raise ``ValueError`` for the first part of a tree that may not stand in a formula."""
    nodes = list(ast.walk(tree))
    if len(nodes) > PARTS:
        raise ValueError(say("too many parts", count=len(nodes), most=PARTS))
    called = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if isinstance(node, ast.Name) and id(node) not in called:
            _refuse_name(node.id)
        elif isinstance(node, ast.Call):
            _refuse_call(node, source)
        elif isinstance(node, ast.Constant):
            _number(node, source)
        elif isinstance(node, ast.expr) and not isinstance(node, (ast.Name, *_allowed(node))):
            raise ValueError(_odd(node, source))


def _allowed(node):
    """Return the classes that a node may have by the operation in it."""
    known = {**OPERATIONS, **SIGNS}
    return (ast.BinOp, ast.UnaryOp) if type(getattr(node, "op", None)) in known else ()


def _odd(node, source):
    if isinstance(node, ast.Attribute):
        return say("attribute", text=node.attr)
    if isinstance(node, ast.Tuple):
        return say("comma")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv):
        return say("whole division")
    return say("part", text=ast.get_source_segment(source, node))


def _refuse_name(name):
    if name in FUNCTIONS:
        raise ValueError(say("bare function", text=name))
    if name not in (*LETTERS, *CONSTANTS):
        names = ", ".join((*LETTERS, *CONSTANTS))
        raise ValueError(say("unknown name", text=name, names=names, functions=_functions()))


def _functions():
    return ", ".join(name for name in FUNCTIONS if name not in ("ln", "Abs"))


def _refuse_call(node, source):
    """Refuse the call of what is no function, and of a function with too many arguments."""
    if not isinstance(node.func, ast.Name):
        if isinstance(node.func, ast.Attribute):
            raise ValueError(say("attribute", text=node.func.attr))
        raise ValueError(say("call of a number", text=ast.get_source_segment(source, node.func)))
    name, count = node.func.id, len(node.args)
    if name in (*LETTERS, *CONSTANTS):
        raise ValueError(say("call of a number", text=name))
    if name not in FUNCTIONS:
        raise ValueError(say("unknown function", text=name, functions=_functions()))
    if node.keywords or (count < 2 if name in SEVERAL else count != 1):
        wanted = say("several arguments" if name in SEVERAL else "one argument")
        raise ValueError(say("arguments", text=name, wanted=wanted, count=count))


def _number(node, source):
    """Return a number as it is written, exactly: 0.1 is 1/10."""
    text = ast.get_source_segment(source, node)
    if isinstance(node.value, (bool, complex)) or not isinstance(node.value, (int, float)):
        raise ValueError(say("part", text=text))
    try:
        number = Decimal(text if isinstance(node.value, float) else node.value)
    except (InvalidOperation, ValueError):
        raise ValueError(say("part", text=text)) from None
    small = not number or -POWERS <= number.adjusted() <= POWERS
    if not small or len(number.as_tuple().digits) > DIGITS:
        raise ValueError(say("number", text=text, digits=DIGITS, powers=POWERS))
    return Rational(str(number))


def _worked_out(node, source, letters, kind):
    """Return the value of a tree whose parts are all allowed: in SymPy, or in NumPy if 1."""
    if isinstance(node, ast.Constant):
        number = _number(node, source)
        return np.float64(number) if kind else number
    if isinstance(node, ast.Name):
        return letters[node.id] if node.id in letters else CONSTANTS[node.id][kind]
    if isinstance(node, ast.Call):
        parts = (_worked_out(part, source, letters, kind) for part in node.args)
        return FUNCTIONS[node.func.id][kind](*parts)
    if isinstance(node, ast.UnaryOp):
        return SIGNS[type(node.op)](_worked_out(node.operand, source, letters, kind))
    sides = (_worked_out(side, source, letters, kind) for side in (node.left, node.right))
    return OPERATIONS[type(node.op)](*sides)
