"""Many classes, and softmax inside a network: picking, sampling, trees, attention, distillation.

Logits z hold the classes along the last axis and are real; results are float64.
"""

import numpy as np

from output_layer.numerics.accuracy import real_logits
from output_layer.numerics.arguments import REAL, count, numbers, positive, silent
from output_layer.sigmoid import log_sigmoid
from output_layer.softmax import log_softmax, softmax

__all__ = ["attention_shares", "jacobian_norm", "perplexity", "sampled_logits"]


@silent
def perplexity(costs):
    """Return e^J, J = (1/m) Σ C the mean cost: among so many equal choices one pays J.

    A cost in bits, J/log 2, has the same perplexity 2^(J/log 2).

    >>> print(perplexity([np.log(4), np.log(9)]).round(6))
    6.0

    :equation: eq-perplexity-one
    :shapes: costs (…), one or more; the result is a number
    :domain: costs from 0 to ∞, in nats
    :raises ValueError: for no costs and for a cost below 0
    :raises TypeError: for what is not a real number
    """
    costs = numbers("costs", costs, kinds=REAL)
    if costs.size == 0 or (costs < 0).any():
        raise ValueError("costs must be one number or more, none below 0")
    return np.exp(costs.mean(dtype=np.float64))


# Picking


def top_k(z, k):
    """Return the logits with all but the k largest = −∞; equal ones share their place.

    Softmax then gives the kept shares divided by their sum, a_j/Σ a_l over the kept classes l.

    >>> top_k([1.0, 3.0, 2.0], 2)
    array([-inf,   3.,   2.])

    :shapes: z (…, K); the result is like z
    :domain: real z; k from 1 on, from K on nothing is left out
    :raises ValueError: for k below 1 and for rows without classes
    :raises TypeError: for z that is not a real number and for k that is no integer
    """
    z = real_logits(z).astype(np.float64)
    k = min(count("k", k, least=1), z.shape[-1])
    least = np.partition(z, -k, axis=-1)[..., -k, np.newaxis]
    return np.where(z >= least, z, -np.inf)


@silent
def top_p(z, p):
    """Return the logits with those outside the nucleus = −∞: a class whose larger shares Σ a_l ≥ p.

    The nucleus holds the fewest classes on top that have the share p together, at least one.

    >>> top_p(np.log([0.5, 0.3, 0.2]), 0.6).round(2)
    array([-0.69, -1.2 ,  -inf])

    :shapes: z (…, K); the result is like z
    :domain: real z; 0 < p ≤ 1, and p = 1 leaves all that have a share
    :raises ValueError: for p outside and for rows without classes
    :raises TypeError: for what is not a real number
    """
    z = real_logits(z).astype(np.float64)
    if positive("p", p) > 1:
        raise ValueError(f"p must be at most 1, not {p}")
    order = np.argsort(-z, axis=-1, kind="stable")
    shares = np.take_along_axis(softmax(z), order, axis=-1)
    above = np.cumsum(shares, axis=-1) - shares
    least = np.take_along_axis(z, order, axis=-1)
    inside = np.where((above < p) | (p == 1), least, np.inf).min(axis=-1, keepdims=True)
    return np.where(z >= inside, z, -np.inf)


# Sampling


@silent
def sampled_logits(z, q, drawn):
    """Return z_j − log(M q_j) of the M drawn classes: Σ of their powers estimates Σ_l e^(z_l).

    The estimate is unbiased where the classes are drawn with the probabilities q, and exact
    where q are the shares of z. Its logarithm is too small by about Var/(2S²).

    >>> z = np.array([0.0, 1.0, 2.0])
    >>> print(np.exp(sampled_logits(z, softmax(z), [2, 2, 0])).sum().round(6))
    11.107338

    :equation: eq-sampled-mean eq-sampled-logit
    :shapes: z and q (K,); drawn (M,), one or more of 0 to K − 1; the result is (M,)
    :domain: real z; q > 0 of the drawn classes
    :raises ValueError: for shapes that do not fit and for numbers outside
    :raises TypeError: for what is not a real number
    """
    z, q = real_logits(z).astype(np.float64), numbers("q", q, kinds=REAL).astype(np.float64)
    if z.ndim != 1 or q.shape != z.shape:
        raise ValueError(f"z and q must be rows of equal length, not {z.shape} and {q.shape}")
    drawn = np.asarray(drawn)
    right = drawn.dtype.kind in "iu" and drawn.ndim == 1 and drawn.size
    if not right or drawn.min() < 0 or drawn.max() >= z.size:
        raise ValueError(f"drawn must be a row of integers from 0 to {z.size - 1}")
    if not (q[drawn] > 0).all():
        raise ValueError("q must be greater than 0 where a class is drawn")
    return z[drawn] - np.log(drawn.size * q[drawn])


# A tree of sigmoids


@silent
def tree_log_shares(z):
    """Return log a_j = Σ log σ(±z) over the nodes on the way to leaf j: Σ_j a_j = 1.

    The tree has K − 1 nodes, each with a logit, and K leaves. Below node i, counted from 0,
    hang 2i + 1 and 2i + 2; those from K − 1 on are the leaves. The first is taken with σ(z_i).

    >>> np.exp(tree_log_shares([0.0, 0.0])).tolist()
    [0.5, 0.25, 0.25]

    :equation: eq-tree-node
    :shapes: z (…, K − 1); the result is (…, K), leaves in the order of their numbers
    :domain: real z
    :raises ValueError: for rows without a node
    :raises TypeError: for what is not a real number
    """
    z = real_logits(z).astype(np.float64)
    inner = z.shape[-1]
    logs = np.zeros((*z.shape[:-1], 2 * inner + 1))
    for node in range(inner):
        for below, sign in ((2 * node + 1, 1), (2 * node + 2, -1)):
            logs[..., below] = logs[..., node] + log_sigmoid(sign * z[..., node])
    return logs[..., inner:]


# Attention


@silent
def attention_shares(queries, keys, scaled=True):
    """Return a = softmax(q·k/√d) over the keys, for each query; not ``scaled``, softmax(q·k).

    >>> attention_shares([[2.0, 0.0]], [[1.0, 0.0], [1.0, 5.0]])
    array([[0.5, 0.5]])

    :equation: eq-attention-variance
    :shapes: queries (…, d), keys (K, d); the result is (…, K)
    :domain: real numbers
    :raises ValueError: for shapes that do not fit
    :raises TypeError: for what is not a real number
    """
    queries, keys = (
        numbers(name, value, kinds=REAL).astype(np.float64)
        for name, value in (("queries", queries), ("keys", keys))
    )
    if keys.ndim != 2 or queries.ndim == 0 or queries.shape[-1] != keys.shape[1] or not keys.size:
        raise ValueError(f"queries {queries.shape} do not fit keys (K, d) of {keys.shape}")
    z = queries @ keys.T
    return softmax(z / np.sqrt(keys.shape[1]) if scaled else z)


@silent
def jacobian_norm(a):
    """Return √(Σ_i Σ_j (∂a_i/∂z_j)²), the Frobenius norm of the Jacobian of softmax at shares a.

    It is at most ½, for two classes with a half each, and 0 where one class has all.

    >>> print(jacobian_norm([0.5, 0.5, 0.0]), jacobian_norm([1.0, 0.0, 0.0]))
    0.5 0.0

    :equation: eq-attention-jacobian
    :shapes: a (…, K) with sum 1; the result is (…)
    :domain: 0 ≤ a ≤ 1
    :raises ValueError: for rows without classes and for shares that do not sum to 1
    :raises TypeError: for what is not a real number
    """
    a = real_logits(a).astype(np.float64)
    if not (np.all(a >= 0) and np.allclose(a.sum(axis=-1), 1)):
        raise ValueError("a must be shares: none negative, their sum 1")
    # a_i² ((1 − a_i)² + Σ_{j ≠ i} a_j²); of the largest share 1 − a_i is the sum of the others.
    top = np.arange(a.shape[-1]) == a.argmax(axis=-1)[..., np.newaxis]
    low = np.where(top, 0.0, a)
    rest = np.where(top, low.sum(axis=-1, keepdims=True), 1 - a)
    squares = (low * low).sum(axis=-1, keepdims=True) + np.where(top, 0.0, _top_square(a) - a * a)
    return np.sqrt((a * a * (rest * rest + squares)).sum(axis=-1))


def _top_square(a):
    return a.max(axis=-1, keepdims=True) ** 2


# Distillation


@silent
def distillation_cost(z, teacher, temperature=1.0):
    """Return C = −Σ_l t_l log a_l with a = softmax(z/τ) and the teacher's t = softmax(v/τ).

    >>> print(distillation_cost([0.0, 0.0], [5.0, -5.0]).round(6))
    0.693147

    :equation: eq-distillation
    :shapes: z and the teacher's logits v broadcast to (…, K); the result is (…)
    :domain: real logits; τ > 0
    :raises ValueError: for τ not above 0 and for shapes that do not broadcast
    :raises TypeError: for what is not a real number
    """
    z, v, tau = _pupil(z, teacher, temperature)
    logs, t = log_softmax(z / tau), softmax(v / tau)
    return -np.where(t == 0, 0.0, t * logs).sum(axis=-1)


@silent
def distillation_cost_gradient(z, teacher, temperature=1.0):
    """Return ∂C/∂z_j = (a_j − t_j)/τ; times τ² it keeps its size as τ grows.

    >>> distillation_cost_gradient([0.0, 0.0], [np.log(3), 0.0]).round(6)
    array([-0.25,  0.25])

    :equation: eq-distillation-gradient eq-distillation-hot
    :shapes: z and the teacher's logits v broadcast to (…, K), the shape of the result
    :domain: that of `distillation_cost`
    :raises ValueError: for τ not above 0 and for shapes that do not broadcast
    :raises TypeError: for what is not a real number
    """
    z, v, tau = _pupil(z, teacher, temperature)
    return (softmax(z / tau) - softmax(v / tau)) / tau


def _pupil(z, teacher, temperature):
    z, v = (real_logits(logits).astype(np.float64) for logits in (z, teacher))
    tau = positive("temperature", temperature)
    try:
        return (*np.broadcast_arrays(z, v), tau)
    except ValueError:
        raise ValueError(f"z {z.shape} and teacher {v.shape} must broadcast") from None
