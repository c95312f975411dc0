"""The known mistakes of the lab `crossentropy`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def cost(z, y):
    a = sigmoid(z)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))
""",
            "logarithm of 0",
        ),
        (
            """
def cost(z, y):
    return np.log(1 + np.exp(z)) - y * z
""",
            "overflows",
        ),
        (
            """
def cost(z, y):
    return y * z - np.logaddexp(0, z)
""",
            "a cost is positive",
        ),
        (
            """
def cost(z, y):
    return np.logaddexp(0, z) - (1 - y) * z
""",
            "y and 1 - y are swapped",
        ),
        (
            """
def cost(z, y):
    return np.logaddexp(0, z)
""",
            "the cost for target 0",
        ),
    ],
    "2": [
        (
            """
def cost_gradient(z, y):
    a = sigmoid(z)
    return (a - y) * a * (1 - a)
""",
            "multiplied back in",
        ),
        (
            """
def cost_gradient(z, y):
    return y - sigmoid(z)
""",
            "sign is turned",
        ),
        (
            """
def cost_gradient(z, y):
    return sigmoid(z) - (1 - y)
""",
            "swapped",
        ),
        (
            """
def cost_gradient(z, y):
    a = sigmoid(z)
    return (a - y) / (a * (1 - a))
""",
            "link from a to C alone",
        ),
        (
            """
def cost_gradient(z, y):
    return z - y
""",
            "not z itself",
        ),
    ],
    "3": [
        (
            "ratio = 0.98 * (1 - 0.98)",
            "Upside down",
        ),
        (
            "ratio = 1 / (1 - 0.98)",
            "factors is missing",
        ),
        (
            "ratio = 4.0",
            "least ratio",
        ),
    ],
    "4": [
        (
            """
def wait(z, eta):
    return (z + 1 - np.exp(-z)) / eta
""",
            "both w and b move",
        ),
        (
            """
def wait(z, eta):
    return (z - np.exp(-z)) / (2 * eta)
""",
            "lower end",
        ),
        (
            """
def wait(z, eta):
    return (z + np.exp(-z)) / (2 * eta)
""",
            "integral of e^(-u)",
        ),
        (
            """
def wait(z, eta):
    return z / (2 * eta)
""",
            "only one half",
        ),
        (
            """
def wait(z, eta):
    return np.exp(z) / (2 * eta)
""",
            "wait of the quadratic cost",
        ),
    ],
    "5": [
        (
            """
def mean_gradient(theta, inputs, targets):
    return inputs.T @ (sigmoid(inputs @ theta) - targets)
""",
            "divide by m",
        ),
        (
            """
def mean_gradient(theta, inputs, targets):
    return inputs.T @ (targets - sigmoid(inputs @ theta)) / len(targets)
""",
            "sign is turned",
        ),
        (
            """
def mean_gradient(theta, inputs, targets):
    a = sigmoid(inputs @ theta)
    return inputs.T @ ((a - targets) * a * (1 - a)) / len(targets)
""",
            "multiplied back in",
        ),
        (
            """
def mean_gradient(theta, inputs, targets):
    return inputs.T @ (sigmoid(inputs @ theta) - (1 - targets)) / len(targets)
""",
            "swapped",
        ),
        (
            """
def mean_gradient(theta, inputs, targets):
    return np.mean(sigmoid(inputs @ theta) - targets)
""",
            "link from θ to z is missing",
        ),
    ],
    "6": [
        (
            "library_c = 1 / 0.02",
            "takes the sum",
        ),
        (
            "library_c = 100 * 0.02",
            "Upside down",
        ),
        (
            "library_c = 2 / (100 * 0.02)",
            "two logits",
        ),
        (
            "library_c = 0.02",
            "not the same",
        ),
    ],
}
