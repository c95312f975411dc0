"""Answers to the assignment `regression`: mistakes with what they cost, and other right ones.

A mistake's name stands for the cell it replaces, its code, and the checks that must lose their
points, with words of their hints. Every other check keeps its points.
"""

MISTAKES = {
    "label-from-1": (
        "one-hot",
        """
def one_hot(labels, classes):
    return np.eye(classes)[labels - 1]
""",
        {"check-one-hot-values": "counted from 0", "check-one-hot-absent": "counted from 0"},
    ),
    "one-hot-turned": (
        "one-hot",
        """
def one_hot(labels, classes):
    return np.eye(classes)[:, labels]
""",
        {
            "check-one-hot-values": "one row an example",
            "check-one-hot-absent": "one row an example",
        },
    ),
    "classes-that-occur": (
        "one-hot",
        """
def one_hot(labels, classes):
    return np.eye(labels.max() + 1)[labels]
""",
        {"check-one-hot-absent": "The last column is missing"},
    ),
    "no-shift": (
        "probabilities",
        """
def probabilities(theta, x):
    powers = np.exp(x @ theta.T)
    return powers / powers.sum(axis=1, keepdims=True)
""",
        {"check-probabilities-large": "Without a shift"},
    ),
    "max-with-0": (
        "probabilities",
        """
def probabilities(theta, x):
    z = x @ theta.T
    powers = np.exp(z - np.maximum(0, z.max(axis=1, keepdims=True)))
    return powers / powers.sum(axis=1, keepdims=True)
""",
        {"check-probabilities-large": "A maximum with 0"},
    ),
    "one-maximum": (
        "probabilities",
        """
def probabilities(theta, x):
    z = x @ theta.T
    powers = np.exp(z - z.max())
    return powers / powers.sum(axis=1, keepdims=True)
""",
        {"check-probabilities-large": "One maximum was taken for all"},
    ),
    "wrong-axis": (
        "probabilities",
        """
def probabilities(theta, x):
    z = x @ theta.T
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)
""",
        {
            "check-probabilities-values": "each column adds up to 1",
            "check-probabilities-large": "each column adds up to 1",
        },
    ),
    "softmax-twice": (
        "probabilities",
        """
def probabilities(theta, x):
    p = x @ theta.T
    for _ in range(2):
        powers = np.exp(p - p.max(axis=1, keepdims=True))
        p = powers / powers.sum(axis=1, keepdims=True)
    return p
""",
        {
            "check-probabilities-values": "applied twice",
            "check-probabilities-large": "applied twice",
        },
    ),
    "sum-for-mean": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return -np.sum(np.log(p[np.arange(len(labels)), labels]))
""",
        {"check-cost-mean": "the sum over the examples"},
    ),
    "cost-base-10": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return -np.mean(np.log10(p[np.arange(len(labels)), labels]))
""",
        {"check-cost-one": "to the base e", "check-cost-mean": "to the base e"},
    ),
    "cost-sign": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return np.mean(np.log(p[np.arange(len(labels)), labels]))
""",
        {"check-cost-one": "sign is turned", "check-cost-mean": "sign is turned"},
    ),
    "cost-label-from-1": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return -np.mean(np.log(p[np.arange(len(labels)), labels - 1]))
""",
        {"check-cost-one": "off by one", "check-cost-mean": "off by one"},
    ),
    "logarithm-of-the-mean": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return -np.log(np.mean(p[np.arange(len(labels)), labels]))
""",
        {"check-cost-mean": "logarithm of the mean"},
    ),
    "whole-columns": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return -np.mean(np.log(p[:, labels]))
""",
        {"check-cost-mean": "whole columns"},
    ),
    "all-classes-pay": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return -np.mean(np.log(p))
""",
        {"check-cost-one": "All classes pay", "check-cost-mean": "All classes pay"},
    ),
    "gradient-sum-for-mean": (
        "gradient",
        """
def gradient(p, x, labels):
    return (p - np.eye(p.shape[1])[labels]).T @ x
""",
        {"check-gradient-mean": "gradient of the sum"},
    ),
    "gradient-sign": (
        "gradient",
        """
def gradient(p, x, labels):
    return (np.eye(p.shape[1])[labels] - p).T @ x / len(labels)
""",
        {"check-gradient-one": "sign is turned", "check-gradient-mean": "sign is turned"},
    ),
    "gradient-turned": (
        "gradient",
        """
def gradient(p, x, labels):
    return x.T @ (p - np.eye(p.shape[1])[labels]) / len(labels)
""",
        {"check-gradient-one": "one row a class", "check-gradient-mean": "one row a class"},
    ),
    "indicator-missing": (
        "gradient",
        """
def gradient(p, x, labels):
    return p.T @ x / len(labels)
""",
        {
            "check-gradient-one": "the indicator is missing",
            "check-gradient-mean": "the indicator is missing",
        },
    ),
    "divided-by-all-entries": (
        "gradient",
        """
def gradient(p, x, labels):
    return (p - np.eye(p.shape[1])[labels]).T @ x / p.size
""",
        {
            "check-gradient-one": "divided by the number of classes",
            "check-gradient-mean": "divided by the number of classes",
        },
    ),
    "slope-multiplied-back": (
        "gradient",
        """
def gradient(p, x, labels):
    errors = (p - np.eye(p.shape[1])[labels]) * p * (1 - p)
    return errors.T @ x / len(labels)
""",
        {
            "check-gradient-one": "multiplied back in",
            "check-gradient-mean": "multiplied back in",
        },
    ),
    "penalty-without-half": (
        "penalty",
        """
def penalty(theta, decay):
    return decay * np.sum(theta[:, :-1] ** 2)


def penalty_gradient(theta, decay):
    return decay * theta * np.append(np.ones(theta.shape[1] - 1), 0)
""",
        {
            "check-penalty-value": "½ is missing",
            "check-penalty-consistent": "half that of your penalty",
        },
    ),
    "both-without-half": (
        "penalty",
        """
def penalty(theta, decay):
    return decay * np.sum(theta[:, :-1] ** 2)


def penalty_gradient(theta, decay):
    return 2 * decay * theta * np.append(np.ones(theta.shape[1] - 1), 0)
""",
        {
            "check-penalty-value": "½ is missing",
            "check-penalty-gradient": "Twice too much",
        },
    ),
    "half-kept-in-the-gradient": (
        "penalty",
        """
def penalty(theta, decay):
    return decay / 2 * np.sum(theta[:, :-1] ** 2)


def penalty_gradient(theta, decay):
    return decay / 2 * theta * np.append(np.ones(theta.shape[1] - 1), 0)
""",
        {
            "check-penalty-gradient": "Half too little",
            "check-penalty-consistent": "half that of your penalty",
        },
    ),
    "decay-sign": (
        "penalty",
        """
def penalty(theta, decay):
    return decay / 2 * np.sum(theta[:, :-1] ** 2)


def penalty_gradient(theta, decay):
    return -decay * theta * np.append(np.ones(theta.shape[1] - 1), 0)
""",
        {
            "check-penalty-gradient": "make the weights larger",
            "check-penalty-consistent": "the other way",
        },
    ),
    "biases-decayed": (
        "penalty",
        """
def penalty(theta, decay):
    return decay / 2 * np.sum(theta**2)


def penalty_gradient(theta, decay):
    return decay * theta
""",
        {"check-penalty-bias": "biases are decayed too"},
    ),
    "uphill": (
        "descend",
        """
def descend(theta, slope, eta, steps):
    for _ in range(steps):
        theta = theta + eta * slope(theta)
    return theta
""",
        {"check-descend-step": "uphill", "check-descend-steps": "uphill"},
    ),
    "slope-asked-once": (
        "descend",
        """
def descend(theta, slope, eta, steps):
    return theta - steps * eta * slope(theta)
""",
        {"check-descend-steps": "ask for it anew"},
    ),
    "one-step-only": (
        "descend",
        """
def descend(theta, slope, eta, steps):
    for _ in range(steps):
        theta = theta - eta * slope(theta)
        return theta
""",
        {"check-descend-steps": "one step only"},
    ),
    "no-learning-rate": (
        "descend",
        """
def descend(theta, slope, eta, steps):
    for _ in range(steps):
        theta = theta - slope(theta)
    return theta
""",
        {"check-descend-step": "learning rate", "check-descend-steps": "learning rate"},
    ),
    "argmax-over-examples": (
        "accuracy",
        """
def accuracy(p, labels):
    return np.mean(np.argmax(p, axis=0) == labels)
""",
        {"check-accuracy": "wrong axis"},
    ),
    "a-number-for-a-share": (
        "accuracy",
        """
def accuracy(p, labels):
    return np.sum(np.argmax(p, axis=1) == labels)
""",
        {"check-accuracy": "a number of examples"},
    ),
    "more-than-half": (
        "accuracy",
        """
def accuracy(p, labels):
    return np.mean(p[np.arange(len(labels)), labels] > 0.5)
""",
        {"check-accuracy": "more than one half"},
    ),
    "confusion-turned": (
        "confusion",
        """
def confusion(p, labels):
    counts = np.zeros((p.shape[1], p.shape[1]))
    np.add.at(counts, (np.argmax(p, axis=1), labels), 1)
    return counts
""",
        {"check-confusion-counts": "Turned", "check-confusion-absent": "Turned"},
    ),
    "counted-once": (
        "confusion",
        """
def confusion(p, labels):
    counts = np.zeros((p.shape[1], p.shape[1]))
    counts[labels, np.argmax(p, axis=1)] += 1
    return counts
""",
        {"check-confusion-counts": "occurs twice"},
    ),
    "absent-classes": (
        "confusion",
        """
def confusion(p, labels):
    read = np.argmax(p, axis=1)
    classes = max(labels.max(), read.max()) + 1
    counts = np.zeros((classes, classes))
    np.add.at(counts, (labels, read), 1)
    return counts
""",
        {"check-confusion-absent": "absent classes have no row"},
    ),
    "equal-tables": (
        "same-model",
        """
def same_model(first, second):
    return bool(np.allclose(first, second, rtol=0, atol=1e-9))
""",
        {
            "check-same-shifted": "moves by the same number",
            "check-same-rounded": "do not compare the numbers with ==",
        },
    ),
    "a-number-for-each-row": (
        "same-model",
        """
def same_model(first, second):
    gap = first - second
    return bool(np.all(np.abs(gap - gap[:, :1]) < 1e-9))
""",
        {
            "check-same-shifted": "moves by the same number",
            "check-same-different": "Each row moved by a number of its own",
            "check-same-rounded": "The same up to rounding",
        },
    ),
    "exactly-equal": (
        "same-model",
        """
def same_model(first, second):
    gap = first - second
    return bool(np.all(gap == gap[0]))
""",
        {"check-same-rounded": "do not compare the numbers with =="},
    ),
    "too-generous": (
        "same-model",
        """
def same_model(first, second):
    gap = first - second
    return bool(np.allclose(gap, gap[0], atol=1e-3))
""",
        {"check-same-rounded": "1e-6 is a difference"},
    ),
    "same-digits-read": (
        "same-model",
        """
def same_model(first, second):
    inputs = np.random.default_rng(0).normal(size=(1000, first.shape[1]))
    one, two = inputs @ first.T, inputs @ second.T
    return bool(np.all(one.argmax(axis=1) == two.argmax(axis=1)))
""",
        {
            "check-same-different": "surer of them",
            "check-same-rounded": "1e-6 is a difference",
        },
    ),
    "chosen-by-what-was-learned": (
        "choose",
        """
def choose(decays, learned, aside):
    return min(decays, key=lambda decay: (learned(decay), -decay))
""",
        {"check-choose-fewest": "learned by heart", "check-choose-ties": "or the smallest"},
    ),
    "first-of-equals": (
        "choose",
        """
def choose(decays, learned, aside):
    return min(decays, key=aside)
""",
        {"check-choose-ties": "you returned the first"},
    ),
    "mistakes-returned": (
        "choose",
        """
def choose(decays, learned, aside):
    return min(aside(decay) for decay in decays)
""",
        {
            "check-choose-fewest": "the number of mistakes",
            "check-choose-ties": "the number of mistakes",
        },
    ),
}

ALSO_RIGHT = {
    "comparison-as-one-hot": (
        "one-hot",
        """
def one_hot(labels, classes):
    return labels[:, None] == np.arange(classes)
""",
    ),
    "example-by-example": (
        "probabilities",
        """
def probabilities(theta, x):
    answer = []
    for row in x:
        z = [float(np.dot(weights, row)) for weights in theta]
        powers = [np.exp(logit - max(z)) for logit in z]
        answer.append([power / sum(powers) for power in powers])
    return answer
""",
    ),
    "cost-in-a-loop": (
        "mean-cost",
        """
def mean_cost(p, labels):
    return sum(-np.log(p[i][label]) for i, label in enumerate(labels)) / len(labels)
""",
    ),
    "gradient-in-loops": (
        "gradient",
        """
def gradient(p, x, labels):
    slopes = np.zeros((p.shape[1], x.shape[1]))
    for i, label in enumerate(labels):
        for j in range(p.shape[1]):
            slopes[j] -= x[i] * ((label == j) - p[i, j]) / len(labels)
    return slopes.tolist()
""",
    ),
    "penalty-in-lists": (
        "penalty",
        """
def penalty(theta, decay):
    return decay * sum(float(weight) ** 2 for row in theta for weight in row[:-1]) / 2


def penalty_gradient(theta, decay):
    return [[*(decay * weight for weight in row[:-1]), 0] for row in theta]
""",
    ),
    "descent-in-place": (
        "descend",
        """
def descend(theta, slope, eta, steps):
    for _ in range(steps):
        theta -= eta * slope(theta)
    return theta
""",
    ),
    "accuracy-in-a-loop": (
        "accuracy",
        """
def accuracy(p, labels):
    pairs = zip(p, labels, strict=True)
    return sum(int(np.argmax(row)) == label for row, label in pairs) / len(labels)
""",
    ),
    "confusion-in-lists": (
        "confusion",
        """
def confusion(p, labels):
    counts = [[0] * len(p[0]) for _ in p[0]]
    for row, label in zip(p, labels, strict=True):
        counts[label][int(np.argmax(row))] += 1
    return counts
""",
    ),
    "spread-of-the-gap": (
        "same-model",
        """
def same_model(first, second):
    return np.ptp(first - second, axis=0).max() < 1e-8
""",
    ),
    "each-decay-tried-once": (
        "choose",
        """
def choose(decays, learned, aside):
    mistakes = [aside(decay) for decay in decays]
    return max(decays[i] for i, count in enumerate(mistakes) if count == min(mistakes))
""",
    ),
}
