"""The known mistakes of the lab `choice`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def properties(digit):
    prime = digit in (1, 2, 3, 5, 7)
    return [digit % 2 == 0, prime, digit in (0, 6, 8, 9), digit > 4]
""",
            "1 is not a prime",
        ),
        (
            """
def properties(digit):
    prime = digit in (2, 3, 5, 7)
    return [digit % 2 == 0, prime, digit in (0, 6, 8, 9), digit >= 4]
""",
            "leaves out the 4",
        ),
    ],
    "2": [
        (
            """
def labels_cost(z, targets):
    a = sigmoid(z)
    return -np.sum(targets * np.log(a) + (1 - targets) * np.log(1 - a))
""",
            "far out",
        ),
        (
            """
def labels_cost(z, targets):
    return -targets @ log_softmax(z)
""",
            "That is softmax",
        ),
        (
            """
def labels_cost(z, targets):
    return np.mean(np.logaddexp(0, z) - targets * z)
""",
            "That is the mean",
        ),
        (
            """
def labels_cost(z, targets):
    return np.sum(targets * z - np.logaddexp(0, z))
""",
            "a cost is positive",
        ),
        (
            """
def labels_cost(z, targets):
    return np.sum(targets * np.logaddexp(0, -z))
""",
            "second term is missing",
        ),
    ],
    "3": [
        (
            """
def labels_gradient(z, targets):
    return softmax(z) - targets
""",
            "its own sigmoid",
        ),
        (
            """
def labels_gradient(z, targets):
    return targets - sigmoid(z)
""",
            "sign is turned",
        ),
        (
            """
def labels_gradient(z, targets):
    a = sigmoid(z)
    return (a - targets) * a * (1 - a)
""",
            "multiplied back in",
        ),
        (
            """
def labels_gradient(z, targets):
    return (sigmoid(z) - targets) / len(z)
""",
            "belongs to the mean",
        ),
    ],
    "4": [
        (
            """
def split(targets):
    return targets / targets.sum(axis=0)
""",
            "wrong axis",
        ),
        (
            """
def split(targets):
    return targets / targets.sum()
""",
            "Each row needs its own",
        ),
        (
            """
def split(targets):
    return softmax(targets)
""",
            "No softmax",
        ),
    ],
    "5": [
        (
            """
def claims(outputs):
    above = (outputs > 0.5).sum(axis=0)
    return [np.sum(above == 0), np.sum(above == 1), np.sum(above > 1)]
""",
            "wrong axis",
        ),
        (
            """
def claims(outputs):
    above = (outputs > 0.5).sum(axis=1)
    return [np.sum(above == 0), np.sum(above == 1), np.sum(above == 2)]
""",
            "three outputs",
        ),
        (
            """
def claims(outputs):
    shares = outputs / outputs.sum(axis=1, keepdims=True)
    above = (shares > 0.5).sum(axis=1)
    return [np.sum(above == 0), np.sum(above == 1), np.sum(above > 1)]
""",
            "as they are",
        ),
    ],
    "6": [
        (
            """
def gap_step(gap, target, eta):
    return -eta * (sigmoid(gap) - target)
""",
            "both logits move",
        ),
        (
            """
def gap_step(gap, target, eta):
    return 2 * eta * (sigmoid(gap) - target)
""",
            "sign is turned",
        ),
        (
            """
def gap_step(gap, target, eta):
    error = sigmoid(gap) - target
    return -eta * (error + -error)
""",
            "are opposite",
        ),
    ],
    "7": [
        (
            """
def of_one_logit(eta, decay):
    return 2 * eta, decay
""",
            "must be halved",
        ),
        (
            """
def of_one_logit(eta, decay):
    return eta, decay / 2
""",
            "twice as far",
        ),
        (
            """
def of_one_logit(eta, decay):
    return eta / 2, 2 * decay
""",
            "other way round",
        ),
    ],
}
