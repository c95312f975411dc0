"""Finds what a derivation types: the formulas in its source that are written and not computed.

A formula counts as typed if it is made of letters, numbers, arithmetic and constructors such
as `exp` or `Sum` alone. What a call of another function returns, such as `solve` or a method,
is computed. A name that was given a typed formula stands for that formula.
"""

import ast
import inspect
import textwrap

from sympy import Basic, Derivative, Integral, Limit, Subs

from output_layer.algebra.symbols import Maximum

# These ask SymPy to compute; all its other classes only write something down.
OPERATIONS = (Derivative, Integral, Limit, Maximum, Subs)


def typed_formulas(function):
    """Return the values of all typed formulas in the body of ``function``, parts included."""
    function = inspect.unwrap(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    names = dict(inspect.getclosurevars(function).globals)
    return [value for statement in tree.body for value in _formulas(statement, names)]


def _formulas(statement, names):
    values = [_value(node, names) for node in ast.walk(statement)]
    for node in ast.walk(statement):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names[node.targets[0].id] = _value(node.value, names)
    return [value for value in values if isinstance(value, Basic)]


def _value(node, names):
    """Return the value of a node if it is typed, else None."""
    if not _is_typed(node, names):
        return None
    return eval(compile(ast.Expression(node), "<formula>", "eval"), dict(names))


def _is_typed(node, names):
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float)
    if isinstance(node, ast.Name):
        loaded = isinstance(node.ctx, ast.Load)
        return loaded and isinstance(names.get(node.id), Basic | int | float)
    if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call):
        plain = not isinstance(node, ast.Call) or (_writes(node.func, names) and not node.keywords)
        return plain and all(_is_typed(part, names) for part in _operands(node))
    return False


def _operands(node):
    if isinstance(node, ast.Call):
        return node.args
    return [node.left, node.right] if isinstance(node, ast.BinOp) else [node.operand]


def _writes(name, names):
    """Tell whether a call constructs a formula, by a class like `exp` or a letter like σ."""
    if isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name):
        function = getattr(names.get(name.value.id), name.attr, None)
    else:
        function = names.get(name.id) if isinstance(name, ast.Name) else None
    writes = isinstance(function, type) and issubclass(function, Basic)
    return writes and not issubclass(function, OPERATIONS)
