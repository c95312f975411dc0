"""The known mistakes of the lab `curvature`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def newton_step(z, y):
    return sigmoid(z) - y
""",
            "That is the slope alone",
        ),
        (
            """
def newton_step(z, y):
    a = sigmoid(z)
    return (a - y) * a * (1 - a)
""",
            "You multiplied",
        ),
        (
            """
def newton_step(z, y):
    a = sigmoid(z)
    return (y - a) / (a * (1 - a))
""",
            "the step is subtracted from z",
        ),
        (
            """
def newton_step(z, y):
    return 4 * (sigmoid(z) - y)
""",
            "the bound's step",
        ),
        (
            """
def newton_step(z, y):
    a = sigmoid(z)
    return z - (a - y) / (a * (1 - a))
""",
            "where the step leads",
        ),
    ],
    "2": [
        (
            """
def hessian(z):
    a = softmax(z)
    return np.diag(a * (1 - a))
""",
            "the diagonal alone",
        ),
        (
            """
def hessian(z):
    a = softmax(z)
    return np.outer(a, a)
""",
            "diag(a), is missing",
        ),
        (
            """
def hessian(z):
    a = softmax(z)
    return np.outer(a, a) - np.diag(a)
""",
            "The sign is turned",
        ),
        (
            """
def hessian(z):
    a = softmax(z)
    return np.diag(a) - a @ a
""",
            "a @ a is one number",
        ),
        (
            """
def hessian(z):
    a = softmax(z)
    return a * (1 - a)
""",
            "a row of numbers",
        ),
    ],
    "3": [
        (
            """
def safe_step(x, decay):
    mu = np.linalg.eigvalsh(x.T @ x / len(x))[-1]
    return 1 / (mu / 2 + decay)
""",
            "the lowest point of the parabola",
        ),
        (
            """
def safe_step(x, decay):
    mu = np.linalg.eigvalsh(x.T @ x / len(x))[-1]
    return 2 / (mu + decay)
""",
            "The bound of softmax is missing",
        ),
        (
            """
def safe_step(x, decay):
    mu = np.linalg.eigvalsh(x.T @ x / len(x))[-1]
    return 2 / (mu / 4 + decay)
""",
            "the bound of one sigmoid",
        ),
        (
            """
def safe_step(x, decay):
    return 4 / np.linalg.eigvalsh(x.T @ x / len(x))[-1]
""",
            "Weight decay bends the cost too",
        ),
        (
            """
def safe_step(x, decay):
    mu = np.linalg.eigvalsh(x.T @ x)[-1]
    return 2 / (mu / 2 + decay)
""",
            "belongs to the sum",
        ),
    ],
    "4": [
        (
            """
def part(cost, z, step):
    return 1.0
""",
            "That is the whole step",
        ),
        (
            """
def part(cost, z, step):
    taken = 0.5
    while cost(z - taken * step) > cost(z):
        taken /= 2
    return taken
""",
            "Begin with the whole step",
        ),
        (
            """
def part(cost, z, step):
    taken = 1.0
    while cost(z + taken * step) > cost(z) and taken > 1e-6:
        taken /= 2
    return taken
""",
            "on the other side",
        ),
        (
            """
def part(cost, z, step):
    taken = 1.0
    while cost(z - taken * step) > cost(z):
        taken /= 2
    return taken * step
""",
            "not the length of it",
        ),
        (
            """
def part(cost, z, step):
    taken = 1.0
    while cost(z - taken * step) > cost(z):
        taken /= 10
    return taken
""",
            "you divided it by 10",
        ),
    ],
}
