"""Softmax regression as an estimator with scikit-learn's interface."""

import warnings

import numpy as np
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from output_layer.gradient import log_likelihood_cost, log_likelihood_cost_gradient
from output_layer.numerics.arguments import choice, count, positive, scalar
from output_layer.saturation import softmax_quadratic_cost, softmax_quadratic_cost_gradient
from output_layer.softmax import softmax

COSTS = {
    "log-likelihood": (log_likelihood_cost, log_likelihood_cost_gradient),
    "quadratic": (softmax_quadratic_cost, softmax_quadratic_cost_gradient),
}


class SoftmaxRegression(ClassifierMixin, BaseEstimator):
    """A softmax layer on the inputs: z = Wx + b, P(y = j | x) = softmax(z)_j.

    ``fit`` minimises J = mean cost + (λ/2) ‖W‖² from W = 0, b = 0, with λ = ``weight_decay``
    and, if ``decay_bias``, ‖b‖² added to ‖W‖². ``cost`` is "log-likelihood" or "quadratic",
    ``solver`` "lbfgs" or "gradient descent" with the learning rate ``eta``; both stop where
    no entry of ∇J exceeds ``tol``, or after ``max_iter`` steps with a ``ConvergenceWarning``
    that says by how much. ``progress`` shows a bar.

    Fitted: ``coef_`` W (K × n), ``intercept_`` b (K), ``classes_``, ``costs_`` (J before the
    first step and after each), ``n_iter_``. Errors are ``ValueError`` for settings out of
    range, one class only and what is not finite, ``NotFittedError`` before ``fit``.

    >>> model = SoftmaxRegression(weight_decay=0.1).fit([[0.0], [1.0], [2.0]], [0, 1, 2])
    >>> model.predict_proba([[0.0]]).round(3)
    array([[0.666, 0.283, 0.051]])
    """

    def __init__(
        self,
        *,
        cost="log-likelihood",
        solver="lbfgs",
        weight_decay=1e-4,
        decay_bias=False,
        eta=0.1,
        max_iter=1000,
        tol=1e-5,
        progress=False,
    ):
        self.cost = cost
        self.solver = solver
        self.weight_decay = weight_decay
        self.decay_bias = decay_bias
        self.eta = eta
        self.max_iter = max_iter
        self.tol = tol
        self.progress = progress

    def fit(self, X, y):  # noqa: N803 (scikit-learn's name)
        """Minimise J on the examples X, one a row, with the labels y; return the model."""
        x, y = validate_data(self, X, y, dtype=np.float64)
        check_classification_targets(y)
        self.classes_, labels = np.unique(y, return_inverse=True)
        if self.classes_.size < 2:
            raise ValueError(
                f"y must hold at least two classes, but has 1 class, {self.classes_.tolist()}"
            )
        objective = self._objective(x, labels)
        theta, size = self._minimized(objective, (self.classes_.size, x.shape[1] + 1))
        self.coef_, self.intercept_ = theta[:, :-1].copy(), theta[:, -1].copy()
        self.n_iter_ = self.costs_.size - 1
        self._warn_unless_converged(size)
        return self

    def decision_function(self, X):  # noqa: N803
        """Return the logits, m × K; for two classes the one number z₂ − z₁ an example."""
        z = self._logits(X)
        return z[:, 1] - z[:, 0] if self.classes_.size == 2 else z

    def predict_proba(self, X):  # noqa: N803
        """Return the shares of the classes, in the order of ``classes_``, m × K."""
        return softmax(self._logits(X))

    def predict(self, X):  # noqa: N803
        """Return for each example the class with the largest share."""
        largest = self._logits(X).argmax(axis=1)
        return self.classes_[largest]

    def _logits(self, X):  # noqa: N803
        check_is_fitted(self)
        x = validate_data(self, X, dtype=np.float64, reset=False)
        return x @ self.coef_.T + self.intercept_

    def _objective(self, x, labels):
        """Return the function θ ↦ (J, ∇J), the biases being the last column of θ."""
        cost, gradient = choice("cost", self.cost, COSTS)
        x = np.column_stack([x, np.ones(len(x))])
        decay = np.full(x.shape[1], scalar("weight_decay", self.weight_decay, least=0))
        decay[-1] *= bool(self.decay_bias)

        def objective(theta):
            z = x @ theta.T
            value = cost(z, labels).mean() + 0.5 * (decay * theta**2).sum()
            return value, gradient(z, labels).T @ x / len(x) + decay * theta

        return objective

    def _minimized(self, objective, shape):
        """Return θ at the end and the largest entry of ∇J there; note J on the way."""
        solve = choice("solver", self.solver, SOLVERS)
        limit, tol = count("max_iter", self.max_iter, least=1), positive("tol", self.tol)
        options = {"eta": positive("eta", self.eta), "limit": limit, "tol": tol}
        costs = [objective(np.zeros(shape))[0]]
        with _bar(limit, self.progress) as bar:

            def note(cost):
                costs.append(cost)
                bar.set_postfix(J=f"{cost:.6g}", refresh=False)
                bar.update()

            with np.errstate(over="ignore", invalid="ignore"):  # too large an eta diverges
                theta = solve(objective, np.zeros(shape), note, **options)
                size = np.max(abs(objective(theta)[1]))
        self.costs_ = np.array(costs)
        return theta, size

    def _warn_unless_converged(self, size):
        if not size <= self.tol:
            warnings.warn(
                f"no convergence after {self.n_iter_} steps: the largest entry of the gradient "
                f"is {size:.3g}, {size / self.tol:.3g} times tol = {self.tol:g}; raise max_iter, "
                "scale the inputs or change eta",
                ConvergenceWarning,
                stacklevel=3,
            )


def _bar(limit, shown):
    from tqdm.auto import tqdm

    return tqdm(total=limit, disable=not shown, unit="step")


def _descend(objective, theta, note, *, eta, limit, tol):
    """Take gradient descent's steps θ ← θ − η∇J."""
    _, slope = objective(theta)
    for _ in range(limit):
        if np.max(abs(slope)) <= tol:
            break
        theta = theta - eta * slope
        cost, slope = objective(theta)
        note(cost)
    return theta


def _lbfgs(objective, theta, note, *, limit, tol, **_):
    """Let SciPy's L-BFGS go on until the gradient is small or J falls no further."""

    def flat(values):
        cost, slope = objective(values.reshape(theta.shape))
        return cost, slope.ravel()

    def callback(intermediate_result):
        note(intermediate_result.fun)

    options = {"maxiter": limit, "maxfun": 20 * limit, "gtol": tol, "ftol": 0.0, "maxls": 50}
    found = minimize(
        flat, theta.ravel(), jac=True, method="L-BFGS-B", callback=callback, options=options
    )
    return found.x.reshape(theta.shape)


SOLVERS = {"lbfgs": _lbfgs, "gradient descent": _descend}
