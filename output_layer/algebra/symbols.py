"""The letters of the notation page, as SymPy objects that all derivations share.

A quantity that depends on others is an undefined function of them, so that SymPy's own
chain rule applies; it is printed as its letter alone: ``a`` is the output as a function of z.
A quantity that depends on the index i belongs to example i and is printed with that index.

A layer of K classes has vectors. A function of one is written as a function of its component
number ``each``: the share a_j of the logits z is ``a(j, z[each])``, that of z + c has
z[each] + c in its place. Parameters θ have a row for each class: ``theta[row, each]``. In
print the indices ``row`` and ``each`` are left out. A sum inside a definition runs over
``within``, ``option`` or ``feature``, which print as l, j and k but differ from the free l, j
and k, so that no index is caught by a sum that it does not belong to.
"""

from sympy import (
    Add,
    Derivative,
    Expr,
    Function,
    IndexedBase,
    KroneckerDelta,
    Product,
    Sum,
    symbols,
)
from sympy.core.function import AppliedUndef, UndefinedFunction

z, y, w, x, b, c, u = symbols("z y w x b c u", real=True)
omega = symbols("omega", real=True)  # a weight of a hidden neuron
q = symbols("q", positive=True)  # stands for e^(−z) where an expression is rational in it
eta = symbols("eta", positive=True)
tau, beta = symbols("tau beta", positive=True)  # temperature, and its reciprocal
lamda = symbols("lamda", positive=True)  # SymPy's spelling: lambda is a word of Python
library = symbols(r"\mathtt{C}", positive=True)  # scikit-learn's name for the weight of the costs
smoothing = symbols("varepsilon", positive=True)  # the part of a target that all classes share
gamma = symbols("gamma", positive=True)  # the power of the focal cost
gap = symbols("g", real=True)
d, epsilon = symbols("d varepsilon", real=True)  # a rounded difference and what it lacks
alarm, miss = symbols("c_1 c_2", positive=True)  # what either mistake costs
top, first_top, second_top = symbols("m m_1 m_2", real=True)  # maxima of logits
p, M = symbols("p M", positive=True)  # a probability, and how many classes are drawn
width = symbols("d", integer=True, positive=True)  # of queries and keys
i, j, k, ell, m, n = symbols("i j k l m n", integer=True, positive=True)
K, B, label, each, row = symbols("K B y each row", integer=True, positive=True)
second = symbols("p", integer=True, positive=True)  # a second input, beside k
t = symbols("t", integer=True)
within, option, feature = symbols("l j k", integer=True)

# Functions that print with their arguments; every other undefined function is a quantity.
FUNCTIONS = ("sigma", "softplus", "softmax", "P", "LSE", "H", "f", "slope_f", "kappa", "varphi")
sigma, softplus, P = (Function(name, positive=True) for name in ("sigma", "softplus", "P"))
A, Z, C, J, T = (Function(name, real=True) for name in "azCJT")

weights, inputs, targets = (IndexedBase(name, real=True) for name in "wxy")
logits, biases, tags = (IndexedBase(name, real=True) for name in "zbt")
theta, psi = (IndexedBase(name, real=True) for name in ("theta", "psi"))
factors = IndexedBase("w", positive=True)  # of the classes
forecasts, rates = (IndexedBase(name, real=True) for name in "fr")
overall = symbols(r"\bar{r}", real=True)  # the rate of all groups together
direction = IndexedBase("v", real=True)  # in which a line of logits runs
drawing = IndexedBase("q", positive=True)  # the probabilities with which classes are drawn
h = symbols("h", real=True)  # how far along that line
outputs = IndexedBase("a", positive=True)  # as plain numbers, by which a cost can be differentiated
labels = IndexedBase("y", integer=True, positive=True)

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
TrueShare = UndefinedFunction("p", __dict__=OF_VECTOR, positive=True)
Logit = UndefinedFunction("z", __dict__=OF_VECTOR, real=True)
softmax = UndefinedFunction("softmax", __dict__=OF_VECTOR, positive=True)
Probability = UndefinedFunction("P", __dict__=OF_VECTOR, positive=True)
Hidden = UndefinedFunction("h", __dict__=OF_VECTOR, positive=True)
MeanCost = UndefinedFunction("J", __dict__=OF_VECTOR, real=True)
# The cost of an example, where it depends on all logits:
LayerCost = UndefinedFunction("C", __dict__=OF_VECTOR, real=True)
LogSumExp = UndefinedFunction("LSE", __dict__=OF_VECTOR, real=True)
Entropy = UndefinedFunction("H", __dict__=OF_VECTOR, real=True)
Potential = Function(r"\Phi", real=True)
LayerPotential = UndefinedFunction(r"\Phi", __dict__=OF_VECTOR, real=True)
kappa = Function("kappa", positive=True)  # the weight of an outcome before z has its say
bell = Function("varphi", positive=True)  # the density of the normal distribution
# Any function of one number, and its slope:
slope_f = Function("slope_f", real=True)
f = UndefinedFunction("f", __dict__={"fdiff": lambda self, _: slope_f(*self.args)}, positive=True)
# Shares that are those of other logits than z, and so any shares:
Belief = UndefinedFunction("p", __dict__=OF_VECTOR, positive=True)
PowerSum = UndefinedFunction("S", __dict__=OF_VECTOR, positive=True)


def is_quantity(expr):
    """Tell whether an expression depends on others and is printed as its letter: a for a(z)."""
    return isinstance(expr, AppliedUndef) and expr.func.__name__ not in FUNCTIONS


def share(index, vector=logits[each]):
    """Return a_j, the output of class ``index``, for the logits or for another vector."""
    return Share(index, vector)


def belief(index):
    """Return p_j, any share of class ``index``."""
    return Belief(index, biases[each])


def logit(index):
    """Return z_j as a function of the weights and biases."""
    return Logit(index, weights, biases)


class Dot(Expr):
    """The scalar product of two vectors with the component ``each``: wᵀxᵢ; it prints as such."""

    is_commutative = True
    is_real = True

    def _eval_derivative(self, symbol):
        return self.components().diff(symbol)

    def components(self):
        """Return the sum over the n components."""
        left, right = (vector.subs(each, feature) for vector in self.args)
        return Sum(left * right, (feature, 1, n))

    def termwise(self):
        """Return (u + v)ᵀx as uᵀx + vᵀx."""
        left, right = self.args
        parts = (term.as_coeff_Mul() for term in Add.make_args(left))
        return Add(*(number * Dot(vector, right) for number, vector in parts))


class Indicator(Expr):
    """1{p = q}: 1 if both arguments are equal, else 0."""

    def delta(self):
        """Return it as a Kronecker delta, with which SymPy computes."""
        return KroneckerDelta(*self.args)


class Others(Expr):
    """The sum of a term over all classes but one: the arguments are term, index, that class."""

    def without(self):
        """Return the sum over all classes, less the term of that one."""
        term, index, left_out = self.args
        return Sum(term, (index, 1, K)) - term.subs(index, left_out)


class OtherFactors(Expr):
    """The product of a factor over all classes but one; its arguments are those of Others."""

    is_commutative = True
    is_positive = True

    def without(self):
        """Return the product over all classes, divided by the factor of that one."""
        factor, index, left_out = self.args
        return Product(factor, (index, 1, K)) / factor.subs(index, left_out)


class Maximum(Expr):
    """The largest value of the first argument as the second runs through the real numbers."""
