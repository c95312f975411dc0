"""The known mistakes of the lab `regression`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def probabilities(theta, x):
    powers = np.exp(x @ theta.T)
    return powers / powers.sum(axis=1, keepdims=True)
""",
            "it overflows",
        ),
        (
            """
def probabilities(theta, x):
    z = x @ theta.T
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)
""",
            "wrong axis",
        ),
        (
            """
def probabilities(theta, x):
    z = x @ theta.T
    powers = np.exp(z - z.max())
    return powers / powers.sum()
""",
            "own denominator",
        ),
        (
            """
def probabilities(theta, x):
    return 1 / (1 + np.exp(-x @ theta.T))
""",
            "do not share",
        ),
        (
            """
def probabilities(theta, x):
    z = theta @ x.T
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)
""",
            "Transposed",
        ),
    ],
    "2": [
        (
            """
def cost(theta, x, labels):
    logs = np.log(book_probabilities(theta, x))
    return -sum(logs[i, label] for i, label in enumerate(labels))
""",
            "That is the sum",
        ),
        (
            """
def cost(theta, x, labels):
    indicators = np.eye(len(theta))[labels]
    return -np.mean(indicators * np.log(book_probabilities(theta, x)))
""",
            "m times K",
        ),
        (
            """
def cost(theta, x, labels):
    return np.log(book_probabilities(theta, x)[np.arange(len(labels)), labels]).mean()
""",
            "sign is turned",
        ),
        (
            """
def cost(theta, x, labels):
    return -np.log(book_probabilities(theta, x)).mean()
""",
            "keeps the right one only",
        ),
        (
            """
def cost(theta, x, labels):
    right = book_probabilities(theta, x)[np.arange(len(labels)), labels]
    return -np.log2(right).mean()
""",
            "base 2",
        ),
    ],
    "3": [
        (
            """
def gradient(theta, x, labels):
    errors = book_probabilities(theta, x) - np.eye(len(theta))[labels]
    return errors.T @ x
""",
            "divide by m",
        ),
        (
            """
def gradient(theta, x, labels):
    errors = np.eye(len(theta))[labels] - book_probabilities(theta, x)
    return errors.T @ x / len(x)
""",
            "sign is turned",
        ),
        (
            """
def gradient(theta, x, labels):
    errors = book_probabilities(theta, x) - np.eye(len(theta))[labels]
    return x.T @ errors / len(x)
""",
            "Transposed",
        ),
        (
            """
def gradient(theta, x, labels):
    errors = book_probabilities(theta, x) - np.eye(len(theta))[labels]
    return errors.mean(axis=0)
""",
            "gradient of the biases",
        ),
        (
            """
def gradient(theta, x, labels):
    return book_probabilities(theta, x).T @ x / len(x)
""",
            "indicators are missing",
        ),
    ],
    "4": [
        (
            """
def descend(theta, slope, eta, steps):
    for _ in range(steps):
        theta = theta + eta * slope(theta)
    return theta
""",
            "uphill",
        ),
        (
            """
def descend(theta, slope, eta, steps):
    for _ in range(steps + 1):
        theta = theta - eta * slope(theta)
    return theta
""",
            "One step too many",
        ),
        (
            """
def descend(theta, slope, eta, steps):
    step = eta * slope(theta)
    for _ in range(steps):
        theta = theta - step
    return theta
""",
            "compute it anew",
        ),
        (
            """
def descend(theta, slope, eta, steps):
    for _ in range(steps):
        theta = theta - slope(theta)
    return theta
""",
            "learning rate is missing",
        ),
        (
            """
def descend(theta, slope, eta, steps):
    for _ in range(steps):
        theta = theta - eta * slope(theta)
        return theta
""",
            "one step only",
        ),
    ],
    "5": [
        (
            """
def decayed_gradient(theta, x, labels, decay):
    return book_gradient(theta, x, labels) + decay * theta
""",
            "leave out the last column",
        ),
        (
            """
def decayed_gradient(theta, x, labels, decay):
    slopes = book_gradient(theta, x, labels)
    slopes[:, :-1] += decay / 2 * theta[:, :-1]
    return slopes
""",
            "factor ½ cancels",
        ),
        (
            """
def decayed_gradient(theta, x, labels, decay):
    slopes = book_gradient(theta, x, labels)
    slopes[:, :-1] -= decay * theta[:, :-1]
    return slopes
""",
            "weights smaller",
        ),
        (
            """
def decayed_gradient(theta, x, labels, decay):
    slopes = book_gradient(theta, x, labels)
    slopes[:, :-1] += decay / 2 * theta[:, :-1] ** 2
    return slopes
""",
            "Differentiate it first",
        ),
        (
            """
def decayed_gradient(theta, x, labels, decay):
    slopes = book_gradient(theta, x, labels)
    slopes[:, :-1] += decay * theta[:, :-1] / len(x)
    return slopes
""",
            "not divided by m",
        ),
    ],
    "6": [
        (
            """
def centred(theta):
    return theta - theta.mean(axis=1)[:, None]
""",
            "wrong axis",
        ),
        (
            """
def centred(theta):
    return theta - theta[-1]
""",
            "makes the last row 0",
        ),
        (
            """
def centred(theta):
    return theta - theta.mean()
""",
            "Each column needs its own",
        ),
        (
            """
def centred(theta):
    return theta - theta.sum(axis=0)
""",
            "K times too much",
        ),
    ],
    "7": [
        (
            """
def library_c(m, decay, classes):
    return 1 / (m * decay)
""",
            "Right for three classes",
        ),
        (
            """
def library_c(m, decay, classes):
    return 2 / (m * decay)
""",
            "Right for two classes",
        ),
        (
            """
def library_c(m, decay, classes):
    return 1 / (m * decay * (2 if classes == 2 else 1))
""",
            "too large, not too small",
        ),
        (
            """
def library_c(m, decay, classes):
    return 2 / decay if classes == 2 else 1 / decay
""",
            "m is missing",
        ),
        (
            """
def library_c(m, decay, classes):
    return 2 * m * decay if classes == 2 else m * decay
""",
            "Upside down",
        ),
    ],
}
