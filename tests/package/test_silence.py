"""No function of the package warns, or raises where a caller turned warnings into errors."""

import inspect

import numpy as np
import pytest

import output_layer

LABELLED = {"log_likelihood_cost", "softmax_quadratic_cost"}
LABELLED |= {f"{name}_gradient" for name in LABELLED}
FLAT = {"labels_cost", "cross_entropy_cost", "quadratic_cost"}
FLAT |= {f"{name}_gradient" for name in FLAT}
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
OTHERS = {"SoftmaxRegression", "Trajectory", "check_gradient", "train_neuron"}
# Of real logits alone; tests/chapters/test_scale.py tries them.
OTHERS |= {"top_k", "top_p", "tree_log_shares"}
OTHERS |= {"distillation_cost", "distillation_cost_gradient"}


def calls(name, z):
    """Return what a function may be called with beside the logits z."""
    if name in LABELLED:
        return [(label,) for label in range(z.shape[-1])]
    if name in FLAT:
        return [(np.zeros(z.shape),), (np.ones(z.shape),)]
    if name == "softmax_jacobian_product":
        return [(z,), (z[::-1],)]
    return [()]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.complex128])
@pytest.mark.parametrize("name", sorted(set(output_layer.__all__) - OTHERS))
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
    assert OTHERS - functions == {"SoftmaxRegression", "Trajectory"}
    assert functions >= LABELLED | FLAT


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy"])
@pytest.mark.parametrize("start", [0.6, 400.0, -400.0])
def test_training_a_neuron_is_silent(cost, start):
    with np.errstate(all="raise"):
        output_layer.train_neuron(start, start, cost=cost, epochs=20)
