"""The known mistakes of the lab `saturation`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def log_likelihood_slopes(z, label):
    slopes = -softmax(z)
    slopes[label] += 1
    return slopes
""",
            "direction of descent",
        ),
        (
            """
def log_likelihood_slopes(z, label):
    a = softmax(z)
    return (a - np.eye(len(z))[label]) * a * (1 - a)
""",
            "it had cancelled",
        ),
        (
            """
def log_likelihood_slopes(z, label):
    slopes = np.zeros(len(z))
    slopes[label] = softmax(z)[label] - 1
    return slopes
""",
            "get no push",
        ),
        (
            """
def log_likelihood_slopes(z, label):
    slopes = np.zeros(len(z))
    slopes[label] = -1 / softmax(z)[label]
    return slopes
""",
            "slopes over the outputs",
        ),
    ],
    "2": [
        (
            """
def quadratic_slopes(z, label):
    return softmax(z) - np.eye(len(z))[label]
""",
            "softmax still comes before",
        ),
        (
            """
def quadratic_slopes(z, label):
    a = softmax(z)
    return (a - np.eye(len(z))[label]) * a * (1 - a)
""",
            "layer of sigmoids",
        ),
        (
            """
def quadratic_slopes(z, label):
    a = softmax(z)
    return a * (a - np.eye(len(z))[label])
""",
            "mean of the errors",
        ),
        (
            """
def quadratic_slopes(z, label):
    a = softmax(z)
    error = 2 * (a - np.eye(len(z))[label])
    return a * (error - a @ error)
""",
            "Twice too much",
        ),
        (
            """
def quadratic_slopes(z, label):
    a = softmax(z)
    error = np.eye(len(z))[label] - a
    return a * (error - a @ error)
""",
            "sign is turned",
        ),
    ],
    "3": [
        (
            """
def size(slopes, gap, classes, rises):
    z = np.zeros(classes)
    z[int(rises)] = gap if rises else -gap
    return abs(slopes(z, 0)).sum()
""",
            "not the length",
        ),
        (
            """
def size(slopes, gap, classes, rises):
    z = np.zeros(classes)
    z[int(rises)] = gap if rises else -gap
    return abs(slopes(z, 0)[0])
""",
            "That is one component",
        ),
        (
            """
def size(slopes, gap, classes, rises):
    z = np.zeros(classes)
    z[0] = -gap
    return np.linalg.norm(slopes(z, 0))
""",
            "sinks in both cases",
        ),
        (
            """
def size(slopes, gap, classes, rises):
    z = np.zeros(classes)
    z[int(rises)] = gap
    return np.linalg.norm(slopes(z, 0))
""",
            "has the logit -gap",
        ),
    ],
    "4": [
        (
            """
def top(classes):
    return np.log(classes)
""",
            "about one half",
        ),
        (
            """
def top(classes):
    return np.log(classes - 1)
""",
            "its share is one half",
        ),
        (
            """
def top(classes):
    return np.log(2 * classes)
""",
            "besides the risen one",
        ),
        (
            """
def top(classes):
    return np.log((classes - 1) / 2)
""",
            "share is one third",
        ),
        (
            """
def top(classes):
    return 2 * (classes - 1)
""",
            "Take the logarithm",
        ),
    ],
    "5": [
        (
            """
def descend(slopes, z, eta, epochs):
    shares = []
    for _ in range(epochs):
        z = z - eta * slopes(z, 0)
        shares.append(softmax(z)[0])
    return np.array(shares)
""",
            "before the first epoch",
        ),
        (
            """
def descend(slopes, z, eta, epochs):
    shares = []
    for _ in range(epochs):
        shares.append(softmax(z)[0])
        z = z - eta * slopes(z, 0)
    return np.array(shares)
""",
            "after the last epoch",
        ),
        (
            """
def descend(slopes, z, eta, epochs):
    shares = [softmax(z)[0]]
    for _ in range(epochs):
        z = z + eta * slopes(z, 0)
        shares.append(softmax(z)[0])
    return np.array(shares)
""",
            "It climbs",
        ),
        (
            """
def descend(slopes, z, eta, epochs):
    shares, step = [softmax(z)[0]], eta * slopes(z, 0)
    for _ in range(epochs):
        z = z - step
        shares.append(softmax(z)[0])
    return np.array(shares)
""",
            "compute it anew",
        ),
    ],
    "6": [
        (
            """
def hidden_gradient(v, w, d, x, label):
    h = sigmoid(v @ x + d)
    error = softmax(w @ h)
    error[label] -= 1
    return np.outer(w.T @ error, x)
""",
            "Nothing cancels it",
        ),
        (
            """
def hidden_gradient(v, w, d, x, label):
    h = sigmoid(v @ x + d)
    error = softmax(w @ h)
    error[label] -= 1
    return np.outer(x, w.T @ error * h * (1 - h))
""",
            "Transposed",
        ),
        (
            """
def hidden_gradient(v, w, d, x, label):
    h = sigmoid(v @ x + d)
    error = softmax(w @ h)
    error[label] -= 1
    return np.outer(w.T @ error * h, x)
""",
            "h(1 - h), not h",
        ),
        (
            """
def hidden_gradient(v, w, d, x, label):
    h = sigmoid(v @ x + d)
    error = -softmax(w @ h)
    error[label] += 1
    return np.outer(w.T @ error * h * (1 - h), x)
""",
            "sign is turned",
        ),
    ],
}
