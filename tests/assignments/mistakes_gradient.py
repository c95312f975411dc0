"""Wrong answers to the assignment `gradient`: what each loses, and words of its hints.

A mistake's name stands for the cell it replaces, its code, and the checks that must lose their
points. Every other check keeps them.
"""

MISTAKES = {
    "no-shift": (
        "softmax",
        """
def softmax(z):
    return np.exp(z) / np.exp(z).sum()
""",
        {"check-softmax-large": "overflows", "check-softmax-low": "All exponentials vanish"},
    ),
    "max-of-zero-and-max": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - max(0, max(z)))
    return powers / powers.sum()
""",
        {"check-softmax-low": "also if negative"},
    ),
    "shift-by-the-mean": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - np.mean(z))
    return powers / powers.sum()
""",
        {"check-softmax-large": "Subtract the largest one"},
    ),
    "sigmoid-layer": (
        "softmax",
        """
def softmax(z):
    return 1 / (1 + np.exp(-z))
""",
        {
            "check-softmax-shares": "a layer of sigmoids",
            "check-softmax-low": "All exponentials vanish",
            "check-softmax-large": "expected was",
            "check-peak": "expected was",
        },
    ),
    "base-2": (
        "softmax",
        """
def softmax(z):
    powers = 2 ** (z - np.max(z))
    return powers / powers.sum()
""",
        {
            "check-softmax-shares": "The base is 2",
            "check-softmax-low": "expected was",
            "check-softmax-large": "expected was",
            "check-peak": "expected was",
        },
    ),
    "shares-without-exponential": (
        "softmax",
        """
def softmax(z):
    return z / z.sum()
""",
        {
            "check-softmax-shares": "exponential is missing",
            "check-softmax-low": "expected was",
            "check-softmax-large": "expected was",
            "check-peak": "Take the whole length",
        },
    ),
    "wrong-axis": (
        "rows",
        """
def softmax_rows(z):
    powers = np.exp(z - np.max(z, axis=0))
    return powers / powers.sum(axis=0)
""",
        {"check-rows-axis": "The wrong axis", "check-rows-far": "expected was"},
    ),
    "one-sum-for-the-batch": (
        "rows",
        """
def softmax_rows(z):
    powers = np.exp(z - np.max(z, axis=1, keepdims=True))
    return powers / powers.sum()
""",
        {"check-rows-axis": "has its own sum", "check-rows-far": "expected was"},
    ),
    "axis-not-kept": (
        "rows",
        """
def softmax_rows(z):
    powers = np.exp(z - np.max(z, axis=1, keepdims=True))
    return powers / powers.sum(axis=1)
""",
        {"check-rows-axis": "Keep their axis", "check-rows-far": "could not be broadcast"},
    ),
    "one-shift-for-the-batch": (
        "rows",
        """
def softmax_rows(z):
    powers = np.exp(z - np.max(z))
    return powers / powers.sum(axis=1, keepdims=True)
""",
        {"check-rows-far": "its own largest logit"},
    ),
    "only-same-index": (
        "jacobian",
        """
def jacobian(a):
    return np.diag(a * (1 - a))
""",
        {"check-jacobian-other": "Only the case i = j"},
    ),
    "elementwise": (
        "jacobian",
        """
def jacobian(a):
    return a * (1 - a)
""",
        {"check-jacobian-other": "K times K"},
    ),
    "same-index-for-every-pair": (
        "jacobian",
        """
def jacobian(a):
    return np.outer(a, 1 - a)
""",
        {"check-jacobian-other": "case i = j for every pair"},
    ),
    "only-other-index": (
        "jacobian",
        """
def jacobian(a):
    return -np.outer(a, a)
""",
        {"check-jacobian-own": "the numerator moves as well"},
    ),
    "jacobian-turned": (
        "jacobian",
        """
def jacobian(a):
    return np.outer(a, a) - np.diag(a)
""",
        {"check-jacobian-own": "sign is turned", "check-jacobian-other": "sign is turned"},
    ),
    "cost-turned": (
        "cost",
        """
def log_likelihood_cost(a, labels):
    return np.log(a[np.arange(len(labels)), labels]).mean()
""",
        {"check-cost-one": "sign is turned", "check-cost-mean": "sign is turned"},
    ),
    "cost-sum": (
        "cost",
        """
def log_likelihood_cost(a, labels):
    return -np.log(a[np.arange(len(labels)), labels]).sum()
""",
        {"check-cost-mean": "the sum over the examples"},
    ),
    "base-10": (
        "cost",
        """
def log_likelihood_cost(a, labels):
    return -np.log10(a[np.arange(len(labels)), labels]).mean()
""",
        {"check-cost-one": "base 10", "check-cost-mean": "base 10"},
    ),
    "labels-from-one": (
        "cost",
        """
def log_likelihood_cost(a, labels):
    return -np.log(a[np.arange(len(labels)), labels - 1]).mean()
""",
        {"check-cost-one": "labels count from 0", "check-cost-mean": "Labels count from 0"},
    ),
    "columns-of-every-row": (
        "cost",
        """
def log_likelihood_cost(a, labels):
    return -np.log(a[:, labels]).mean()
""",
        {"check-cost-mean": "Pick one share a row"},
    ),
    "log-of-the-mean": (
        "cost",
        """
def log_likelihood_cost(a, labels):
    return -np.log(a[np.arange(len(labels)), labels].mean())
""",
        {"check-cost-mean": "First the logarithm"},
    ),
    "right-case-for-every-class": (
        "errors",
        """
def logit_gradient(a, labels):
    own = a[np.arange(len(labels)), labels]
    return np.repeat(own[:, None] - 1, a.shape[1], axis=1)
""",
        {"check-errors-wrong": "the case i = j for every class"},
    ),
    "no-push-on-wrong-classes": (
        "errors",
        """
def logit_gradient(a, labels):
    return np.eye(a.shape[1])[labels] * (a - 1)
""",
        {"check-errors-wrong": "not elementwise"},
    ),
    "slope-multiplied-back": (
        "errors",
        """
def logit_gradient(a, labels):
    return (a - np.eye(a.shape[1])[labels]) * a * (1 - a)
""",
        {"check-errors-right": "multiplied back in", "check-errors-wrong": "multiplied back in"},
    ),
    "softmax-twice": (
        "errors",
        """
def logit_gradient(a, labels):
    return softmax_rows(a) - np.eye(a.shape[1])[labels]
""",
        {"check-errors-right": "applied twice", "check-errors-wrong": "applied twice"},
    ),
    "errors-turned": (
        "errors",
        """
def logit_gradient(a, labels):
    return np.eye(a.shape[1])[labels] - a
""",
        {"check-errors-right": "direction of descent", "check-errors-wrong": "sign is turned"},
    ),
    "mean-too-early": (
        "errors",
        """
def logit_gradient(a, labels):
    return (a - np.eye(a.shape[1])[labels]) / len(labels)
""",
        {
            "check-errors-right": "No mean is taken yet",
            "check-errors-wrong": "No mean is taken yet",
        },
    ),
    "next-label": (
        "errors",
        """
def logit_gradient(a, labels):
    return a - np.eye(a.shape[1])[labels - 1]
""",
        {
            "check-errors-right": "Labels count from 0",
            "check-errors-wrong": "Labels count from 0",
        },
    ),
    "link-over-shares": (
        "errors",
        """
def logit_gradient(a, labels):
    return -np.eye(a.shape[1])[labels] / a
""",
        {"check-errors-right": "from a to C alone", "check-errors-wrong": "get no push"},
    ),
    "sums-for-means": (
        "weights",
        """
def weight_gradient(errors, inputs):
    return errors.T @ inputs


def bias_gradient(errors):
    return errors.sum(axis=0)
""",
        {
            "check-weights-inputs": "the sum over the examples",
            "check-weights-biases": "the sum over the examples",
        },
    ),
    "transposed": (
        "weights",
        """
def weight_gradient(errors, inputs):
    return inputs.T @ errors / len(inputs)


def bias_gradient(errors):
    return errors.mean(axis=1)
""",
        {"check-weights-inputs": "Transposed", "check-weights-biases": "The wrong axis"},
    ),
    "product-of-means": (
        "weights",
        """
def weight_gradient(errors, inputs):
    return np.outer(errors.mean(axis=0), inputs.mean(axis=0))


def bias_gradient(errors):
    return errors.mean(axis=0)
""",
        {"check-weights-inputs": "not the product of the means"},
    ),
    "inputs-forgotten": (
        "weights",
        """
def weight_gradient(errors, inputs):
    return errors.mean(axis=0)


def bias_gradient(errors):
    return errors.mean()
""",
        {
            "check-weights-inputs": "gradient of the biases",
            "check-weights-biases": "a bias of its own",
        },
    ),
    "forward-difference": (
        "numeric",
        """
def numeric_gradient(f, z, h=1e-5):
    return np.array([f(z + step) - f(z) for step in h * np.eye(len(z))]) / h
""",
        {"check-numeric-central": "forward difference", "check-numeric-each": "expected was"},
    ),
    "half-of-the-way": (
        "numeric",
        """
def numeric_gradient(f, z, h=1e-5):
    return np.array([f(z + step) - f(z - step) for step in h * np.eye(len(z))]) / h
""",
        {
            "check-numeric-central": "the length 2h",
            "check-numeric-each": "the length 2h",
            "check-check-accepts": "right gradient is refused",
            "check-check-rejects": "two equal examples",
            "check-check-units": "right gradient is refused",
        },
    ),
    "all-at-once": (
        "numeric",
        """
def numeric_gradient(f, z, h=1e-5):
    return np.full(len(z), (f(z + h) - f(z - h)) / (2 * h))
""",
        {
            "check-numeric-each": "moved at once",
            "check-check-accepts": "right gradient is refused",
            "check-check-units": "right gradient is refused",
        },
    ),
    "never-put-back": (
        "numeric",
        """
def numeric_gradient(f, z, h=1e-5):
    z, slopes = z.copy(), []
    for j in range(len(z)):
        z[j] += h
        ahead = f(z)
        z[j] -= 2 * h
        slopes.append((ahead - f(z)) / (2 * h))
    return np.array(slopes)
""",
        {"check-numeric-each": "put back"},
    ),
    "behind-minus-ahead": (
        "numeric",
        """
def numeric_gradient(f, z, h=1e-5):
    return np.array([f(z - step) - f(z + step) for step in h * np.eye(len(z))]) / (2 * h)
""",
        {
            "check-numeric-central": "ahead minus behind",
            "check-numeric-each": "ahead minus behind",
            "check-check-accepts": "right gradient is refused",
            "check-check-rejects": "with its sign turned",
            "check-check-units": "right gradient is refused",
        },
    ),
    "absolute-tolerance": (
        "check",
        """
def gradient_check(f, gradient, z):
    return np.allclose(gradient(z), numeric_gradient(f, z))
""",
        {"check-check-units": "accepted in small units"},
    ),
    "exactly-equal": (
        "check",
        """
def gradient_check(f, gradient, z):
    return bool(np.all(gradient(z) == numeric_gradient(f, z)))
""",
        {
            "check-check-accepts": "Measured slopes differ",
            "check-check-units": "right gradient is refused",
        },
    ),
    "differences-that-cancel": (
        "check",
        """
def gradient_check(f, gradient, z):
    gap = np.sum(gradient(z) - numeric_gradient(f, z))
    return bool(abs(gap) < 1e-4 * np.abs(gradient(z)).max())
""",
        {"check-check-rejects": "with its sign turned"},
    ),
    "only-the-length": (
        "check",
        """
def gradient_check(f, gradient, z):
    lengths = np.linalg.norm(gradient(z)), np.linalg.norm(numeric_gradient(f, z))
    return bool(abs(lengths[0] - lengths[1]) < 1e-4 * lengths[1])
""",
        {"check-check-rejects": "with its sign turned"},
    ),
    "only-one-component": (
        "check",
        """
def gradient_check(f, gradient, z):
    found, measured = gradient(z)[1], numeric_gradient(f, z)[1]
    return bool(abs(found - measured) < 1e-4 * abs(measured))
""",
        {"check-check-rejects": "the case i = j for every class"},
    ),
    "too-patient": (
        "check",
        """
def gradient_check(f, gradient, z):
    measured = numeric_gradient(f, z)
    return bool(np.abs(gradient(z) - measured).max() < 0.05 * np.abs(measured).max())
""",
        {"check-check-rejects": "a slip of 2 %"},
    ),
    "not-through-softmax": (
        "quadratic",
        """
def quadratic_gradient(a, label):
    return a - np.eye(len(a))[label]
""",
        {"check-quadratic": "link from z to a is missing", "check-peak": "expected was"},
    ),
    "quadratic-elementwise": (
        "quadratic",
        """
def quadratic_gradient(a, label):
    return (a - np.eye(len(a))[label]) * a * (1 - a)
""",
        {"check-quadratic": "softmax elementwise", "check-peak": "expected was"},
    ),
    "quadratic-doubled": (
        "quadratic",
        """
def quadratic_gradient(a, label):
    gap = a - np.eye(len(a))[label]
    return 2 * a * (gap - a @ gap)
""",
        {"check-quadratic": "Factor 2"},
    ),
    "quadratic-of-the-right-class": (
        "quadratic",
        """
def quadratic_gradient(a, label):
    own = np.eye(len(a))[label]
    return (a[label] - 1) * a[label] * (own - a)
""",
        {"check-quadratic": "all shares have an error", "check-peak": "Take the whole length"},
    ),
    "logarithm-of-K": (
        "peak",
        """
def peak_gap(K):
    return np.log(K)
""",
        {"check-peak": "log K is the scale"},
    ),
    "one-component": (
        "peak",
        """
def peak_gap(K):
    gaps = np.arange(0, 8, 0.01)
    a = np.exp(gaps) / (np.exp(gaps) + K - 1)
    low = 1 / (np.exp(gaps) + K - 1)
    return gaps[np.argmax(a * (a - a**2 - (K - 1) * low**2 + low))]
""",
        {"check-peak": "peak of one component"},
    ),
    "right-component": (
        "peak",
        """
def peak_gap(K):
    return 0.0
""",
        {"check-peak": "Take the whole length"},
    ),
}

ALSO_RIGHT = {
    "lists": (
        "softmax",
        """
from math import exp


def softmax(z):
    top = max(z)
    total = sum(exp(logit - top) for logit in z)
    return [exp(logit - top) / total for logit in z]


def softmax_list(z):
    return np.array(softmax(z))
""",
    ),
    "log-softmax": (
        "softmax",
        """
def softmax(z):
    z -= z.max()
    return np.exp(z - np.log(np.exp(z).sum()))
""",
    ),
    "row-by-row": (
        "rows",
        """
def softmax_rows(z):
    return [softmax(row) for row in z]
""",
    ),
    "entry-by-entry": (
        "jacobian",
        """
def jacobian(a):
    K = len(a)
    return [[a[i] * ((i == j) - a[j]) for j in range(K)] for i in range(K)]
""",
    ),
    "example-by-example": (
        "cost",
        """
def log_likelihood_cost(a, labels):
    return float(sum(-np.log(row[label]) for row, label in zip(a, labels)) / len(a))
""",
    ),
    "in-place": (
        "errors",
        """
def logit_gradient(a, labels):
    a[range(len(a)), labels] -= 1
    return a
""",
    ),
    "sums-of-outer-products": (
        "weights",
        """
def weight_gradient(errors, inputs):
    return sum(np.outer(error, x) for error, x in zip(errors, inputs)) / len(errors)


def bias_gradient(errors):
    return [sum(error[j] for error in errors) / len(errors) for j in range(errors.shape[1])]
""",
    ),
    "in-place-and-back": (
        "numeric",
        """
def numeric_gradient(f, z, h=1e-5):
    slopes = []
    for j in range(len(z)):
        here = z[j]
        z[j] = here + h
        ahead = f(z)
        z[j] = here - h
        slopes.append((ahead - f(z)) / (2 * h))
        z[j] = here
    return slopes
""",
    ),
    "relative-allclose": (
        "check",
        """
def gradient_check(f, gradient, z):
    return np.allclose(gradient(z), numeric_gradient(f, z), rtol=1e-3, atol=0)
""",
    ),
    "slope-by-slope": (
        "check",
        """
def gradient_check(f, gradient, z):
    promised, h, small = gradient(z), 1e-5, True
    for j in range(len(z)):
        e = np.zeros(len(z))
        e[j] = 1
        slope = (f(z + h * e) - f(z - h * e)) / (2 * h)
        small = small and abs(slope - promised @ e) < 1e-3 * np.linalg.norm(promised)
    return small
""",
    ),
    "through-the-jacobian": (
        "quadratic",
        """
def quadratic_gradient(a, label):
    gap = a.copy()
    gap[label] -= 1
    return np.array(jacobian(a)) @ gap
""",
    ),
    "grid": (
        "peak",
        """
def length(g, K):
    z = np.array([0.0, g] + [0.0] * (K - 2))
    return np.linalg.norm(quadratic_gradient(softmax(z), 0))


def peak_gap(K):
    gaps = np.arange(1.0, 6.0, 0.01)
    return gaps[np.argmax([length(gap, K) for gap in gaps])]
""",
    ),
}
