"""The estimator: scikit-learn's own checks, its logistic regression, every setting and error."""

import os
import subprocess
import sys
import warnings

import numpy as np
import pytest
from sklearn.datasets import load_digits, load_iris
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.linear_model import LogisticRegression

from output_layer import SoftmaxRegression, log_likelihood_cost, softmax

CHECKS = """
from sklearn.utils.estimator_checks import check_estimator
from output_layer import SoftmaxRegression
results = check_estimator(SoftmaxRegression({settings}), on_skip=None, on_fail=None)
for result in results:
    print(result["check_name"], result["status"], repr(result["exception"]), sep="\\t")
"""


# In float32 the check wants log a to 1e−9 of the logarithm of a rounded share: 0, where a share
# rounds to 1. Ours keeps the digits that the share lost.
ROUNDED = ("check_classifiers_train", "rtol=8, atol=1e-09")
ABSENT = ("cupy", "dpnp", "torch")  # for graphics cards; array-api-strict stands in for them


@pytest.mark.parametrize(
    ("settings", "declined"), [("", [ROUNDED]), ("solver='gradient descent', cost='quadratic'", [])]
)
def test_every_check_of_scikit_learn_passes_but_one_declined_and_those_of_absent_libraries(
    settings, declined
):
    # SciPy looks at the variable on its first import, hence a process of its own.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHECKS.format(settings=settings)],
        env=os.environ | {"SCIPY_ARRAY_API": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    results = [line.split("\t") for line in done.stdout.splitlines()]
    passed = [name for name, status, _ in results if status == "passed"]
    others = [result for result in results if result[1] != "passed" and not absent(result)]
    assert [(name, status) for name, status, _ in others] == [(n, "failed") for n, _ in declined]
    assert all(said in error for (_, said), (*_, error) in zip(declined, others, strict=True))
    assert len(passed) > 50
    # With NumPy, and with array-api-strict in both types of float and on two devices.
    assert passed.count("check_array_api_input") == 3
    assert "check_array_api_same_namespace" in passed


def absent(result):
    """Return whether a check was skipped for want of its library of arrays."""
    _, status, error = result
    return status == "skipped" and any(f"{name} is not installed" in error for name in ABSENT)


def digits():
    return load_digits(return_X_y=True)[0] / 16, load_digits().target


def iris():
    return load_iris(return_X_y=True)


def two_classes():
    x, y = iris()
    return x[y > 0], y[y > 0]


# Agreement with the library


@pytest.mark.parametrize(("problem", "decay"), [(digits, 0.03), (iris, 0.01), (two_classes, 0.01)])
def test_agrees_with_logistic_regression_at_the_same_penalty(problem, decay):
    x, y = problem()
    model = SoftmaxRegression(weight_decay=decay, tol=1e-8, max_iter=3000).fit(x, y)
    # Its two-class model has one logit: W there is twice ours, and so is C.
    logits = 2 if model.classes_.size == 2 else 1
    library = LogisticRegression(C=logits / (len(y) * decay), tol=1e-10, max_iter=10_000)
    library.fit(x, y)
    np.testing.assert_allclose(model.predict_proba(x), library.predict_proba(x), atol=1e-6)
    np.testing.assert_array_equal(model.predict(x), library.predict(x))
    assert model.score(x, y) == library.score(x, y)
    expected = library.decision_function(x)
    assert model.decision_function(x).shape == expected.shape
    shift = 0 if logits == 2 else expected.mean(axis=1, keepdims=True)
    ours = model.decision_function(x)
    ours = ours if logits == 2 else ours - ours.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(ours, expected - shift, atol=1e-4)


def test_gradient_descent_comes_to_the_same_minimum():
    x, y = iris()
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    settings = {"weight_decay": 0.05, "tol": 1e-8}
    newton_like = SoftmaxRegression(**settings).fit(x, y)
    descent = SoftmaxRegression(**settings, solver="gradient descent", eta=1.0, max_iter=5000).fit(
        x, y
    )
    np.testing.assert_allclose(descent.coef_, newton_like.coef_, atol=1e-6)
    assert descent.n_iter_ > newton_like.n_iter_


# What is minimised


@pytest.mark.parametrize("solver", ["lbfgs", "gradient descent"])
def test_costs_start_at_log_k_and_fall_to_the_cost_of_the_model(solver):
    x, y = iris()
    model = SoftmaxRegression(solver=solver, weight_decay=0.0, max_iter=30, eta=0.05)
    with pytest.warns(ConvergenceWarning):
        model.fit(x, y)
    assert model.costs_.size == model.n_iter_ + 1 == 31
    assert model.costs_[0] == pytest.approx(np.log(3))
    assert (np.diff(model.costs_) < 0).all()
    z = x @ model.coef_.T + model.intercept_
    assert model.costs_[-1] == pytest.approx(log_likelihood_cost(z, y).mean())
    np.testing.assert_array_equal(model.predict_proba(x), softmax(z))


def test_decayed_biases_sum_to_0_and_the_weights_do_always():
    # Adding the same row to all classes changes no share; weight decay takes it away.
    x, y = iris()
    model = SoftmaxRegression(decay_bias=True, weight_decay=0.1, tol=1e-8).fit(x, y)
    np.testing.assert_allclose(model.coef_.sum(axis=0), 0, atol=1e-7)
    assert model.intercept_.sum() == pytest.approx(0, abs=1e-7)


def test_quadratic_cost_learns_iris_too():
    x, y = iris()
    model = SoftmaxRegression(cost="quadratic", weight_decay=1e-3, tol=1e-6).fit(x, y)
    assert model.costs_[0] == pytest.approx(1 / 3)
    assert model.score(x, y) > 0.95


def test_two_classes_have_one_logit_the_difference():
    x, y = two_classes()
    model = SoftmaxRegression(weight_decay=0.01).fit(x, y)
    z = x @ model.coef_.T + model.intercept_
    np.testing.assert_array_equal(model.decision_function(x), z[:, 1] - z[:, 0])
    assert model.coef_.shape == (2, 4)


def test_labels_may_be_anything_that_sorts():
    x, y = iris()
    names = np.array(["setosa", "versicolor", "virginica"])[y]
    model = SoftmaxRegression(weight_decay=0.01).fit(x, names)
    assert model.classes_.tolist() == ["setosa", "versicolor", "virginica"]
    expected = SoftmaxRegression(weight_decay=0.01).fit(x, y).predict(x)
    np.testing.assert_array_equal(model.predict(x), model.classes_[expected])


def test_progress_is_shown_only_where_wanted(capsys):
    x, y = iris()
    settings = {"weight_decay": 1.0, "solver": "gradient descent", "eta": 0.01}
    SoftmaxRegression(**settings, tol=0.1).fit(x, y)
    assert capsys.readouterr() == ("", "")
    SoftmaxRegression(**settings, tol=0.1, progress=True).fit(x, y)
    assert "J=" in capsys.readouterr().err


# Errors and warnings


def test_no_convergence_says_why_and_where_and_names_only_what_helps():
    x, y = digits()
    said = (
        r"lbfgs was ended by max_iter after 3 steps: .* times tol = 1e-05; raise max_iter, or scale"
    )
    with pytest.warns(ConvergenceWarning, match=said) as caught:
        SoftmaxRegression(max_iter=3).fit(x, y)
    assert caught[0].filename == __file__
    assert "eta" not in str(caught[0].message)
    far = SoftmaxRegression(solver="gradient descent", eta=1e200, weight_decay=1e200, max_iter=9)
    said = r"gradient descent was ended by max_iter .* is nan, nan times .* or change eta, or scale"
    with pytest.warns(ConvergenceWarning, match=said):
        far.fit(x, y)


def grades(scale):
    """Return marks of a class, as large as a table in other units, and who passed."""
    random = np.random.default_rng(3)
    x = np.column_stack([random.uniform(2, 4, 32), random.integers(12, 30, 32), np.arange(32) % 2])
    return x * scale, (x @ [2.8, 0.1, 2.4] + random.logistic(size=32) > 12).astype(int)


@pytest.mark.parametrize("scale", [1.0, 1e2, 1e4])
def test_a_search_that_ends_at_the_optimum_of_large_inputs_is_silent(scale):
    # It ends before max_iter because J falls no further, its slopes small beside the inputs.
    (x, y), decay = grades(scale), 0.01 / scale**2
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = SoftmaxRegression(weight_decay=decay, max_iter=5000).fit(x, y)
    library = LogisticRegression(C=2 / (32 * decay), solver="newton-cholesky", tol=1e-12).fit(x, y)
    cost = log_likelihood_cost(np.log(library.predict_proba(x)), y).mean()
    cost += decay / 4 * (library.coef_**2).sum()
    assert model.costs_[-1] == pytest.approx(cost, rel=1e-6)
    assert model.n_iter_ < 5000


def test_a_search_that_is_stuck_before_the_optimum_says_so():
    said = r"ended by a line search that found no lower cost after \d+ steps: .*; scale the inputs$"
    with pytest.warns(ConvergenceWarning, match=said):
        SoftmaxRegression(weight_decay=1e-14).fit(*grades(1e7))


def test_convergence_is_silent():
    x, y = iris()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        SoftmaxRegression(weight_decay=0.1).fit(x, y)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"cost": "cross-entropy"}, r"^cost must be 'log-likelihood' or 'quadratic', not 'cross-"),
        ({"solver": "newton"}, r"^solver must be 'lbfgs' or 'gradient descent', not 'newton'"),
        ({"weight_decay": -1}, r"^weight_decay must be at least 0"),
        ({"eta": 0}, r"^eta must be greater than 0"),
        ({"tol": 0}, r"^tol must be greater than 0"),
        ({"max_iter": 0}, r"^max_iter must be at least 1"),
    ],
)
def test_settings_out_of_range_are_named(settings, message):
    with pytest.raises(ValueError, match=message):
        SoftmaxRegression(**settings).fit([[0.0], [1.0]], [0, 1])


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        (
            [[0.0], [1.0]],
            ["a", "a"],
            r"^y must hold at least two classes, but has 1 class, \['a'\]",
        ),
        ([[0.0], [np.nan]], [0, 1], "X contains NaN"),
        ([[0.0], [np.inf]], [0, 1], "X contains infinity"),
        ([0.0, 1.0], [0, 1], "Expected 2D array"),
        ([[0.0], [1.0]], [0, 1, 2], "inconsistent numbers of samples"),
        ([[0.0], [1.0]], [0.5, 1.5], "Unknown label type: continuous"),
    ],
)
def test_wrong_examples_are_refused(x, y, message):
    with pytest.raises(ValueError, match=message):
        SoftmaxRegression().fit(x, y)


@pytest.mark.parametrize("method", ["predict", "predict_proba", "decision_function"])
def test_nothing_is_predicted_before_fitting_or_from_another_number_of_inputs(method):
    with pytest.raises(NotFittedError, match="not fitted yet"):
        getattr(SoftmaxRegression(), method)([[0.0]])
    model = SoftmaxRegression(weight_decay=0.1).fit([[0.0], [1.0]], [0, 1])
    with pytest.raises(ValueError, match="X has 2 features, but SoftmaxRegression is expecting 1"):
        getattr(model, method)([[0.0, 1.0]])
