"""Softmax regression as an estimator with scikit-learn's interface."""

import warnings

import numpy as np
import scipy.sparse.linalg
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils._array_api import check_same_namespace
from sklearn.utils.class_weight import compute_class_weight
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from output_layer.numerics.arguments import choice, count, positive, scalar, silent
from output_layer.numerics.dispatch import here, there
from output_layer.numerics.objective import COSTS, Objective
from output_layer.numerics.search import SOLVERS, search
from output_layer.softmax import log_softmax, softmax

FLOATS = (np.float64, np.float32)


class SoftmaxRegression(ClassifierMixin, BaseEstimator):
    """A softmax layer on the inputs: z = Wx + b, P(y = j | x) = softmax(z)_j.

    ``fit`` minimises J = mean cost + (λ/2) ‖W‖² from W = 0, b = 0 (with ``warm_start`` from the
    last fit), λ = ``weight_decay``; ``decay_bias`` adds ‖b‖², without ``fit_intercept`` b is 0.
    The mean is weighted by ``sample_weight`` times ``class_weight``, as scikit-learn has them.
    ``cost`` is "log-likelihood" or "quadratic", ``solver`` "lbfgs" or "gradient descent" with the
    learning rate ``eta``; both stop where no entry of ∇J exceeds ``tol``. ``progress`` shows a bar.

    Fitted: ``coef_`` W (for two classes too: each has its row), ``intercept_`` b, ``classes_``,
    ``costs_`` (J before the first step and after each), ``n_iter_`` (a number for all classes).

    >>> model = SoftmaxRegression(weight_decay=0.1)
    >>> model.fit([[0], [1], [2]], [0, 1, 2]).predict_proba([[0]]).round(3)
    array([[0.666, 0.283, 0.051]])

    :equation: eq-softmax-probability eq-weight-decay
    :shapes: X (m, n), dense or sparse; y (m); ``coef_`` (K, n); ``intercept_`` (K)
    :domain: finite X; K ≥ 2; λ ≥ 0; η > 0; ``tol`` > 0; ``sample_weight`` and ``class_weight`` ≥ 0
    :raises ValueError: outside of that domain, and for an unknown cost or solver
    :warns: a ``ConvergenceWarning`` says how and where a search ended before
    """

    def __init__(
        self,
        *,
        cost="log-likelihood",
        solver="lbfgs",
        weight_decay=1e-4,
        decay_bias=False,
        fit_intercept=True,
        class_weight=None,
        eta=0.1,
        max_iter=1000,
        tol=1e-5,
        warm_start=False,
        progress=False,
    ):
        self.cost = cost
        self.solver = solver
        self.weight_decay = weight_decay
        self.decay_bias = decay_bias
        self.fit_intercept = fit_intercept
        self.class_weight = class_weight
        self.eta = eta
        self.max_iter = max_iter
        self.tol = tol
        self.warm_start = warm_start
        self.progress = progress

    def __sklearn_tags__(self):
        """Say that X may be sparse, and an array of another library."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.array_api_support = True
        return tags

    @silent
    def fit(self, X, y, sample_weight=None):  # noqa: N803 (scikit-learn's name)
        """Minimise J on the examples X, dense or sparse, one a row; return the model.

        With scikit-learn's ``array_api_dispatch`` they may be arrays of PyTorch or another library:
        NumPy computes, and what is fitted or predicted is in the library, float type and device of
        X, ``classes_`` in y's. Without it, arrays become NumPy's.
        """
        x, given = validate_data(self, here(X), here(y), accept_sparse="csr", dtype=FLOATS)
        check_classification_targets(given)
        classes, labels = np.unique(given, return_inverse=True)
        if classes.size < 2:
            raise ValueError(
                f"y must hold at least two classes, but has 1 class, {classes.tolist()}"
            )
        parts = self._parts(x, given, classes, labels, here(sample_weight))
        objective = Objective(
            x, labels, parts, cost=choice("cost", self.cost, COSTS), decay=self._decay(x.shape[1])
        )
        ending = self._searched(objective, self._start(classes, objective.decay.size))
        inputs = x.shape[1]
        biases = ending.theta[:, -1] if self.fit_intercept else np.zeros(classes.size)
        self.classes_, self.n_iter_ = there(classes, y), ending.costs.size - 1
        self.costs_ = there(ending.costs, X)
        self.coef_ = there(ending.theta[:, :inputs].astype(x.dtype), X)
        self.intercept_ = there(biases.astype(x.dtype), X)
        self._warn_unless_converged(x, ending)
        return self

    def decision_function(self, X):  # noqa: N803
        """Return the logits, m × K; for two classes the one number z₂ − z₁ an example."""
        z = self._logits(X, "decision_function")
        return there(z[:, 1] - z[:, 0] if z.shape[1] == 2 else z, X)

    def predict_proba(self, X):  # noqa: N803
        """Return the shares of the classes, in the order of ``classes_``, m × K."""
        return there(softmax(self._logits(X, "predict_proba")), X)

    def predict_log_proba(self, X):  # noqa: N803
        """Return the logarithms of the shares, finite where a share is too small for a number."""
        return there(log_softmax(self._logits(X, "predict_log_proba")), X)

    def predict(self, X):  # noqa: N803
        """Return for each example the class with the largest share."""
        largest = self._logits(X, "predict").argmax(axis=1)
        return there(here(self.classes_)[largest], X)

    def _logits(self, X, method):  # noqa: N803
        check_is_fitted(self)
        check_same_namespace(X, self, attribute="coef_", method=method)
        x = validate_data(self, here(X), accept_sparse="csr", dtype=FLOATS, reset=False)
        return x @ here(self.coef_).T.astype(x.dtype) + here(self.intercept_).astype(x.dtype)

    def _parts(self, x, y, classes, labels, sample_weight):
        """Return the part that each example has in the mean."""
        weights = _check_sample_weight(sample_weight, x, dtype=np.float64, ensure_non_negative=True)
        if isinstance(self.class_weight, str) and self.class_weight == "balanced":
            counts = np.bincount(labels, weights)
            by_class = np.divide(1.0, counts, out=np.zeros_like(counts), where=counts > 0)
        else:
            by_class = compute_class_weight(self.class_weight, classes=classes, y=y)
        weights = weights * by_class[labels]
        return weights / weights.sum()

    def _decay(self, inputs):
        """Return the factors of the columns of θ in the penalty, the bias being the last one."""
        decay = scalar("weight_decay", self.weight_decay, least=0)
        bias = [decay * bool(self.decay_bias)] if self.fit_intercept else []
        return np.array([decay] * inputs + bias)

    def _start(self, classes, columns):
        """Return θ before the first step: 0, or what the last fit found for the same classes."""
        start = np.zeros((classes.size, columns))
        if not self.warm_start or not hasattr(self, "coef_"):
            return start
        if np.array_equal(classes, here(self.classes_)):
            last = [here(self.coef_), here(self.intercept_)[:, np.newaxis]]
            start = np.hstack(last[: 1 + bool(self.fit_intercept)]).astype(np.float64)
        return start

    def _searched(self, objective, start):
        return search(
            choice("solver", self.solver, SOLVERS),
            objective,
            start,
            limit=count("max_iter", self.max_iter, least=1),
            tol=positive("tol", self.tol),
            eta=positive("eta", self.eta),
            progress=self.progress,
        )

    def _warn_unless_converged(self, x, ending):
        """Warn unless each entry of ∇J is small, beside the size of its inputs if that is above 1.

        With inputs of size 10⁴ rounding in J hides slopes that are 10⁴ times as large. And no
        search gets below the root of the last place: such a slope changes J by its square.
        """
        size, floor = np.max(abs(ending.gradient)), np.sqrt(np.finfo(x.dtype).eps) * ending.stuck
        if size <= self.tol or _relative(ending.gradient, x) <= max(self.tol, floor):
            return
        eta = " or change eta" if self.solver == "gradient descent" else ""
        reason, remedy = "max_iter", f"raise max_iter{eta}, or scale the inputs"
        if ending.stuck:
            reason, remedy = "a line search that found no lower cost", "scale the inputs"
        warnings.warn(
            f"no convergence: {self.solver} was ended by {reason} after {self.n_iter_} steps: "
            f"the largest entry of the gradient is {size:.3g}, {size / self.tol:.3g} times "
            f"tol = {self.tol:g}; {remedy}",
            ConvergenceWarning,
            stacklevel=4,  # the caller of fit, which is wrapped to be silent
        )


def _relative(gradient, x):
    """Return the largest entry of ∇J, each divided by the size of its inputs if that exceeds 1."""
    if isinstance(x, np.ndarray):
        squares = np.einsum("ij,ij->j", x, x, dtype=np.float64)
    else:
        squares = scipy.sparse.linalg.norm(x.astype(np.float64), axis=0) ** 2
    sizes = np.ones(gradient.shape[1])
    sizes[: x.shape[1]] = np.maximum(1.0, np.sqrt(squares / x.shape[0]))
    return np.max(abs(gradient) / sizes)
