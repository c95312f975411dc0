"""The known mistakes of the lab `training`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def smoothed_target(label, classes, epsilon):
    target = np.full(classes, epsilon / (classes - 1))
    target[label] = 1 - epsilon
    return target
""",
            "among the other classes only",
        ),
        (
            """
def smoothed_target(label, classes, epsilon):
    target = np.full(classes, epsilon / classes)
    target[label] = 1 - epsilon
    return target
""",
            "less than 1",
        ),
        (
            """
def smoothed_target(label, classes, epsilon):
    return np.eye(classes)[label] + epsilon / classes
""",
            "more than 1",
        ),
        (
            """
def smoothed_target(label, classes, epsilon):
    target = np.full(classes, epsilon)
    target[label] = 1 - epsilon + epsilon / classes
    return target
""",
            "not all of ε",
        ),
    ],
    "2": [
        (
            """
def focal_slopes(z, label, gamma):
    a = softmax(z)
    return (1 - a[label]) ** gamma * (a - np.eye(len(z))[label])
""",
            "took the power for a constant",
        ),
        (
            """
def focal_slopes(z, label, gamma):
    a = softmax(z)
    own, rest = a[label], 1 - a[label]
    factor = rest**gamma + gamma * own * rest ** (gamma - 1) * np.log(own)
    return factor * (a - np.eye(len(z))[label])
""",
            "sign of the second part",
        ),
        (
            """
def focal_slopes(z, label, gamma):
    a = softmax(z)
    own, rest = a[label], 1 - a[label]
    return (rest**gamma - own * rest ** (gamma - 1) * np.log(own)) * (a - np.eye(len(z))[label])
""",
            "a factor γ is missing",
        ),
        (
            """
def focal_slopes(z, label, gamma):
    a = softmax(z)
    own, rest = a[label], 1 - a[label]
    factor = rest**gamma - gamma * own * rest ** (gamma - 1) * np.log(own)
    return factor * (np.eye(len(z))[label] - a)
""",
            "sign is turned",
        ),
        (
            """
def focal_slopes(z, label, gamma):
    return softmax(z) - np.eye(len(z))[label]
""",
            "without the factor",
        ),
    ],
    "3": [
        (
            """
def weighted_mean(z, labels, weights):
    return (weights[labels] * log_likelihood_cost(z, labels)).mean()
""",
            "Divided by the number of examples",
        ),
        (
            """
def weighted_mean(z, labels, weights):
    return (weights[labels] * log_likelihood_cost(z, labels)).sum() / weights.sum()
""",
            "as often as it occurs",
        ),
        (
            """
def weighted_mean(z, labels, weights):
    return (weights[labels] * log_likelihood_cost(z, labels)).sum()
""",
            "weighted sum",
        ),
        (
            """
def weighted_mean(z, labels, weights):
    return log_likelihood_cost(z, labels).mean()
""",
            "without weights",
        ),
        (
            """
def weighted_mean(z, labels, weights):
    shares = softmax(z)[np.arange(len(labels)), labels]
    return -np.log(weights[labels] * shares).mean()
""",
            "inside of the logarithm",
        ),
    ],
    "4": [
        (
            """
def unweighted(z, weights):
    return softmax(z + np.log(weights))
""",
            "a second time",
        ),
        (
            """
def unweighted(z, weights):
    return softmax(z - weights)
""",
            "by its logarithm",
        ),
        (
            """
def unweighted(z, weights):
    return softmax(z) / weights
""",
            "add up to 1 again",
        ),
        (
            """
def unweighted(z, weights):
    return softmax(z / weights)
""",
            "does not divide the logit",
        ),
        (
            """
def unweighted(z, weights):
    return softmax(z)
""",
            "weights still in them",
        ),
    ],
}
