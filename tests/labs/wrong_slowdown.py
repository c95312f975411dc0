"""The known mistakes of the lab `slowdown`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def cost(z, y):
    return (sigmoid(z) - y) ** 2
""",
            "half in front is missing",
        ),
        (
            """
def cost(z, y):
    return (z - y) ** 2 / 2
""",
            "not z itself",
        ),
        (
            """
def cost(z, y):
    return abs(sigmoid(z) - y) / 2
""",
            "squared",
        ),
    ],
    "2": [
        (
            """
def cost_gradient(z, y):
    return sigmoid(z) - y
""",
            "link from z to a is missing",
        ),
        (
            """
def cost_gradient(z, y):
    a = sigmoid(z)
    return (y - a) * a * (1 - a)
""",
            "sign is turned",
        ),
        (
            """
def cost_gradient(z, y):
    a = sigmoid(z)
    return 2 * (a - y) * a * (1 - a)
""",
            "Factor 2",
        ),
        (
            """
def cost_gradient(z, y):
    a = sigmoid(z)
    return a * (1 - a)
""",
            "link from a to C is missing",
        ),
    ],
    "3": [
        (
            """
def mean_gradient(w, b, x, y):
    slopes = quadratic_cost_gradient(w * x + b, y)
    return np.array([np.sum(slopes * x), np.sum(slopes)])
""",
            "not the sum",
        ),
        (
            """
def mean_gradient(w, b, x, y):
    slopes = quadratic_cost_gradient(w * x + b, y)
    return np.array([np.mean(slopes), np.mean(slopes)])
""",
            "link from w to z is missing",
        ),
        (
            """
def mean_gradient(w, b, x, y):
    slopes = quadratic_cost_gradient(w * x + b, y)
    return np.array([np.mean(slopes), np.mean(slopes * x)])
""",
            "first w, then b",
        ),
    ],
    "4": [
        (
            """
def train(w, b, x, y, eta, epochs):
    outputs = [sigmoid(w * x + b)]
    for _ in range(epochs):
        slope = quadratic_cost_gradient(w * x + b, y)
        w, b = w + eta * slope * x, b + eta * slope
        outputs.append(sigmoid(w * x + b))
    return np.array(outputs)
""",
            "Subtract it",
        ),
        (
            """
def train(w, b, x, y, eta, epochs):
    outputs = [sigmoid(w * x + b)]
    for _ in range(epochs):
        error = sigmoid(w * x + b) - y
        w, b = w - eta * error * x, b - eta * error
        outputs.append(sigmoid(w * x + b))
    return np.array(outputs)
""",
            "a(1 - a) is missing",
        ),
        (
            """
def train(w, b, x, y, eta, epochs):
    outputs = [sigmoid(w * x + b)]
    for _ in range(epochs):
        slope = quadratic_cost_gradient(w * x + b, y)
        w, b = w - eta * slope, b - eta * slope
        outputs.append(sigmoid(w * x + b))
    return np.array(outputs)
""",
            "needs a factor x",
        ),
        (
            """
def train(w, b, x, y, eta, epochs):
    outputs = []
    for _ in range(epochs):
        slope = quadratic_cost_gradient(w * x + b, y)
        w, b = w - eta * slope * x, b - eta * slope
        outputs.append(sigmoid(w * x + b))
    return np.array(outputs)
""",
            "before the first step is missing",
        ),
    ],
    "5": [
        (
            """
def epochs_to_half(outputs):
    return np.argmax(outputs < 0.5)
""",
            "`argmax` returns 0",
        ),
        (
            """
def epochs_to_half(outputs):
    return np.sum(outputs < 0.5)
""",
            "counts the epochs",
        ),
        (
            """
def epochs_to_half(outputs):
    below = np.flatnonzero(outputs[1:] < 0.5)
    return below[0] if below.size else -1
""",
            "One too few",
        ),
    ],
    "6": [
        (
            """
near, far = quadratic_cost_gradient(np.array([20.0, 21.0]), 0.0)
slope_far_out = np.log(near / far)
""",
            "sign is turned",
        ),
        (
            """
near, far = quadratic_cost_gradient(np.array([20.0, 21.0]), 0.0)
slope_far_out = np.log10(far / near)
""",
            "base 10",
        ),
        (
            """
near, far = quadratic_cost_gradient(np.array([20.0, 21.0]), 0.0)
slope_far_out = far / near
""",
            "factor itself",
        ),
        (
            """
near, far = quadratic_cost_gradient(np.array([20.0, 21.0]), 0.0)
slope_far_out = far - near
""",
            "difference of the gradients",
        ),
    ],
}
