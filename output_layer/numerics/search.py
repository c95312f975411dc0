"""How softmax regression looks for the minimum of its objective, and how the search ends."""

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from tqdm.auto import tqdm


class Ending(NamedTuple):
    """Where a search ended: θ, the gradient there, J before the first step and after each, why.

    ``stuck`` says that no lower cost was found in the direction of the last step.
    """

    theta: np.ndarray
    gradient: np.ndarray
    costs: np.ndarray
    stuck: bool


def search(solve, objective, start, *, limit, progress, **options):
    """Let a solver go on from ``start``, at most ``limit`` steps; return its `Ending`."""
    costs = [objective(start)[0]]
    with tqdm(total=limit, disable=not progress, unit="step") as bar:

        def note(cost):
            costs.append(cost)
            bar.set_postfix(J=f"{cost:.6g}", refresh=False)
            bar.update()

        with np.errstate(all="ignore"):  # too large an eta diverges
            theta, stuck = solve(objective, start, note, limit=limit, **options)
            return Ending(theta, objective(theta)[1], np.array(costs), stuck)


def descend(objective, theta, note, *, eta, limit, tol):
    """Take gradient descent's steps θ ← θ − η∇J."""
    _, slope = objective(theta)
    for _ in range(limit):
        if np.max(abs(slope)) <= tol:
            break
        theta = theta - eta * slope
        cost, slope = objective(theta)
        note(cost)
    return theta, False


def lbfgs(objective, theta, note, *, limit, tol, **_):
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
    return found.x.reshape(theta.shape), found.nit < limit


SOLVERS = {"lbfgs": lbfgs, "gradient descent": descend}
