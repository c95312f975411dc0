"""What users of scikit-learn's logistic regression expect of a classifier, retold for this one."""

import array_api_strict
import numpy as np
import pandas
import pytest
import scipy.sparse
import sklearn
from sklearn.datasets import load_digits, load_iris, make_classification
from sklearn.ensemble import AdaBoostClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import NamespaceAndDevice, check_array_api_mixed_inputs

from output_layer import SoftmaxRegression

TIGHT = {"weight_decay": 0.01, "tol": 1e-10, "max_iter": 5000}


def iris():
    x, y = load_iris(return_X_y=True)
    return (x - x.mean(axis=0)) / x.std(axis=0), y


def close(first, second, atol=1e-5):
    np.testing.assert_allclose(first.coef_, second.coef_, atol=atol)
    np.testing.assert_allclose(first.intercept_, second.intercept_, atol=atol)


# Weights


@pytest.mark.parametrize("class_weight", [None, "balanced", {0: 1.0, 1: 3.0, 2: 0.5}])
@pytest.mark.parametrize("cost", ["log-likelihood", "quadratic"])
def test_whole_weights_are_repeated_rows_and_0_is_none(class_weight, cost):
    x, y = iris()
    times = np.random.default_rng(0).integers(0, 4, len(y))
    model = SoftmaxRegression(**TIGHT, class_weight=class_weight, cost=cost)
    weighted = sklearn.clone(model).fit(x, y, sample_weight=times)
    close(weighted, model.fit(np.repeat(x, times, axis=0), np.repeat(y, times)))


def test_weights_of_classes_are_weights_of_their_examples():
    x, y = iris()
    by_class = SoftmaxRegression(**TIGHT, class_weight={0: 1.0, 1: 3.0, 2: 0.5}).fit(x, y)
    close(by_class, SoftmaxRegression(**TIGHT).fit(x, y, np.array([1.0, 3.0, 0.5])[y]), atol=1e-9)
    close(by_class, SoftmaxRegression(**TIGHT).fit(x, y, np.array([2.0, 6.0, 1.0])[y]), atol=1e-9)


def test_a_balanced_fit_finds_the_rare_ones_as_the_library_does():
    x, y = make_classification(1000, weights=[0.99], flip_y=0, class_sep=0.5, random_state=0)
    plain = SoftmaxRegression(weight_decay=0.01).fit(x, y)
    balanced = SoftmaxRegression(weight_decay=0.01, class_weight="balanced", tol=1e-9).fit(x, y)
    library = LogisticRegression(C=2 / (1000 * 0.01), class_weight="balanced", tol=1e-10)
    library.fit(x, y)
    np.testing.assert_allclose(balanced.predict_proba(x), library.predict_proba(x), atol=1e-5)
    rare = y == 1
    assert balanced.predict(x)[rare].mean() == library.predict(x)[rare].mean() > 0.8
    assert plain.predict(x)[rare].mean() < 0.5


@pytest.mark.parametrize("weights", [[1, -1, 1], [0, 0, 0], [1, 1], [np.nan, 1, 1]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(ValueError, match=r"(?i)weight"):
        SoftmaxRegression().fit([[0.0], [1.0], [2.0]], [0, 1, 1], sample_weight=weights)


def test_boosting_and_routed_weights_reach_the_fit():
    x, y = iris()
    boosted = AdaBoostClassifier(SoftmaxRegression(weight_decay=0.1), n_estimators=3)
    assert boosted.fit(x, y).score(x, y) > 0.9
    weights = np.where(y == 0, 0.0, 1.0)
    with sklearn.config_context(enable_metadata_routing=True):
        routed = SoftmaxRegression(**TIGHT).set_fit_request(sample_weight=True)
        routed.set_score_request(sample_weight=False)
        found = cross_validate(
            routed, x, y, params={"sample_weight": weights}, return_estimator=True, cv=2
        )
    assert all((e.predict(x) != 0).all() for e in found["estimator"])


# Logarithms


@pytest.mark.parametrize("classes", [2, 10])
def test_the_logarithms_of_vanished_shares_are_finite(classes):
    x, y = load_digits(return_X_y=True)
    x, y = 30 * x[y < classes], y[y < classes]
    model = SoftmaxRegression(weight_decay=0.0, max_iter=2000).fit(x, y)
    logs, shares = model.predict_log_proba(20 * x), model.predict_proba(20 * x)
    assert (shares == 0).any()
    assert np.isfinite(logs).all()
    np.testing.assert_allclose(np.exp(logs), shares, atol=1e-14)


# Intercept, warm start


@pytest.mark.parametrize("decay_bias", [False, True])
def test_without_an_intercept_there_is_none(decay_bias):
    x, y = iris()
    model = SoftmaxRegression(**TIGHT, fit_intercept=False, decay_bias=decay_bias).fit(x, y)
    np.testing.assert_array_equal(model.intercept_, np.zeros(3))
    library = LogisticRegression(C=1 / (150 * 0.01), fit_intercept=False, tol=1e-10).fit(x, y)
    np.testing.assert_allclose(model.coef_, library.coef_, atol=1e-5)


@pytest.mark.parametrize("fit_intercept", [True, False])
def test_a_warm_start_goes_on_where_the_last_fit_ended(fit_intercept):
    x, y = iris()
    settings = {**TIGHT, "fit_intercept": fit_intercept}
    model = SoftmaxRegression(**settings, warm_start=True).fit(x, y)
    first, end = model.n_iter_, model.costs_[-1]
    model.fit(x, y)
    assert model.n_iter_ <= 2 < first
    assert model.costs_[0] == pytest.approx(end, abs=1e-14)
    assert SoftmaxRegression(**settings).fit(x, y).fit(x, y).n_iter_ == first
    fewer = y > 0
    model.fit(x[fewer], y[fewer])  # other classes: it starts from 0
    assert model.costs_[0] == pytest.approx(np.log(2))


# Kinds of inputs


@pytest.mark.parametrize("kind", [scipy.sparse.csr_array, scipy.sparse.csc_matrix])
@pytest.mark.parametrize("cost", ["log-likelihood", "quadratic"])
def test_sparse_inputs_give_what_dense_ones_do_and_stay_sparse(kind, cost, monkeypatch):
    x, y = load_digits(return_X_y=True)
    x, y = np.where(x > 8, x / 16, 0)[:300], y[:300]
    dense = SoftmaxRegression(**TIGHT, cost=cost).fit(x, y)
    for name in ("toarray", "todense"):
        monkeypatch.setattr(kind, name, None)
        monkeypatch.setattr(scipy.sparse.csr_array, name, None)
    sparse = SoftmaxRegression(**TIGHT, cost=cost).fit(kind(x), y)
    close(sparse, dense, atol=1e-6)
    for method in ("predict", "predict_proba", "predict_log_proba", "decision_function"):
        np.testing.assert_allclose(
            getattr(sparse, method)(kind(x)), getattr(dense, method)(x), atol=1e-5
        )


@pytest.mark.parametrize("cost", ["log-likelihood", "quadratic"])
def test_float32_in_float32_out(cost):
    x, y = iris()
    wide = SoftmaxRegression(weight_decay=0.01, cost=cost).fit(x, y)
    narrow = SoftmaxRegression(weight_decay=0.01, cost=cost).fit(x.astype(np.float32), y)
    close(narrow, wide, atol=1e-2)
    assert narrow.coef_.dtype == narrow.intercept_.dtype == np.float32
    for method in ("predict_proba", "predict_log_proba", "decision_function"):
        assert getattr(narrow, method)(x.astype(np.float32)).dtype == np.float32
        assert getattr(wide, method)(x).dtype == np.float64


NUMPY = NamespaceAndDevice("numpy", None)
STRICT = NamespaceAndDevice("array_api_strict", "CPU_DEVICE")
ELSEWHERE = NamespaceAndDevice("array_api_strict", "device1")


@pytest.fixture
def dispatch(monkeypatch):
    """Let scikit-learn see arrays of other libraries as what they are."""
    monkeypatch.setenv("SCIPY_ARRAY_API", "1")
    with sklearn.config_context(array_api_dispatch=True):
        yield


@pytest.mark.parametrize(
    ("inputs", "others"),
    [(STRICT, STRICT), (ELSEWHERE, ELSEWHERE), (ELSEWHERE, NUMPY), (NUMPY, ELSEWHERE)],
)
def test_arrays_of_another_library_give_the_same_values_there(inputs, others, monkeypatch):
    monkeypatch.setenv("SCIPY_ARRAY_API", "1")
    model = SoftmaxRegression(**TIGHT, class_weight="balanced")
    check_array_api_mixed_inputs("SoftmaxRegression", model, inputs, others, check_values=True)


def test_a_warm_start_goes_on_in_another_library(dispatch):
    x, y = map(array_api_strict.asarray, iris())
    model = SoftmaxRegression(**TIGHT, warm_start=True).fit(x, y)
    first = model.n_iter_
    assert model.fit(x, y).n_iter_ <= 2 < first


def test_text_and_tables_stay_what_they_are_beside_another_library(dispatch):
    x, y = iris()
    names = np.array(["setosa", "versicolor", "virginica"])[y]
    model = SoftmaxRegression(**TIGHT).fit(array_api_strict.asarray(x), names.tolist())
    expected = SoftmaxRegression(**TIGHT).fit(x, names).predict(x)
    np.testing.assert_array_equal(model.predict(array_api_strict.asarray(x)), expected)
    frame = pandas.DataFrame(x, columns=list("abcd"))
    assert SoftmaxRegression(**TIGHT).fit(frame, names).feature_names_in_.tolist() == list("abcd")


def test_without_dispatch_arrays_of_another_library_become_those_of_numpy():
    x, y = iris()
    weights = np.linspace(1, 2, len(y))
    theirs = SoftmaxRegression(**TIGHT).fit(*map(array_api_strict.asarray, (x, y, weights)))
    close(theirs, SoftmaxRegression(**TIGHT).fit(x, y, weights), atol=0)
    for method in ("predict", "predict_proba", "predict_log_proba", "decision_function"):
        assert type(getattr(theirs, method)(array_api_strict.asarray(x))) is np.ndarray


def test_attributes_are_those_that_the_docstring_says():
    x, y = iris()
    model = SoftmaxRegression(weight_decay=0.01).fit(x[y > 0], y[y > 0])
    assert model.coef_.shape == (2, 4)
    assert model.intercept_.shape == (2,)
    assert isinstance(model.n_iter_, int)
    assert model.decision_function(x).shape == (150,)
    np.testing.assert_allclose(model.coef_.sum(axis=0), 0, atol=1e-8)


def test_pipelines_and_searches_take_it():
    x, y = load_iris(return_X_y=True)
    pipeline = make_pipeline(StandardScaler(), SoftmaxRegression())
    grid = {"softmaxregression__weight_decay": [1e-3, 10.0]}
    search = GridSearchCV(pipeline, grid, scoring="neg_log_loss").fit(x, y)
    assert search.best_params_ == {"softmaxregression__weight_decay": 1e-3}


# The fit itself


@pytest.mark.parametrize("cost", ["log-likelihood", "quadratic"])
@pytest.mark.parametrize("solver", ["lbfgs", "gradient descent"])
def test_nothing_raises_where_warnings_of_numpy_are_errors(cost, solver):
    x, y = load_digits(return_X_y=True)
    model = SoftmaxRegression(cost=cost, solver=solver, weight_decay=1e-3, max_iter=400, tol=0.1)
    with np.errstate(all="raise"):
        model.fit(5 * x, y)
        model.predict_log_proba(100 * x)
        model.predict_proba(100 * x)


def test_shifted_labels_and_scaled_weights_change_nothing():
    x, y = iris()
    model = SoftmaxRegression(**TIGHT).fit(x, y)
    close(model, SoftmaxRegression(**TIGHT).fit(x, y - 7), atol=0)
    close(model, SoftmaxRegression(**TIGHT).fit(x, y, np.full(150, 3.0)), atol=1e-7)
    order = np.random.default_rng(0).permutation(150)
    close(model, SoftmaxRegression(**TIGHT).fit(x[order], y[order]), atol=1e-7)
    # Classes in another order: the same rows in another order.
    turned = SoftmaxRegression(**TIGHT).fit(x, 2 - y)
    np.testing.assert_allclose(turned.coef_[::-1], model.coef_, atol=1e-7)


@pytest.mark.parametrize("decay", [1e-1, 1e-3])
def test_the_objective_at_the_optimum_is_the_librarys(decay):
    x, y = load_digits(return_X_y=True)
    x, y = x[:400] / 16, y[:400]
    model = SoftmaxRegression(weight_decay=decay, tol=1e-8, max_iter=5000).fit(x, y)
    library = LogisticRegression(C=1 / (400 * decay), tol=1e-9, max_iter=5000).fit(x, y)
    logs = library.predict_log_proba(x)[np.arange(400), y]
    expected = -logs.mean() + decay / 2 * (library.coef_**2).sum()
    assert model.costs_[-1] == pytest.approx(expected, rel=1e-9)
