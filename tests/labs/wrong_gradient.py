"""The known mistakes of the lab `gradient`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def cost(z, label):
    powers = np.exp(z)
    return -np.log(powers[label] / powers.sum())
""",
            "logarithm of 0",
        ),
        (
            """
def cost(z, label):
    return np.log(np.exp(z).sum()) - z[label]
""",
            "overflows",
        ),
        (
            """
def cost(z, label):
    z = z - z.max()
    return z[label] - np.log(np.exp(z).sum())
""",
            "a cost is positive",
        ),
        (
            """
def cost(z, label):
    z = z - z.max()
    return np.log(np.exp(z).sum()) - z[label - 1]
""",
            "count from 0",
        ),
        (
            """
def cost(z, label):
    return z.max() + np.log(np.exp(z - z.max()).sum())
""",
            "right class is missing",
        ),
    ],
    "2": [
        (
            """
def jacobian(z):
    a = softmax(z)
    return np.diag(a * (1 - a))
""",
            "Only the case i = j",
        ),
        (
            """
def jacobian(z):
    a = softmax(z)
    return a * (1 - a)
""",
            "K times K",
        ),
        (
            """
def jacobian(z):
    a = softmax(z)
    return a[:, None] * (1 - a)
""",
            "case i = j for every pair",
        ),
        (
            """
def jacobian(z):
    a = softmax(z)
    return -np.outer(a, a)
""",
            "diagonal a term is missing",
        ),
        (
            """
def jacobian(z):
    a = softmax(z)
    return np.outer(a, a) - np.diag(a)
""",
            "sign is turned",
        ),
    ],
    "3": [
        (
            """
def cost_gradient(z, label):
    return np.ones(len(z)) * (softmax(z)[label] - 1)
""",
            "wrong classes need i ≠ j",
        ),
        (
            """
def cost_gradient(z, label):
    a, slopes = softmax(z), np.zeros(len(z))
    slopes[label] = -1 / a[label] * a[label] * (1 - a[label])
    return slopes
""",
            "not elementwise",
        ),
        (
            """
def cost_gradient(z, label):
    a = softmax(z)
    slopes = a * (1 - a)
    return (a - np.eye(len(z))[label]) * slopes
""",
            "multiplied back in",
        ),
        (
            """
def cost_gradient(z, label):
    slopes = softmax(softmax(z))
    slopes[label] -= 1
    return slopes
""",
            "applied twice",
        ),
        (
            """
def cost_gradient(z, label):
    slopes = -softmax(z)
    slopes[label] += 1
    return slopes
""",
            "sign is turned",
        ),
    ],
    "4": [
        (
            """
def numeric_gradient(function, z, h=1e-3):
    steps = h * np.eye(len(z))
    return np.array([function(z + step) - function(z) for step in steps]) / h
""",
            "forward difference",
        ),
        (
            """
def numeric_gradient(function, z, h=1e-3):
    steps = h * np.eye(len(z))
    return np.array([function(z + step) - function(z - step) for step in steps]) / h
""",
            "has the length 2h",
        ),
        (
            """
def numeric_gradient(function, z, h=1e-3):
    steps = h * np.eye(len(z))
    return np.array([function(z - step) - function(z + step) for step in steps]) / (2 * h)
""",
            "sign is turned",
        ),
        (
            """
def numeric_gradient(function, z, h=1e-3):
    return (function(z + h) - function(z - h)) / (2 * h)
""",
            "moved at once",
        ),
        (
            """
def numeric_gradient(function, z, h=1e-3):
    steps = h * np.eye(len(z))
    return np.array([function(z + step) - function(z - step) for step in steps])
""",
            "Divide by the length",
        ),
    ],
    "5": [
        (
            """
def weight_gradient(weights, inputs, labels):
    errors = softmax(inputs @ weights.T)
    errors[np.arange(len(labels)), labels] -= 1
    return errors.T @ inputs
""",
            "divide by m",
        ),
        (
            """
def weight_gradient(weights, inputs, labels):
    errors = softmax(inputs @ weights.T)
    errors[np.arange(len(labels)), labels] -= 1
    return inputs.T @ errors / len(labels)
""",
            "Transposed",
        ),
        (
            """
def weight_gradient(weights, inputs, labels):
    errors = softmax(inputs @ weights.T, axis=0)
    errors[np.arange(len(labels)), labels] -= 1
    return errors.T @ inputs / len(labels)
""",
            "wrong axis",
        ),
        (
            """
def weight_gradient(weights, inputs, labels):
    errors = softmax(inputs @ weights.T)
    errors[np.arange(len(labels)), labels] -= 1
    return errors.mean(axis=0)
""",
            "gradient of the biases",
        ),
        (
            """
def weight_gradient(weights, inputs, labels):
    errors = np.eye(len(weights))[labels] - softmax(inputs @ weights.T)
    return errors.T @ inputs / len(labels)
""",
            "sign is turned",
        ),
    ],
    "6": [
        (
            """
def accurate_gradient(z, label):
    slopes = softmax(z)
    slopes[label] -= 1
    return slopes
""",
            "loses every digit",
        ),
        (
            """
def accurate_gradient(z, label):
    slopes = softmax(z)
    slopes[label] = 0
    slopes[label] = slopes.sum()
    return slopes
""",
            "right one is negative",
        ),
        (
            """
def accurate_gradient(z, label):
    slopes = softmax(z)
    slopes[label] = -slopes.sum()
    return slopes
""",
            "includes the right class itself",
        ),
        (
            """
def accurate_gradient(z, label):
    slopes = softmax(z)
    slopes[label] = 0
    slopes[label] = -slopes.max()
    return slopes
""",
            "not only the largest",
        ),
        (
            """
def accurate_gradient(z, label):
    slopes = softmax(z)
    slopes[label] = 0
    return slopes
""",
            "taken off the right class",
        ),
    ],
}
