"""The letters of the notation page, as SymPy objects that all derivations share.

A quantity that depends on others is an undefined function of them, so that SymPy's own
chain rule applies; it is printed as its letter alone: ``a`` is the output as a function of z.
A quantity that depends on the index i belongs to example i and is printed with that index.

A layer of K classes has vectors. A function of one is written as a function of its component
number ``each``: the share a_j of the logits z is ``a(j, z[each])``, that of z + c has
z[each] + c in its place. In print the index ``each`` is left out. A sum inside a definition
runs over ``within`` or ``feature``, which print as l and k but differ from the free l and k,
so that no index is caught by a sum that it does not belong to.
"""

from sympy import Derivative, Expr, Function, IndexedBase, KroneckerDelta, Sum, symbols
from sympy.core.function import UndefinedFunction

z, y, w, x, b, c, u = symbols("z y w x b c u", real=True)
q = symbols("q", positive=True)  # stands for e^(−z) where an expression is rational in it
eta = symbols("eta", positive=True)
tau = symbols("tau", positive=True)
i, j, k, ell, m, n = symbols("i j k l m n", integer=True, positive=True)
K, label, each = symbols("K y each", integer=True, positive=True)
t, component = symbols("t l", integer=True)
within, feature = symbols("l k", integer=True)

sigma, softplus, P = (Function(name, positive=True) for name in ("sigma", "softplus", "P"))
A, Z, C, J, T = (Function(name, real=True) for name in "azCJT")

weights, inputs, targets = (IndexedBase(name, real=True) for name in "wxy")
logits, biases = (IndexedBase(name, real=True) for name in "zb")

# As a function of z, a takes part in the chain rule; as a plain number it can be solved for.
a = A(z)
output = symbols("a", positive=True)
z_of_parameters = Z(w, b)
z_of_example = Z(weights[k], b, i)
a_of_example = A(z_of_example)


def _undone(self, symbol):
    """Leave the derivative standing until the definition is inserted."""
    return Derivative(self, symbol, evaluate=False)


OF_VECTOR = {"_eval_derivative": _undone}
Share = UndefinedFunction("a", __dict__=OF_VECTOR, positive=True)
Logit = UndefinedFunction("z", __dict__=OF_VECTOR, real=True)
softmax = UndefinedFunction("softmax", __dict__=OF_VECTOR, positive=True)


def share(index, vector=logits[each]):
    """Return a_j, the output of class ``index``, for the logits or for another vector."""
    return Share(index, vector)


def logit(index):
    """Return z_j as a function of the weights and biases."""
    return Logit(index, weights, biases)


class Dot(Expr):
    """The scalar product wᵀx, with a row index as third argument wᵀxᵢ; it prints as such."""

    is_commutative = True
    is_real = True

    def _eval_derivative(self, symbol):
        return self.components().diff(symbol)

    def components(self):
        """Return the sum over the n components."""
        left, right, *row = self.args
        return Sum(left[component] * right[(*row, component)], (component, 1, n))


class Indicator(Expr):
    """1{p = q}: 1 if both arguments are equal, else 0."""

    def delta(self):
        """Return it as a Kronecker delta, with which SymPy computes."""
        return KroneckerDelta(*self.args)


class Maximum(Expr):
    """The largest value of the first argument as the second runs through the real numbers."""
