"""The known mistakes of the lab `sigmoid`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def my_sigmoid(z):
    return 1 / (1 + np.exp(z))
""",
            "Look at the sign",
        ),
        (
            """
def my_sigmoid(z):
    return 1 / 1 + np.exp(-z)
""",
            "divides before it adds",
        ),
        (
            """
def my_sigmoid(z):
    return np.tanh(z)
""",
            "another S",
        ),
        (
            """
def my_sigmoid(z):
    with np.errstate(divide='ignore'):
        return 1 / (1 - np.exp(-z))
""",
            "The denominator is a sum",
        ),
    ],
    "2": [
        (
            """
def central_difference(f, z, h=1e-5):
    return (f(z + h) - f(z)) / h
""",
            "to one side only",
        ),
        (
            """
def central_difference(f, z, h=1e-5):
    return (f(z + h) - f(z - h)) / h
""",
            "2h apart",
        ),
        (
            """
def central_difference(f, z, h=1e-5):
    return f(z + h) - f(z - h)
""",
            "divided by the run",
        ),
        (
            """
def central_difference(f, z, h=1e-5):
    return (f(z - h) - f(z + h)) / (2 * h)
""",
            "the right value minus the left one",
        ),
    ],
    "3": [
        (
            """
def my_sigmoid_derivative(z):
    return sigmoid(z) * (1 - sigmoid(z))
""",
            "without a subtraction",
        ),
        (
            """
def my_sigmoid_derivative(z):
    return sigmoid(z) ** 2
""",
            "1 - a, not a",
        ),
        (
            """
def my_sigmoid_derivative(z):
    return z * (1 - z)
""",
            "with a = sigmoid(z)",
        ),
        (
            """
def my_sigmoid_derivative(z):
    return 1 - sigmoid(z) ** 2
""",
            "the slope of tanh",
        ),
    ],
    "4": [
        (
            """
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-z))
""",
            "for negative z",
        ),
        (
            """
def stable_sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))
""",
            "infinity divided by infinity",
        ),
        (
            """
def stable_sigmoid(z):
    if z >= 0:
        return np.exp(z) / (1 + np.exp(z))
    return 1 / (1 + np.exp(-z))
""",
            "exchanged",
        ),
        (
            """
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))
""",
            "Clipping hides the overflow",
        ),
        (
            """
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-abs(z)))
""",
            "mirror image",
        ),
    ],
    "5": [
        (
            """
def my_log_sigmoid(z):
    return np.log(sigmoid(z))
""",
            "Do not form it",
        ),
        (
            """
def my_log_sigmoid(z):
    return -np.log1p(np.exp(-z))
""",
            "That is right for z >= 0",
        ),
        (
            """
def my_log_sigmoid(z):
    return -np.log(1 + np.exp(-z))
""",
            "is rounded to 1",
        ),
        (
            """
def my_log_sigmoid(z):
    if z >= 0:
        return -np.log(1 + np.exp(-z))
    return z - np.log(1 + np.exp(z))
""",
            "Use np.log1p",
        ),
        (
            """
def my_log_sigmoid(z):
    return max(z, 0) - z + np.log1p(np.exp(-abs(z)))
""",
            "The sign is turned",
        ),
        (
            """
def my_log_sigmoid(z):
    return -max(z, 0) - np.log1p(np.exp(-abs(z)))
""",
            "the logarithm of 1 - a",
        ),
    ],
    "6": [
        (
            """
def undecided_width(length):
    return (b + w[0] * length) / w[1]
""",
            "The sign is turned",
        ),
        (
            """
def undecided_width(length):
    return -(b + w[1] * length) / w[0]
""",
            "The weights are exchanged",
        ),
        (
            """
def undecided_width(length):
    return -w[0] * length / w[1]
""",
            "The bias is missing",
        ),
        (
            """
def undecided_width(length):
    return b - w[0] * length / w[1]
""",
            "divided by w2 as well",
        ),
        (
            """
def undecided_width(length):
    return (0.5 - b - w[0] * length) / w[1]
""",
            "not where z is one half",
        ),
    ],
}
