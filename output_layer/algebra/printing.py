r"""SymPy's LaTeX printer, taught to write formulas as people write them.

In a product the error a − y stands first, a before 1 − a, logarithms and derivatives last;
in a sum constants come first and minus signs last: $(a - y)\,a(1 - a)$ instead of
$a \left(1 - a\right) \left(- y + a\right)$. Only order, brackets and spaces are chosen
here: what is printed is the expression.
"""

# ruff: noqa: N802 (SymPy finds the methods by the names of its classes)

from sympy import (
    Abs,
    Derivative,
    Dummy,
    Indexed,
    Integral,
    Mul,
    Pow,
    S,
    Sum,
    Symbol,
    exp,
    fraction,
)
from sympy.core.function import AppliedUndef
from sympy.printing.latex import LatexPrinter

from output_layer.algebra.forms import forwards
from output_layer.algebra.layout import bracketed, index_of, spaced
from output_layer.algebra.order import is_cost, place_in_product, place_in_sum, signed
from output_layer.algebra.symbols import FUNCTIONS, each, i, is_quantity, row


def _applied(name):
    """Return the method that prints a function with its argument."""

    def printed(self, argument):
        return rf"{name}{bracketed(self._print(argument))}"

    return printed


class Algebra(LatexPrinter):
    """Print sums, products, powers and quantities in the order of the book."""

    def _print_Add(self, expr, order=None):
        first, *others = sorted(expr.args, key=lambda term: place_in_sum(term, expr))
        text = self._print(first)
        for term in others:
            sign, size = signed(term)
            text += f" {sign} {self._factor(size)}"
        return text

    def _print_Mul(self, expr):
        sign, size = signed(expr)
        if sign == "-":
            return f"-{self._factor(size)}"
        top, bottom = fraction(expr, exact=True)
        if bottom is S.One:
            return self._product(Mul.make_args(top))
        beside = (Sum, Integral, exp) if bottom.is_number else (Sum, Integral)
        tall = [factor for factor in Mul.make_args(top) if factor.has(*beside)]
        low = [factor for factor in Mul.make_args(top) if factor not in tall]
        front = rf"\frac{{{self._product(low)}}}{{{self._print(bottom)}}}"
        if not tall:
            return front
        last = self._factor(tall[0]) if len(tall) == 1 else self._product(tall)
        return rf"{front} {last}"

    def _product(self, factors):
        factors = sorted((f for f in factors if f is not S.One), key=place_in_product)
        if len(factors) == 1:
            return self._print(factors[0])
        texts = [self._factor(factor) for factor in factors]
        return "".join(map(spaced, ["", *texts], texts)) or "1"

    def _factor(self, expr):
        text = self._print(expr)
        return bracketed(text) if expr.is_Add else text

    def _print_Pow(self, expr):
        base, power = expr.args
        if power == S.Half:
            return rf"\sqrt{{{self._print(base)}}}"
        if power.is_Number and power.is_negative:
            return rf"\frac{{1}}{{{self._print(Pow(base, -power))}}}"
        text = self._print(base)
        plain = base.is_Symbol or base.is_Indexed or is_quantity(base)
        plain = plain or (base.is_Integer and base >= 0) or isinstance(base, Abs)
        return f"{text if plain else bracketed(text)}^{{{self._print(power)}}}"

    def _print_ExpBase(self, expr, exp=None):
        return f"e^{{{self._print(expr.args[0])}}}"

    def _print_log(self, expr, exp=None):
        text = self._print(expr.args[0])
        plain = isinstance(expr.args[0], AppliedUndef) or expr.args[0].is_Atom
        plain = plain or text.startswith(r"\frac")
        return rf"\log {text}" if plain else rf"\log{bracketed(text)}"

    def _print_Abs(self, expr, exp=None):
        return rf"\left|{self._print(forwards(expr.args[0]))}\right|"

    def _print_Heaviside(self, expr, exp=None):
        return rf"1\{{{self._print(expr.args[0])} > 0\}}"

    def _print_cosh(self, expr, exp=None):
        return rf"\cosh{bracketed(self._print(forwards(expr.args[0])))}"

    def _print_sinh(self, expr, exp=None):
        return rf"\sinh{bracketed(self._print(expr.args[0]))}"

    def _print_tanh(self, expr, exp=None):
        return rf"\tanh{bracketed(self._print(expr.args[0]))}"

    def _print_sign(self, expr, exp=None):
        return rf"\operatorname{{sign}}{bracketed(self._print(expr.args[0]))}"

    def _print_Function(self, expr, exp=None):
        name = expr.func.__name__
        if not isinstance(expr, AppliedUndef):
            return super()._print_Function(expr, exp)
        if name in FUNCTIONS:
            return getattr(self, f"_{name}")(*expr.args)
        index = index_of(expr)
        return name if index is None else f"{name}_{{{self._print(index)}}}"

    def _sigma(self, argument, primes=""):
        return rf"\sigma{primes}({self._print(argument)})"

    def _softplus(self, argument):
        return rf"\operatorname{{softplus}}({self._print(argument)})"

    def _softmax(self, vector, index):
        above, below = fraction(vector)
        # A quotient stands in one line: brackets around a small fraction are set too wide.
        quotient = isinstance(above, (Indexed, Symbol)) and below.is_Symbol
        inner = f"{self._print(above)} / {self._print(below)}" if quotient else self._print(vector)
        argument = bracketed(inner)
        return rf"\operatorname{{softmax}}{argument}_{{{self._print(index)}}}"

    def _LSE(self, vector):
        return rf"\operatorname{{LSE}}{bracketed(self._print(vector))}"

    def _H(self, shares):
        return rf"H({shares.func.__name__})"

    _kappa, _varphi, _f, _slope_f = map(_applied, (r"\kappa", r"\varphi", "f", "f'"))

    def _P(self, value, given, parameters):
        target = "y_{i}" if i in given.free_symbols else "y"
        event = self._print(value)
        event = event if event == target else f"{target} = {event}"
        below = rf"; {self._print(parameters)}" if parameters.has(row) else ""
        return rf"P({event} \mid {self._print(given)}{below})"

    def _print_Indexed(self, expr):
        letter = self._print(expr.base.label)
        indices = [index for index in expr.indices if index not in (each, row)]
        return f"{letter}_{{{''.join(map(self._print, indices))}}}" if indices else letter


class Calculus(Algebra):
    """Print derivatives, integrals, limits and the book's own objects."""

    def _print_Derivative(self, expr):
        (variable, order), *others = expr.variable_count
        if expr.expr.func.__name__ == "sigma" and not others:
            return self._sigma(variable, primes="'" * int(order))
        if variable.is_Indexed and each in variable.indices:
            return rf"\nabla_{{{self._print(variable)}}} {self._operand(expr.expr)}"
        d = r"\partial" if _partial(expr.expr) else "d"
        power = _raised(expr.derivative_count)
        below = r"\,".join(
            rf"{d} {self._print(by)}{_raised(times)}" for by, times in expr.variable_count
        )
        if is_quantity(expr.expr):
            return rf"\frac{{{d}{power} {self._print(expr.expr)}}}{{{below}}}"
        return rf"\frac{{{d}{power}}}{{{below}}}\,{self._operand(expr.expr)}"

    def _operand(self, expr):
        text = self._print(expr)
        return bracketed(text) if expr.is_Add or text.startswith("-") else text

    def _print_Sum(self, expr):
        text = self._print(expr.function)
        text = bracketed(text) if expr.function.is_Add else text
        for limits in expr.limits:
            text = r"\sum_{{{} = {}}}^{{{}}} {}".format(*map(self._print, limits), text)
        return text

    def _print_Others(self, expr):
        term, index, left_out = map(self._print, expr.args)
        return rf"\sum_{{{index} \ne {left_out}}} {term}"

    def _print_OtherFactors(self, expr):
        factor, index, left_out = expr.args
        below = rf"{self._print(index)} \ne {self._print(left_out)}"
        return rf"\prod_{{{below}}} {self._factor(factor)}"

    def _print_Product(self, expr):
        limits = r"\prod_{{{} = {}}}^{{{}}}".format(*map(self._print, expr.limits[0]))
        return rf"{limits} {self._factor(expr.function)}"

    def _print_Integral(self, expr):
        variable, *bounds = expr.limits[0]
        around = "_{{{}}}^{{{}}}".format(*map(self._print, bounds)) if bounds else ""
        return rf"\int{around} {self._operand(expr.function)}\,d{self._print(variable)}"

    def _print_Limit(self, expr):
        body, variable, point, _ = expr.args
        to = rf"{self._print(variable)} \to {self._print(point)}"
        return rf"\lim_{{{to}}} {self._operand(body)}"

    def _print_Maximum(self, expr):
        body, variable = expr.args
        return rf"\max_{{{self._print(variable)}}} {self._operand(body)}"

    def _print_Subs(self, expr):
        body, (variable,), (point,) = expr.args
        if isinstance(body, Derivative) and body.expr.func.__name__ == "sigma":
            return self._sigma(point, primes="'")
        at = f"{self._print(variable)} = {self._print(point)}"
        return rf"\left. {self._print(body)} \right|_{{{at}}}"

    def _print_Dot(self, expr):
        left, right = map(self._factor, expr.args)
        return rf"{left}^\top {right}"

    def _print_Indicator(self, expr):
        return rf"1\{{{self._print(expr.args[0])} = {self._print(expr.args[1])}\}}"


def _raised(order):
    return "" if order == 1 else f"^{{{order}}}"


def _partial(expr):
    """Tell whether an expression depends on more than the variable of its derivative."""
    if is_quantity(expr):
        return len(expr.args) > 1 or is_cost(expr) or expr.has(each)
    return len(expr.replace(is_quantity, lambda letter: Dummy(str(letter.func))).free_symbols) > 1


def latex(expression):
    """Return the LaTeX of an expression in the order and spacing of the book."""
    return Calculus().doprint(expression)
