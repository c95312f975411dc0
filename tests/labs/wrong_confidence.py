"""The known mistakes of the lab `confidence`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def too_sure(z, labels):
    return np.mean(z.argmax(axis=1) == labels) - softmax(z).max(axis=1).mean()
""",
            "how modest it is",
        ),
        (
            """
def too_sure(z, labels):
    own = softmax(z)[np.arange(len(z)), labels]
    return own.mean() - np.mean(z.argmax(axis=1) == labels)
""",
            "which the layer does not know",
        ),
        (
            """
def too_sure(z, labels):
    return softmax(z).max(axis=1).mean()
""",
            "Take the accuracy off",
        ),
        (
            """
def too_sure(z, labels):
    return z.max(axis=1).mean() - np.mean(z.argmax(axis=1) == labels)
""",
            "Make shares of them",
        ),
    ],
    "2": [
        (
            """
def slope(z, label, beta):
    return softmax(z) @ z - z[label]
""",
            "those of the logits beta z",
        ),
        (
            """
def slope(z, label, beta):
    return z[label] - softmax(beta * z) @ z
""",
            "sign is turned",
        ),
        (
            """
def slope(z, label, beta):
    return beta * (softmax(beta * z) @ z - z[label])
""",
            "without a beta",
        ),
        (
            """
def slope(z, label, beta):
    return softmax(beta * z)[label] - 1
""",
            "over the logit of class y",
        ),
        (
            """
def slope(z, label, beta):
    return softmax(beta * z) @ z
""",
            "has a slope too",
        ),
    ],
    "3": [
        (
            """
def best_temperature(z, labels):
    low, high = 0.0, 100.0
    for _ in range(60):
        beta = (low + high) / 2
        expected = (softmax(beta * z) * z).sum(axis=1)
        if np.mean(expected - z[np.arange(len(z)), labels]) < 0:
            low = beta
        else:
            high = beta
    return low
""",
            "The temperature is 1/beta",
        ),
        (
            """
def best_temperature(z, labels):
    low, high = 0.0, 100.0
    for _ in range(60):
        beta = (low + high) / 2
        expected = (softmax(beta * z) * z).sum(axis=1)
        if np.mean(expected - z[np.arange(len(z)), labels]) > 0:
            low = beta
        else:
            high = beta
    return 2 / (low + high)
""",
            "the slope rises",
        ),
        (
            """
def best_temperature(z, labels):
    return 1.0
""",
            "nothing has changed yet",
        ),
    ],
    "4": [
        (
            """
def calibration_error(confidence, right):
    gaps = []
    for bin in range(10):
        inside = np.floor(10 * confidence) == bin
        if inside.any():
            gaps.append(abs(confidence[inside].mean() - right[inside].mean()))
    return np.mean(gaps)
""",
            "Each bin counts alike",
        ),
        (
            """
def calibration_error(confidence, right):
    return confidence.mean() - right.mean()
""",
            "the bins cancel",
        ),
        (
            """
def calibration_error(confidence, right):
    return np.mean(abs(confidence - right))
""",
            "means of a bin first",
        ),
        (
            """
def calibration_error(confidence, right):
    total = 0.0
    for bin in range(10):
        inside = np.floor(10 * confidence) == bin
        if inside.any():
            total += inside.mean() * (confidence[inside].mean() - right[inside].mean()) ** 2
    return total
""",
            "Murphy's reliability",
        ),
    ],
}
