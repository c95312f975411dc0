"""Chapter scale: softmax inside a network, which is attention, and softmax as a teacher."""

from itertools import product

import numpy as np
from sympy import Derivative, KroneckerDelta, Subs, Sum, expand, log

import output_layer as ol
from output_layer.algebra import symbols
from output_layer.algebra.checks import equals, gradient
from output_layer.algebra.definition import Definition
from output_layer.algebra.derivation import Derivation, Step
from output_layer.algebra.ground import settled
from output_layer.algebra.ledger import definition, derived, identity
from output_layer.algebra.symbols import (
    K,
    LayerCost,
    direction,
    each,
    h,
    i,
    j,
    logits,
    share,
    tau,
    width,
    within,
)
from output_layer.derivations.gradient import jacobian
from output_layer.derivations.softmax import softmax

COST = LayerCost(logits)
CLASSES = (within, 1, K)
OUTPUT = Sum(share(within) * direction[within], CLASSES)


def _of_signs(width):
    """Return the mean of (q·k)² over all vectors of so many signs, whose variance is 1."""
    signs = np.array(list(product((-1.0, 1.0), repeat=width)))
    return ((signs @ signs.T) ** 2).mean()


@identity("The variance of a product of query and key", check=equals(_of_signs))
def attention_variance():
    """Prove Σ_i Σ_j δ_ij = d: the mean of (Σ_i q_i k_i)² for independent numbers."""
    pairs = KroneckerDelta(i, j) ** 2
    inner = settled(Sum(pairs, (j, 1, width)))
    return Derivation(
        Sum(pairs, (j, 1, width), (i, 1, width)),
        (
            Step(Sum(inner, (i, 1, width)), "The delta keeps $j = i$."),
            Step(settled(Sum(inner, (i, 1, width))), "The sum counts the components."),
        ),
    )


def _squared_norm(logits):
    return np.sum(ol.softmax_jacobian(logits) ** 2)


@derived("The size of the Jacobian of softmax", check=equals(_squared_norm))
def attention_jacobian():
    """Derive Σ_i Σ_j (∂a_i/∂z_j)² = Σ_l a_l² − 2 Σ_l a_l³ + (Σ_l a_l²)²."""
    ranges = (i, 1, K), (j, 1, K)
    squares = Sum(Derivative(share(i), logits[j]) ** 2, *ranges)
    inserted = Sum(jacobian().result ** 2, *ranges)
    return Derivation(
        squares,
        (
            Step(inserted, "Insert the Jacobian."),
            Step(
                settled(inserted).xreplace({i: within, j: within}),
                "The deltas keep $j = i$; call every index $l$.",
            ),
        ),
        given=(softmax(),),
    )


def _output(logits, direction):
    return ol.softmax(logits) @ direction


@derived("The gradient behind attention", check=gradient(_output, by="logits"))
def attention_gradient():
    """Derive ∂/∂z_j Σ_l a_l v_l = a_j (v_j − Σ_l a_l v_l)."""
    slope = jacobian().result.subs(i, within)
    inserted = Sum(slope * direction[within], CLASSES)
    apart = share(j) * direction[j] - share(j) * OUTPUT
    return Derivation(
        Derivative(OUTPUT, logits[j]),
        (
            Step(inserted, "The chain rule, by way of every share: insert the Jacobian."),
            Step(apart, "In the first part the delta keeps $l = j$."),
            Step(share(j) * expand(apart / share(j)), "Both have the factor $a_j$."),
        ),
        given=(softmax(),),
    )


# Distillation


def pupil(index):
    """Return the share a_l at a temperature."""
    return symbols.softmax(logits[each] / tau, index)


def teacher(index):
    """Return the teacher's share t_l at the same temperature, from its logits v."""
    return symbols.softmax(direction[each] / tau, index)


def _cost(logits, direction, tau):
    z, v = logits / tau, direction / tau
    return -(ol.softmax(v) * ol.log_softmax(z)).sum()


def _package_cost(logits, direction, tau):
    return ol.distillation_cost(logits, direction, tau)


@definition("The cost of distillation", check=equals(_package_cost))
def distillation():
    """Define C = −Σ_l softmax(v/τ)_l log softmax(z/τ)_l."""
    return Definition(COST, -Sum(teacher(within) * log(pupil(within)), CLASSES), given=(softmax(),))


@derived("The gradient of distillation", check=gradient(_cost, by="logits"))
def distillation_gradient():
    """Derive ∂C/∂z_j = (a_j − t_j)/τ."""
    ratio = KroneckerDelta(within, j) - pupil(j)
    links = -Sum(teacher(within) * ratio / tau, CLASSES)
    return Derivation(
        Derivative(COST, logits[j]),
        (
            Step(Derivative(distillation().right, logits[j]), "Insert the cost."),
            Step(links, "The slope of the logarithm of a share at a temperature."),
            Step((pupil(j) - teacher(j)) / tau, "The teacher's shares add up to one."),
        ),
        given=(distillation(), softmax()),
    )


def _hot(logits, j):
    return ol.softmax(1e-30j * logits)[j - 1].imag / 1e-30


@derived("A share at a high temperature", check=equals(_hot))
def distillation_hot():
    """Derive d/dh softmax(hz)_j at h = 0: (z_j − (1/K) Σ_l z_l)/K."""
    cold = symbols.softmax(h * logits[each], j)
    inserted = softmax().insert_into(cold)
    slope = settled(settled(inserted.diff(h)).subs(h, 0))
    return Derivation(
        Subs(Derivative(cold, h), h, 0),
        (
            Step(Subs(Derivative(inserted, h), h, 0), "Insert softmax."),
            Step(slope, "Differentiate; at $h = 0$ every power is 1."),
            Step(expand(K * slope) / K, "Both have the factor $1/K$."),
        ),
        given=(softmax(),),
    )
