"""How much work a typed formula would make, judged by its tree before anything is worked out."""

import ast
from dataclasses import dataclass
from fractions import Fraction

from output_layer.own.words import say

HIGHEST, DEGREE, DIGITS = 12, 24, 40  # of a power, of a product of them, of all numbers
HUNDRED = 100
EXPONENTIAL = ("exp", "expm1", "cosh", "tanh")
EXACT = {
    ast.Add: lambda first, second: first + second,
    ast.Sub: lambda first, second: first - second,
    ast.Mult: lambda first, second: first * second,
    ast.Div: lambda first, second: first / second,
}


@dataclass(frozen=True)
class Size:
    """The degree in a and y, the digits of the numbers, and whether there is an exponential."""

    degree: Fraction = Fraction(0)
    digits: int = 0
    exponential: bool = False

    def times(self, other):
        """Return the size of a product, a quotient, or a sum over one denominator."""
        return Size(
            self.degree + other.degree,
            self.digits + other.digits,
            self.exponential or other.exponential,
        )


def sized(tree):
    """Return the size of a formula; ``ValueError`` with one sentence if it is too much."""
    size = _size(tree)
    if size.degree > DEGREE or size.digits > DIGITS:
        raise ValueError(say("too high", most=DEGREE))
    return size


def _size(node):
    if isinstance(node, ast.Constant):
        return Size(digits=len(str(node.value).strip("0.")) if node.value else 0)
    if isinstance(node, ast.Name):
        return Size(degree=Fraction(node.id in ("a", "y")))
    if isinstance(node, ast.UnaryOp):
        return sized(node.operand)
    if isinstance(node, ast.Call):
        return _size_of_call(node)
    if isinstance(node.op, ast.Pow):
        return _size_of_power(node)
    return sized(node.left).times(sized(node.right))


def _size_of_call(node):
    size = Size()
    for part in node.args:
        size = size.times(sized(part))
    return _exponential(size, size) if node.func.id in EXPONENTIAL else size


def _exponential(size, exponent):
    """Return the size of an exponential; its exponent must have none in it."""
    if exponent.exponential:
        raise ValueError(say("tower"))
    return Size(size.degree, size.digits, exponential=True)


def _size_of_power(node):
    base, exponent = sized(node.left), sized(node.right)
    number = exact(node.right)
    if number is None and exponent.degree:
        return _exponential(base.times(exponent), exponent)
    if number is None or abs(number) > HIGHEST or not _plain(number.denominator):
        raise ValueError(say("exponent", text=ast.unparse(node.right), most=HIGHEST))
    times = max(abs(number), 1)
    return Size(base.degree * times, int(base.digits * times), base.exponential)


def _plain(denominator):
    """Tell whether a power is a fraction or a decimal as people type them."""
    return denominator <= HIGHEST or HUNDRED % denominator == 0


def exact(node):
    """Return the value of numbers and operations alone as a fraction, None of all else."""
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp):
        number = exact(node.operand)
        return -number if isinstance(node.op, ast.USub) and number is not None else number
    if not isinstance(node, ast.BinOp) or type(node.op) not in EXACT:
        return None
    first, second = exact(node.left), exact(node.right)
    known = None not in (first, second) and not (isinstance(node.op, ast.Div) and not second)
    return EXACT[type(node.op)](first, second) if known else None
