"""Chapter slowdown: the quadratic cost, its gradient, and how the gradient dies."""

import numpy as np
from sympy import Derivative, Eq, Limit, Subs, Tuple, exp, oo, simplify

import output_layer as ol
from output_layer.algebra.checks import equals, gradient, largest, limiting
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.forms import stationary
from output_layer.algebra.ledger import definition, derived
from output_layer.algebra.printing import latex
from output_layer.algebra.symbols import (
    C,
    Maximum,
    a,
    b,
    eta,
    output,
    q,
    sigma,
    w,
    y,
    z,
    z_of_parameters,
)
from output_layer.derivations.sigmoid import sigmoid, sigmoid_derivative, weighted_input

COST = C(a, y)
COST_OF_PARAMETERS = COST.subs(z, z_of_parameters)
TARGET_ZERO = Eq(y, 0)


@definition("The quadratic cost", check=equals(lambda z, y: ol.quadratic_cost(z, y)))
def quadratic_cost():
    """Define C = (a − y)²/2."""
    return Definition(COST, (a - y) ** 2 / 2, given=(sigmoid(),))


def _one_epoch(w, b, x, y, eta):
    path = ol.train_neuron(w, b, x=x, y=y, eta=eta, epochs=1)
    return path.w[1], path.b[1]


@definition("Gradient descent", check=equals(_one_epoch))
def gradient_descent():
    """Define w ← w − η ∂C/∂w, and b likewise."""
    moved = [p - eta * Derivative(COST_OF_PARAMETERS, p) for p in (w, b)]
    given = (quadratic_cost(), sigmoid(), weighted_input())
    return Definition(Tuple(w, b), Tuple(*moved), relation="<-", given=given)


@derived("The gradient of the quadratic cost", check=gradient(ol.quadratic_cost, by="z"))
def quadratic_gradient_z():
    """Derive ∂C/∂z = (a − y) a(1 − a)."""
    links = COST.diff(z)
    error = quadratic_cost().right.diff(a)
    differentiated = links.subs({COST.diff(a): error, a.diff(z): sigma(z).diff(z)})
    slope = sigmoid_derivative().result
    return Derivation(
        Derivative(COST, z),
        (
            Step(links, "The chain rule."),
            Step(differentiated, "Differentiate the cost; $a$ is $\\sigma(z)$."),
            Step(differentiated.subs(sigma(z).diff(z), slope), "Insert the slope of the sigmoid."),
        ),
        given=(quadratic_cost(), sigmoid()),
    )


def through_weighted_input(derivation, parameter):
    """Extend ∂C/∂z to a parameter by the first link of the chain, from the parameter to z."""
    outer = COST.diff(z, evaluate=False).subs(z, z_of_parameters)
    inner = z_of_parameters.diff(parameter)
    link = weighted_input().right.diff(parameter)
    return Derivation(
        Derivative(COST_OF_PARAMETERS, parameter),
        (
            Step(outer * inner, "The chain rule."),
            Step(derivation.result.subs(z, z_of_parameters) * link, "Insert both derivatives."),
        ),
        given=(*derivation.given, weighted_input()),
    )


def _cost_of_parameters(w, x, b, y):
    return ol.quadratic_cost(w * x + b, y)


@derived(
    "The quadratic cost's gradient for the weight", check=gradient(_cost_of_parameters, by="w")
)
def quadratic_gradient_w():
    """Derive ∂C/∂w = (a − y) a(1 − a) x."""
    return through_weighted_input(quadratic_gradient_z(), w)


@derived("The quadratic cost's gradient for the bias", check=gradient(_cost_of_parameters, by="b"))
def quadratic_gradient_b():
    """Derive ∂C/∂b = (a − y) a(1 − a)."""
    return through_weighted_input(quadratic_gradient_z(), b)


def pull(z):
    """Return ∂C/∂z at target 0, as the package computes it."""
    return ol.quadratic_cost_gradient(z, 0.0)


@derived("Where the quadratic cost pulls hardest", check=largest(pull))
def quadratic_steepest():
    """Derive that for target 0 ∂C/∂z is largest at a = 2/3, where it is 4/27."""
    slope = quadratic_gradient_z().result.subs(y, 0)
    place = stationary(slope.subs(a, output), output)
    found = f"Its derivative by $a$ is zero at $a = {latex(place)}$."
    return Derivation(
        Maximum(Derivative(COST, z), z),
        (
            Step(Maximum(slope, z), "The gradient for target 0."),
            Step(Subs(slope.subs(a, output), output, place), found, shown=True),
            Step(slope.subs(a, place), "Insert it."),
        ),
        given=(quadratic_cost(), sigmoid()),
        where=TARGET_ZERO,
    )


@derived("The saturation of the quadratic cost", check=limiting(lambda z: np.exp(z) * pull(z)))
def quadratic_saturation():
    """Derive that for target 0 e^z ∂C/∂z tends to 1 as z grows."""
    slope = quadratic_gradient_z().result.subs(y, 0)
    explicit = sigmoid().insert_into(slope).subs(exp(-z), q)
    scaled = simplify(explicit / q).subs(q, exp(-z))
    return Derivation(
        Limit(exp(z) * Derivative(COST, z), z, oo),
        (
            Step(Limit(exp(z) * slope, z, oo), "The gradient for target 0."),
            Step(Limit(scaled, z, oo), "Insert the sigmoid and cancel."),
            Step(scaled.limit(z, oo), "The power $e^{-z}$ tends to zero."),
        ),
        given=(quadratic_cost(), sigmoid()),
        where=TARGET_ZERO,
    )
