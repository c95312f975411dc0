"""No function of the package warns, or raises where a caller turned warnings into errors."""

import inspect

import numpy as np
import pytest

import output_layer

LABELLED = {"log_likelihood_cost", "softmax_quadratic_cost", "sparsemax_cost", "focal_cost"}
LABELLED |= {f"{name}_gradient" for name in LABELLED}
FLAT = {"labels_cost", "cross_entropy_cost", "quadratic_cost"}
FLAT |= {f"{name}_gradient" for name in FLAT} | {"cross_entropy_newton_step"}
ROWS = [
    [0.0, -400.0, -500.0],
    [0.0, 400.0, 1.0],
    [0.0, -100.0, -103.0],
    [-745.0, 0.0, 745.0],
    [6e4, -6e4, 6e4],
    [1e-40, -1e-40, 0.0],
    [1e308, -1e308, 1e308],
    [-np.inf, 0.0, 1.0],
    [-np.inf, -np.inf, -np.inf],
    [np.inf, 0.0, np.inf],
    [np.nan, 0.0, 1.0],
]
OF_EXAMPLES = {"newton_descent", "regression_hessian", "regression_hessian_product"}
TYPES = {"NewtonPath", "SoftmaxRegression", "Trajectory", "VocabularyGradient"}
OTHERS = TYPES | OF_EXAMPLES | {"check_gradient", "guaranteed_step", "train_neuron"}
# Those of the chapter confidence want finite numbers, and have a test of their own.
OTHERS |= {
    name
    for name in output_layer.__all__
    if getattr(output_layer, name).__module__ == "output_layer.confidence"
}
OTHERS |= {"curl", "entropy", "gumbel_argmax"}  # take no logits, or not all of these
# Corners and comparisons of these are no functions of complex numbers.
REAL = {"smooth_maximum", "sparsemax", "sparsemax_cost", "sparsemax_cost_gradient"}
REAL |= {"streaming_logsumexp", "streaming_softmax"}
# Of real logits alone; tests/chapters/test_scale.py tries them.
OTHERS |= {"top_k", "top_p", "tree_log_shares"}
OTHERS |= {"distillation_cost", "distillation_cost_gradient"}
OTHERS |= {"vocabulary_cost", "vocabulary_cost_gradient"}
TRIED = [
    (name, dtype)
    for name in sorted(set(output_layer.__all__) - OTHERS)
    for dtype in (np.float16, np.float32, np.float64, np.complex128)
    if not (name in REAL and dtype is np.complex128)
]


def calls(name, z):
    """Return what a function may be called with beside the logits z."""
    if name in LABELLED:
        return [(label,) for label in range(z.shape[-1])]
    if name in FLAT:
        return [(np.zeros(z.shape),), (np.ones(z.shape),)]
    if name == "softmax_jacobian_product":
        return [(z,), (z[::-1],)]
    return [()]


@pytest.mark.parametrize(("name", "dtype"), TRIED)
def test_a_function_of_numbers_is_silent(name, dtype):
    function, tried = getattr(output_layer, name), 0
    for row in ROWS:
        with np.errstate(all="ignore"):
            z = np.array(row).astype(dtype)
        for arguments in calls(name, z):
            with np.errstate(all="raise"):
                function(z, *(np.real(a) if name in FLAT else a for a in arguments))
            tried += 1
    assert tried >= len(ROWS)


def test_every_public_function_is_tried_or_named():
    functions = {n for n in output_layer.__all__ if inspect.isfunction(getattr(output_layer, n))}
    assert OTHERS - functions == TYPES
    assert functions >= LABELLED | FLAT


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("name", sorted(OF_EXAMPLES))
def test_a_function_of_weights_and_examples_is_silent(name, row):
    theta, x = np.array([row, row[::-1]]), np.array([[1.0, 1e300, -1e-300], [0.0, 1.0, 2.0]])
    more = {"newton_descent": ([0, 1],), "regression_hessian_product": (theta,)}.get(name, ())
    with np.errstate(all="raise"):
        getattr(output_layer, name)(theta, x, *more)
        output_layer.guaranteed_step(x)


@pytest.mark.parametrize("row", ROWS)
def test_a_vocabulary_is_silent(row):
    with np.errstate(all="raise"):
        output_layer.vocabulary_cost([[1.0]], np.transpose([row]), [0])
        output_layer.vocabulary_cost_gradient([[1.0]], np.transpose([row]), [0], row)


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy"])
@pytest.mark.parametrize("start", [0.6, 400.0, -400.0])
def test_training_a_neuron_is_silent(cost, start):
    with np.errstate(all="raise"):
        output_layer.train_neuron(start, start, cost=cost, epochs=20)
