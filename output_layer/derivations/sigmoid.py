"""Chapter sigmoid: the curve and its slope."""

import numpy as np
from sympy import (
    Derivative,
    Eq,
    Limit,
    Subs,
    apart,
    exp,
    log,
    oo,
    simplify,
    solve,
    together,
)

import output_layer as ol
from output_layer.algebra.checks import equals, gradient, largest, limiting
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Solution, Step
from output_layer.algebra.forms import only, oriented, stationary
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.printing import latex
from output_layer.algebra.symbols import (
    Maximum,
    a,
    b,
    output,
    q,
    sigma,
    w,
    x,
    z,
    z_of_parameters,
)


@definition("The weighted input", check=equals(lambda w, x, b: ol.logit(_output(w, x, b))))
def weighted_input():
    """Define z = wx + b."""
    return Definition(z_of_parameters, w * x + b)


def _output(w, x, b):
    return ol.train_neuron(w, b, x=x, epochs=1).a[0]


@definition("The sigmoid", check=equals(lambda z: ol.sigmoid(z)))
def sigmoid():
    """Define a = σ(z) = 1/(1 + e^(−z))."""
    return Definition(sigma(z), 1 / (1 + exp(-z)), also=a)


@derived("The log-odds", check=equals(lambda a: ol.logit(a)))
def log_odds():
    """Derive a = σ(z) exactly if z = log(a/(1 − a))."""
    inverse = Eq(output, sigmoid().right)
    power = only(solve(inverse, exp(-z)))
    return Solution(
        Eq(output, sigma(z)),
        (
            Step(inverse, "Insert the definition of the sigmoid."),
            Step(Eq(exp(-z), power), "Solve for the power."),
            Step(Eq(z, log(1 / power)), "Take reciprocals, then logarithms."),
        ),
        given=(sigmoid(),),
        unknown=z,
    )


@identity("The symmetry of the sigmoid", check=equals(lambda z: ol.sigmoid(-z)))
def sigmoid_symmetry():
    """Prove σ(−z) = 1 − σ(z)."""
    mirrored = sigmoid().right.subs(z, -z)
    fraction = together(mirrored.subs(exp(z), 1 / q))
    parted = apart(fraction, q).subs(q, exp(-z))
    return Derivation(
        sigma(-z),
        (
            Step(mirrored, "Insert the definition."),
            Step(fraction.subs(q, exp(-z)), "Multiply above and below by $e^{-z}$."),
            Step(parted, "Divide."),
            Step(sigmoid().fold(parted), "The fraction is the sigmoid."),
        ),
        given=(sigmoid(),),
    )


@derived("The slope of the sigmoid", check=gradient(lambda z: ol.sigmoid(z), by="z"))
def sigmoid_derivative():
    """Derive σ′(z) = σ(z)(1 − σ(z)) = a(1 − a)."""
    curve = sigmoid().right
    slope = curve.diff(z)
    power = only(solve(Eq(sigma(z), curve), exp(-z)))
    product = oriented(simplify(slope.subs(exp(-z), power)))
    return Derivation(
        sigma(z).diff(z),
        (
            Step(Derivative(curve, z), "Insert the definition."),
            Step(slope, "Differentiate."),
            Step(product, "Solve the definition for $e^{-z}$ and insert it.", shown=True),
            Step(product.subs(sigma(z), a), "Write $a$ for the output."),
        ),
        given=(sigmoid(),),
    )


@derived("The slope as a product of two sigmoids", check=equals(lambda z: ol.sigmoid_derivative(z)))
def sigmoid_derivative_symmetric():
    """Derive σ′(z) = σ(z)σ(−z)."""
    symmetry = sigmoid_symmetry()
    product = sigmoid_derivative().result.subs(a, sigma(z))
    return Derivation(
        sigma(z).diff(z),
        (
            Step(product, "The slope of the sigmoid."),
            Step(product.subs(symmetry.result, symmetry.left), "The symmetry of the sigmoid."),
        ),
        given=(sigmoid(),),
    )


@derived("The steepest slope of the sigmoid", check=largest(lambda z: ol.sigmoid_derivative(z)))
def sigmoid_derivative_maximum():
    """Derive that the largest value of σ′ is 1/4, at z = 0."""
    slope = sigmoid_derivative().result.subs(a, output)
    place = stationary(slope, output)
    centre = log_odds().solution.subs(output, place)
    where = f"The derivative by $a$ is zero at $a = {latex(place)}$."
    return Derivation(
        Maximum(sigma(z).diff(z), z),
        (
            Step(Subs(sigma(z).diff(z), z, centre), where, shown=True),
            Step(slope.subs(output, place), "Insert that output."),
        ),
        given=(sigmoid(),),
    )


@derived(
    "The saturation of the sigmoid", check=limiting(lambda z: np.exp(z) * ol.sigmoid_derivative(z))
)
def sigmoid_saturation():
    """Derive that e^z σ′(z) tends to 1 as z grows."""
    scaled = exp(z) * sigmoid().right.diff(z)
    return Derivation(
        Limit(exp(z) * sigma(z).diff(z), z, oo),
        (
            Step(Limit(scaled, z, oo), "Insert the slope and cancel $e^z$."),
            Step(scaled.limit(z, oo), "The power $e^{-z}$ tends to zero."),
        ),
        given=(sigmoid(),),
    )
