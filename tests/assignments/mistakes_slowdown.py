"""Wrong answers to the assignment `slowdown`: what each loses, and words of its hints.

A mistake's name stands for the cell it replaces, its code, and the checks that must lose their
points. Every other check keeps them.
"""

MISTAKES = {
    "sign-in-the-exponent": (
        "sigmoid",
        """
def sigmoid(z):
    return 1 / (1 + np.exp(z))
""",
        {
            "check-sigmoid-value": "sign in the exponent",
            "check-sigmoid-tails": "expected was",
            "check-experiment-quadratic": "expected was",
            "check-experiment-cross": "expected was",
            "check-experiment-waits": "expected was",
            "check-rate": "same rate",
        },
    ),
    "inf-over-inf": (
        "sigmoid",
        """
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))
""",
        {"check-sigmoid-tails": "inf / inf"},
    ),
    "from-above": (
        "sigmoid",
        """
def sigmoid(z):
    return 1 - 1 / (1 + np.exp(z))
""",
        {"check-sigmoid-tails": "loses every digit"},
    ),
    "one-minus-a": (
        "slope",
        """
def sigmoid_slope(z):
    a = 1 / (1 + np.exp(-z))
    return a * (1 - a)
""",
        {"check-slope-tails": "without a difference"},
    ),
    "slope-of-the-wrong-thing": (
        "slope",
        """
def sigmoid_slope(z):
    return z * (1 - z)
""",
        {"check-slope-value": "where the output a belongs", "check-slope-tails": "expected was"},
    ),
    "slope-turned": (
        "slope",
        """
def sigmoid_slope(z):
    e = np.exp(-np.abs(z))
    return -e / (1 + e) ** 2
""",
        {"check-slope-value": "sign is turned", "check-slope-tails": "expected was"},
    ),
    "half-of-the-fraction": (
        "slope",
        """
def sigmoid_slope(z):
    return 1 / (1 + np.exp(-z)) ** 2
""",
        {"check-slope-value": "What stands above it?", "check-slope-tails": "expected was"},
    ),
    "cost-sum": (
        "cost",
        """
def quadratic_cost(a, y):
    return ((a - y) ** 2).sum() / 2
""",
        {"check-cost-mean": "the sum over the examples"},
    ),
    "cost-without-half": (
        "cost",
        """
def quadratic_cost(a, y):
    return np.mean((a - y) ** 2)
""",
        {"check-cost-mean": "half in front is missing"},
    ),
    "cost-not-squared": (
        "cost",
        """
def quadratic_cost(a, y):
    return np.mean(abs(a - y)) / 2
""",
        {"check-cost-mean": "has to be squared"},
    ),
    "cost-of-the-mean": (
        "cost",
        """
def quadratic_cost(a, y):
    return np.mean(a - y) ** 2 / 2
""",
        {"check-cost-mean": "errors cancel"},
    ),
    "quadratic-without-slope": (
        "quadratic",
        """
def quadratic_gradient(a, x, y):
    return np.array([np.mean((a - y) * x), np.mean(a - y)])
""",
        {
            "check-quadratic-chain": "slope of the sigmoid",
            "check-quadratic-mean": "slope of the sigmoid",
            "check-experiment-quadratic": "outputs of the cross-entropy",
            "check-experiment-waits": "waits of the cross-entropy",
            "check-rate": "same rate",
        },
    ),
    "quadratic-sum": (
        "quadratic",
        """
def quadratic_gradient(a, x, y):
    slopes = (a - y) * a * (1 - a)
    return np.array([np.sum(slopes * x), np.sum(slopes)])
""",
        {"check-quadratic-mean": "the sum over the examples"},
    ),
    "quadratic-without-x": (
        "quadratic",
        """
def quadratic_gradient(a, x, y):
    slope = np.mean((a - y) * a * (1 - a))
    return [slope, slope]
""",
        {"check-quadratic-mean": "link from w to z is missing"},
    ),
    "quadratic-order": (
        "quadratic",
        """
def quadratic_gradient(a, x, y):
    slopes = (a - y) * a * (1 - a)
    return [np.mean(slopes), np.mean(slopes * x)]
""",
        {"check-quadratic-mean": "order is turned"},
    ),
    "quadratic-turned": (
        "quadratic",
        """
def quadratic_gradient(a, x, y):
    slopes = (y - a) * a * (1 - a)
    return np.array([np.mean(slopes * x), np.mean(slopes)])
""",
        {
            "check-quadratic-chain": "sign is turned",
            "check-quadratic-mean": "sign is turned",
            "check-experiment-quadratic": "Uphill",
            "check-experiment-waits": "expected was",
            "check-rate": "expected was",
        },
    ),
    "quadratic-twice": (
        "quadratic",
        """
def quadratic_gradient(a, x, y):
    again = 1 / (1 + np.exp(-a))
    slopes = (a - y) * again * (1 - again)
    return np.array([np.mean(slopes * x), np.mean(slopes)])
""",
        {
            "check-quadratic-chain": "applied twice",
            "check-quadratic-mean": "applied twice",
            "check-experiment-quadratic": "expected was",
            "check-experiment-waits": "expected was",
            "check-rate": "expected was",
        },
    ),
    "log-of-zero": (
        "cross",
        """
def cross_entropy(z, y):
    a = 1 / (1 + np.exp(-z))
    return -y * np.log(a) - (1 - y) * np.log(1 - a)
""",
        {"check-cross-finite": "Start from z, not from a"},
    ),
    "overflow": (
        "cross",
        """
def cross_entropy(z, y):
    return np.log(1 + np.exp(z)) - y * z
""",
        {"check-cross-finite": "e^z overflows"},
    ),
    "clipped": (
        "cross",
        """
def cross_entropy(z, y):
    a = np.clip(1 / (1 + np.exp(-z)), 1e-12, 1 - 1e-12)
    return -y * np.log(a) - (1 - y) * np.log(1 - a)
""",
        {"check-cross-finite": "caps the cost"},
    ),
    "one-half-of-the-cost": (
        "cross",
        """
def cross_entropy(z, y):
    return y * np.logaddexp(0, -z)
""",
        {"check-cross-value": "second half is missing", "check-cross-finite": "expected was"},
    ),
    "base-10": (
        "cross",
        """
def cross_entropy(z, y):
    return (np.logaddexp(0, z) - y * z) / np.log(10)
""",
        {"check-cross-value": "base 10", "check-cross-finite": "expected was"},
    ),
    "slope-multiplied-back": (
        "entropy-gradient",
        """
def cross_entropy_gradient(a, x, y):
    slopes = (a - y) * a * (1 - a)
    return np.array([np.mean(slopes * x), np.mean(slopes)])
""",
        {
            "check-entropy-gradient-chain": "multiplied back in",
            "check-entropy-gradient-mean": "multiplied back in",
            "check-experiment-cross": "outputs of the quadratic cost",
            "check-experiment-waits": "expected was",
            "check-rate": "same rate",
        },
    ),
    "last-link-alone": (
        "entropy-gradient",
        """
def cross_entropy_gradient(a, x, y):
    slopes = (a - y) / (a * (1 - a))
    return np.array([np.mean(slopes * x), np.mean(slopes)])
""",
        {
            "check-entropy-gradient-chain": "last link alone",
            "check-entropy-gradient-mean": "link from z to a is missing",
            "check-experiment-cross": "expected was",
            "check-experiment-waits": "expected was",
            "check-rate": "expected was",
        },
    ),
    "entropy-sum": (
        "entropy-gradient",
        """
def cross_entropy_gradient(a, x, y):
    return [(a - y) @ x, (a - y).sum()]
""",
        {
            "check-entropy-gradient-mean": "the sum over the examples",
        },
    ),
    "uphill": (
        "train",
        """
def train(gradient, w, b, eta, epochs):
    path = [np.array([w, b])]
    for _ in range(epochs):
        path.append(path[-1] + eta * gradient(*path[-1]))
    return np.array(path)
""",
        {
            "check-train-step": "Uphill",
            "check-train-together": "Uphill",
            "check-experiment-quadratic": "Uphill",
            "check-experiment-cross": "Uphill",
            "check-experiment-waits": "expected was",
            "check-rate": "same rate",
        },
    ),
    "one-after-the-other": (
        "train",
        """
def train(gradient, w, b, eta, epochs):
    path = [(w, b)]
    for _ in range(epochs):
        w = w - eta * gradient(w, b)[0]
        b = b - eta * gradient(w, b)[1]
        path.append((w, b))
    return np.array(path)
""",
        {
            "check-train-together": "for b is taken after w has moved",
            "check-experiment-quadratic": "expected was",
            "check-experiment-cross": "expected was",
            "check-experiment-waits": "mend those first",
        },
    ),
    "the-other-after-the-one": (
        "train",
        """
def train(gradient, w, b, eta, epochs):
    path = [(w, b)]
    for _ in range(epochs):
        b = b - eta * gradient(w, b)[1]
        w = w - eta * gradient(w, b)[0]
        path.append((w, b))
    return np.array(path)
""",
        {
            "check-train-together": "for w is taken after b has moved",
            "check-experiment-quadratic": "expected was",
            "check-experiment-cross": "expected was",
            "check-experiment-waits": "mend those first",
        },
    ),
    "start-left-out": (
        "train",
        """
def train(gradient, w, b, eta, epochs):
    path = []
    for _ in range(epochs):
        w, b = np.array([w, b]) - eta * gradient(w, b)
        path.append((w, b))
    return np.array(path)
""",
        {
            "check-train-start": "the start is one of them",
            "check-experiment-waits": "One too few",
        },
    ),
    "rate-forgotten": (
        "train",
        """
def train(gradient, w, b, eta, epochs):
    path = [np.array([w, b])]
    for _ in range(epochs):
        path.append(path[-1] - gradient(*path[-1]))
    return np.array(path)
""",
        {
            "check-train-step": "learning rate is missing",
            "check-train-together": "expected was",
            "check-experiment-quadratic": "expected was",
            "check-experiment-cross": "expected was",
            "check-experiment-waits": "expected was",
            "check-rate": "expected was",
        },
    ),
    "one-gradient-for-all-epochs": (
        "train",
        """
def train(gradient, w, b, eta, epochs):
    step = eta * gradient(w, b)
    return np.array([np.array([w, b]) - epoch * step for epoch in range(epochs + 1)])
""",
        {
            "check-train-step": "anew in each epoch",
            "check-train-together": "expected was",
            "check-experiment-quadratic": "expected was",
            "check-experiment-cross": "expected was",
            "check-experiment-waits": "expected was",
            "check-rate": "expected was",
        },
    ),
    "other-rate-for-each-cost": (
        "experiment",
        """
def race(gradient, start, eta=0.15):
    def slopes(w, b):
        return gradient(sigmoid(np.array([w + b])), np.ones(1), np.zeros(1))

    return sigmoid(train(slopes, *start, eta, 300).sum(axis=1))


starts = [(0.6, 0.9), (2.0, 2.0), (4.0, 4.0)]
quadratic_outputs = [race(quadratic_gradient, start)[-1] for start in starts]
cross_entropy_outputs = [race(cross_entropy_gradient, start, 0.005)[-1] for start in starts]
quadratic_waits = [273, -1, -1]
cross_entropy_waits = [41, 50, 63]
""",
        {"check-experiment-cross": "Not the same race"},
    ),
    "argmax-of-nothing": (
        "experiment",
        """
def race(gradient, start, eta=0.15):
    def slopes(w, b):
        return gradient(sigmoid(np.array([w + b])), np.ones(1), np.zeros(1))

    return sigmoid(train(slopes, *start, eta, 300).sum(axis=1))


starts = [(0.6, 0.9), (2.0, 2.0), (4.0, 4.0)]
quadratic = [race(quadratic_gradient, start) for start in starts]
cross = [race(cross_entropy_gradient, start) for start in starts]
quadratic_outputs, cross_entropy_outputs = np.array(quadratic)[:, -1], np.array(cross)[:, -1]
quadratic_waits = [np.argmax(outputs < 0.1) for outputs in quadratic]
cross_entropy_waits = [np.argmax(outputs < 0.1) for outputs in cross]
""",
        {"check-experiment-waits": "`argmax` gives 0"},
    ),
    "one-epoch-short": (
        "experiment",
        """
def race(gradient, start, eta=0.15, epochs=300):
    def slopes(w, b):
        return gradient(sigmoid(np.array([w + b])), np.ones(1), np.zeros(1))

    return sigmoid(train(slopes, *start, eta, epochs).sum(axis=1))


starts = [(0.6, 0.9), (2.0, 2.0), (4.0, 4.0)]
quadratic_outputs = [race(quadratic_gradient, start, epochs=299)[-1] for start in starts]
cross_entropy_outputs = [race(cross_entropy_gradient, start, epochs=299)[-1] for start in starts]
quadratic_waits = [272, -1, -1]
cross_entropy_waits = [40, 49, 62]
""",
        {
            "check-experiment-quadratic": "One epoch too few",
            "check-experiment-cross": "One epoch too few",
            "check-experiment-waits": "One too few",
        },
    ),
    "slope-without-error": (
        "steepest",
        """
def steepest(y):
    return 0.5
""",
        {"check-steepest": "The error a - y belongs"},
    ),
    "signed-force": (
        "steepest",
        """
def steepest(y):
    a = np.linspace(0, 1, 10_001)
    return a[np.argmax((a - y) * a * (1 - a))]
""",
        {"check-steepest": "for target 1 the gradient is negative"},
    ),
    "place-in-z": (
        "steepest",
        """
def steepest(y):
    z = np.linspace(-8, 8, 16_001)
    a = 1 / (1 + np.exp(-z))
    return z[np.argmax(np.abs(a - y) * a * (1 - a))]
""",
        {"check-steepest": "weighted input z"},
    ),
    "target-ignored": (
        "steepest",
        """
def steepest(y):
    return 2 / 3
""",
        {"check-steepest": "depends on the target"},
    ),
    "ratio-of-the-rates": (
        "rate",
        """
matching_eta = 40.87
""",
        {"check-rate": "how many times larger"},
    ),
    "rate-of-the-race": (
        "rate",
        """
matching_eta = 0.15
""",
        {"check-rate": "same rate"},
    ),
}

ALSO_RIGHT = {
    "masks": (
        "sigmoid",
        """
def sigmoid(z):
    flat = np.ravel(z).astype(float)
    a = np.empty_like(flat)
    a[flat >= 0] = 1 / (1 + np.exp(-flat[flat >= 0]))
    a[flat < 0] = np.exp(flat[flat < 0]) / (1 + np.exp(flat[flat < 0]))
    return a.reshape(np.shape(z))
""",
    ),
    "as-in-the-book": (
        "sigmoid",
        """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
""",
    ),
    "two-sigmoids": (
        "slope",
        """
def sigmoid_slope(z):
    return sigmoid(z) * sigmoid(-z)
""",
    ),
    "cost-by-a-loop": (
        "cost",
        """
def quadratic_cost(a, y):
    return float(sum((a[i] - y[i]) ** 2 for i in range(len(a)))) / (2 * len(a))
""",
    ),
    "gradient-by-a-loop": (
        "quadratic",
        """
def quadratic_gradient(a, x, y):
    w = b = 0.0
    for output, value, target in zip(a, x, y):
        slope = (output - target) * output * (1 - output)
        w, b = w + slope * value / len(a), b + slope / len(a)
    return w, b
""",
    ),
    "logaddexp": (
        "cross",
        """
def cross_entropy(z, y):
    return [float(np.logaddexp(0, one) - target * one) for one, target in zip(z, y)]
""",
    ),
    "two-logarithms": (
        "cross",
        """
def cross_entropy(z, y):
    return y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
""",
    ),
    "product": (
        "entropy-gradient",
        """
def cross_entropy_gradient(a, x, y):
    return [(a - y) @ x / len(x), (a - y) @ np.ones(len(x)) / len(x)]
""",
    ),
    "list-of-pairs": (
        "train",
        """
def train(gradient, w, b, eta, epochs):
    path = [[w, b]]
    while len(path) <= epochs:
        dw, db = gradient(w, b)
        w, b = w - eta * dw, b - eta * db
        path.append([w, b])
    return np.array(path)
""",
    ),
    "on-paper": (
        "steepest",
        """
def steepest(y):
    root = np.sqrt(1 - y + y * y)
    return (1 + y + root) / 3 if y < 0.5 else (1 + y - root) / 3
""",
    ),
    "from-a-plot": (
        "rate",
        """
matching_eta = 6.1
""",
    ),
}
