"""Answers to the assignment `stability`: mistakes with what they cost, and other right ones.

A mistake's name stands for the cell it replaces, its code, and the checks that must lose their
points, with words of their hints. Every other check keeps its points.
"""

MISTAKES = {
    "true-shares": (
        "predicted",
        """
def predicted():
    return [1.0, 0.731, 1.0, 0.0, 0.5]
""",
        {
            "check-predicted-overflow": "1 is the true share",
            "check-predicted-underflow": "the true share",
            "check-predicted-silent": "Add the two powers",
        },
    ),
    "nan-everywhere": (
        "predicted",
        """
def predicted():
    return [np.nan] * 5
""",
        {
            "check-predicted-fine": "neither the sum nor the numerator",
            "check-predicted-silent": "the powers themselves are finite",
        },
    ),
    "log-base-10": (
        "ends",
        """
def ends(largest, smallest):
    return np.log10(smallest) - np.log10(2), np.log10(largest)
""",
        {"check-ends-high": "to the base 10", "check-ends-low": "to the base 10"},
    ),
    "smallest-itself": (
        "ends",
        """
def ends(largest, smallest):
    return np.log(smallest), np.log(largest)
""",
        {"check-ends-low": "rounded up"},
    ),
    "half-underflows": (
        "ends",
        """
def ends(largest, smallest):
    return np.log(smallest / 2), np.log(largest)
""",
        {"check-ends-low": "cannot be stored"},
    ),
    "mirror-image": (
        "ends",
        """
def ends(largest, smallest):
    return -np.log(largest), np.log(largest)
""",
        {"check-ends-low": "not mirror images"},
    ),
    "ends-turned": (
        "ends",
        """
def ends(largest, smallest):
    return np.log(largest), np.log(smallest) - np.log(2)
""",
        {"check-ends-high": "turned round", "check-ends-low": "turned round"},
    ),
    "no-shift": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z)
    return powers / powers.sum(axis=-1, keepdims=True)
""",
        {"check-softmax-large": "overflows", "check-softmax-low": "lost most of their digits"},
    ),
    "softmax-max-with-0": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - np.maximum(0, z.max(axis=-1, keepdims=True)))
    return powers / powers.sum(axis=-1, keepdims=True)
""",
        {"check-softmax-low": "a maximum with 0 does nothing there"},
    ),
    "shift-by-mean": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - z.mean(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
""",
        {"check-softmax-large": "far above the mean"},
    ),
    "wrong-axis": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)
""",
        {"check-softmax-rows": "each column adds up to 1"},
    ),
    "sum-over-everything": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum()
""",
        {"check-softmax-rows": "runs over all rows"},
    ),
    "one-maximum": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum(axis=-1, keepdims=True)
""",
        {"check-softmax-rows": "One maximum was taken for all rows"},
    ),
    "no-keepdims": (
        "softmax",
        """
def softmax(z):
    powers = np.exp(z - z.max(axis=-1))
    return powers / powers.sum(axis=-1)
""",
        {"check-softmax-rows": "keepdims"},
    ),
    "logsumexp-no-shift": (
        "logsumexp",
        """
def logsumexp(z):
    return np.log(np.sum(np.exp(z)))
""",
        {"check-logsumexp-large": "overflow", "check-logsumexp-low": "stored as 0"},
    ),
    "logsumexp-max-with-0": (
        "logsumexp",
        """
def logsumexp(z):
    top = max(0.0, z.max())
    return top + np.log(np.sum(np.exp(z - top)))
""",
        {"check-logsumexp-low": "max(0, max)"},
    ),
    "shift-not-added-back": (
        "logsumexp",
        """
def logsumexp(z):
    if np.all(z == -np.inf):
        return -np.inf
    return np.log(np.sum(np.exp(z - z.max())))
""",
        {
            "check-logsumexp-ordinary": "leaves a trace",
            "check-logsumexp-large": "has to come back",
            "check-logsumexp-low": "has to come back",
            "check-logsumexp-mask": "has to come back",
        },
    ),
    "shift-by-minimum": (
        "logsumexp",
        """
def logsumexp(z):
    low = z.min()
    return low + np.log(np.sum(np.exp(z - low)))
""",
        {"check-logsumexp-mask": "∞ − ∞", "check-logsumexp-empty": "its own answer"},
    ),
    "empty-row-forgotten": (
        "logsumexp",
        """
def logsumexp(z):
    return z.max() + np.log(np.sum(np.exp(z - z.max())))
""",
        {"check-logsumexp-empty": "its own answer"},
    ),
    "log-of-softmax": (
        "log-softmax",
        """
def log_softmax(z):
    powers = np.exp(z - z.max())
    return np.log(powers / powers.sum())
""",
        {
            "check-log-softmax-far": "the logarithm of the share",
            "check-log-softmax-sure": "rounded to 1",
        },
    ),
    "minus-logsumexp": (
        "log-softmax",
        """
def log_softmax(z):
    return z - (z.max() + np.log(np.sum(np.exp(z - z.max()))))
""",
        {"check-log-softmax-sure": "0 in every digit"},
    ),
    "log1p-of-all": (
        "log-softmax",
        """
def log_softmax(z):
    below = z - z.max()
    return below - np.log1p(np.sum(np.exp(below)))
""",
        {
            "check-log-softmax-ordinary": "leave it out",
            "check-log-softmax-far": "leave the top out",
            "check-log-softmax-sure": "leave the top out",
        },
    ),
    "all-tops-left-out": (
        "log-softmax",
        """
def log_softmax(z):
    below = z - z.max()
    return below - np.log1p(np.sum(np.exp(below[below < 0])))
""",
        {"check-log-softmax-sure": "With two on top"},
    ),
    "label-from-1": (
        "cost",
        """
def cost(z, y):
    above = np.delete(z, y - 1) - z[y - 1]
    top = max(0.0, above.max())
    if top == 0:
        return np.log1p(np.sum(np.exp(above)))
    return top + np.log(np.exp(-top) + np.sum(np.exp(above - top)))
""",
        {
            "check-cost-ordinary": "off by one",
            "check-cost-wrong": "off by one",
            "check-cost-right": "off by one",
        },
    ),
    "cost-of-the-share": (
        "cost",
        """
def cost(z, y):
    powers = np.exp(z - z.max())
    return -np.log(powers[y] / powers.sum())
""",
        {"check-cost-wrong": "stored as 0", "check-cost-right": "wrong in every digit"},
    ),
    "cost-formula-as-it-stands": (
        "cost",
        """
def cost(z, y):
    return np.log1p(np.sum(np.exp(np.delete(z, y) - z[y])))
""",
        {"check-cost-wrong": "the sum as ∞"},
    ),
    "cost-base-10": (
        "cost",
        """
def cost(z, y):
    above = np.delete(z, y) - z[y]
    top = max(0.0, above.max())
    if top == 0:
        return np.log1p(np.sum(np.exp(above))) / np.log(10)
    return (top + np.log(np.exp(-top) + np.sum(np.exp(above - top)))) / np.log(10)
""",
        {
            "check-cost-ordinary": "to the base e",
            "check-cost-wrong": "to the base e",
            "check-cost-right": "to the base e",
        },
    ),
    "sigmoid-as-quotient": (
        "neuron",
        """
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
""",
        {"check-sigmoid-high": "∞/∞"},
    ),
    "one-minus-sigmoid": (
        "neuron",
        """
def sigmoid(z):
    return 1 - 1 / (1 + np.exp(z))


def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
""",
        {"check-sigmoid-low": "no digit left"},
    ),
    "softplus-as-it-stands": (
        "neuron",
        """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softplus(z):
    return np.log(1 + np.exp(z))
""",
        {"check-softplus-high": "overflows", "check-softplus-low": "rounded to 1"},
    ),
    "one-maximum-for-the-array": (
        "neuron",
        """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softplus(z):
    top = max(0.0, z.max())
    return top + np.log(np.exp(-top) + np.exp(z - top))
""",
        {"check-softplus-high": "Each element is on its own", "check-softplus-low": "rounded to 1"},
    ),
    "gradient-sign": (
        "cost-gradient",
        """
def cost_gradient(z, y):
    powers = np.exp(z - z.max())
    slopes = -powers / powers.sum()
    slopes[y] = -np.delete(slopes, y).sum()
    return slopes
""",
        {"check-gradient-ordinary": "sign is turned", "check-gradient-sure": "sign is turned"},
    ),
    "minus-1": (
        "cost-gradient",
        """
def cost_gradient(z, y):
    powers = np.exp(z - z.max())
    slopes = powers / powers.sum()
    slopes[y] -= 1
    return slopes
""",
        {"check-gradient-sure": "leaves no digit"},
    ),
    "slope-multiplied-back": (
        "cost-gradient",
        """
def cost_gradient(z, y):
    powers = np.exp(z - z.max())
    shares = powers / powers.sum()
    return (shares - np.eye(len(z))[y]) * shares * (1 - shares)
""",
        {
            "check-gradient-ordinary": "It has cancelled already",
            "check-gradient-sure": "Which sum do the entries have?",
        },
    ),
    "right-class-missing": (
        "cost-gradient",
        """
def cost_gradient(z, y):
    powers = np.exp(z - z.max())
    return powers / powers.sum()
""",
        {"check-gradient-ordinary": "right class is missing", "check-gradient-sure": "off by one"},
    ),
    "sum-not-mended": (
        "one-pass",
        """
def one_pass(logit, n):
    m, s = -np.inf, 0.0
    for i in range(n):
        z = logit(i)
        m = max(m, z)
        if z > -np.inf:
            s += np.exp(z - m)
    return m, s
""",
        {"check-one-pass-value": "older maximum"},
    ),
    "maximum-begins-at-0": (
        "one-pass",
        """
def one_pass(logit, n):
    m, s = 0.0, 0.0
    for i in range(n):
        z = logit(i)
        top = max(m, z)
        m, s = top, s * np.exp(m - top) + np.exp(z - top)
    return m, s
""",
        {"check-one-pass-value": "below 0 is not 0", "check-one-pass-mask": "max(0, max)"},
    ),
    "two-passes": (
        "one-pass",
        """
def one_pass(logit, n):
    m = max(logit(i) for i in range(n))
    return m, sum(np.exp(logit(i) - m) for i in range(n))
""",
        {"check-one-pass-once": "You read the row twice"},
    ),
    "nan-at-the-beginning": (
        "one-pass",
        """
def one_pass(logit, n):
    m, s = -np.inf, 0.0
    for i in range(n):
        z = logit(i)
        top = max(m, z)
        m, s = top, s * np.exp(m - top) + np.exp(z - top)
    return m, s
""",
        {"check-one-pass-mask": "a sum with NaN stays NaN"},
    ),
    "sums-added": (
        "merge",
        """
def merge(first, second):
    return max(first[0], second[0]), first[1] + second[1]
""",
        {"check-merge-value": "belong to different maxima"},
    ),
    "upside-down": (
        "merge",
        """
def merge(first, second):
    top = max(first[0], second[0])
    return top, sum(s * np.exp(top - m) for m, s in (first, second) if s > 0)
""",
        {"check-merge-value": "With a higher maximum"},
    ),
    "both-parts-empty": (
        "merge",
        """
def merge(first, second):
    top = max(first[0], second[0])
    return top, sum(s * np.exp(m - top) for m, s in (first, second))
""",
        {"check-merge-empty": "Both maxima are −∞"},
    ),
    "whole-numbers": (
        "hard-row",
        """
def hard_row():
    return [0.0, -650.0, -300.0]
""",
        {
            "check-row-hundred": "whole numbers are exact",
            "check-row-three-hundred": "double the next time",
        },
    ),
    "logits-close-together": (
        "hard-row",
        """
def hard_row():
    return [0.1, 0.2, -10.3]
""",
        {
            "check-row-hundred": "spread the logits further",
            "check-row-three-hundred": "double the next time",
        },
    ),
    "row-overflows": (
        "hard-row",
        """
def hard_row():
    return [1000.1, 0.1]
""",
        {"check-row-hundred": "above 700", "check-row-three-hundred": "above 700"},
    ),
    "between-two-powers-of-two": (
        "hard-row",
        """
def hard_row():
    draw = np.random.default_rng(0)
    rows = np.column_stack([draw.uniform(0, 1, 40), draw.uniform(-400, -300, 40)])

    def worst(row):
        powers = np.exp(row - row.max())
        return ulp_errors(powers / powers.sum(), row).max()

    return max(rows, key=worst)
""",
        {"check-row-three-hundred": "double the next time"},
    ),
}

ALSO_RIGHT = {
    "predictions-as-a-tuple": (
        "predicted",
        """
def predicted():
    return float("nan"), np.float64("nan"), 1, 0, 0
""",
    ),
    "ends-as-an-array": (
        "ends",
        """
import math


def ends(largest, smallest):
    return np.array([math.log(smallest) - math.log(2), math.log(largest)])
""",
    ),
    "softmax-in-lists": (
        "softmax",
        """
import math


def softmax(z):
    if np.ndim(z) > 1:
        return [softmax(row) for row in z]
    powers = [math.exp(logit - max(z)) for logit in z]
    return [power / math.fsum(powers) for power in powers]
""",
    ),
    "logaddexp": (
        "logsumexp",
        """
def logsumexp(z):
    return np.logaddexp.reduce(z)
""",
    ),
    "each-class-on-its-own": (
        "log-softmax",
        """
def log_softmax(z):
    answer = []
    for j, logit in enumerate(z):
        gaps = np.delete(z, j) - logit
        top = max(0.0, gaps.max())
        if top == 0:
            answer.append(-np.log1p(np.exp(gaps).sum()))
        else:
            answer.append(-top - np.log(np.exp(-top) + np.exp(gaps - top).sum()))
    return answer
""",
    ),
    "cost-from-log-softmax": (
        "cost",
        """
def cost(z, y):
    top = np.argmax(z)
    below = z - z[top]
    return -(below - np.log1p(np.exp(np.delete(below, top)).sum()))[y]
""",
    ),
    "both-in-lists": (
        "neuron",
        """
def sigmoid(z):
    return [1 / (1 + np.exp(-v)) if v > 0 else np.exp(v) / (1 + np.exp(v)) for v in z]


def softplus(z):
    return np.logaddexp(0, z).tolist()
""",
    ),
    "the-others-added-up": (
        "cost-gradient",
        """
def cost_gradient(z, y):
    powers = np.exp(z - z.max())
    shares = list(powers / powers.sum())
    others = sum(share for j, share in enumerate(shares) if j != y)
    return [-others if j == y else share for j, share in enumerate(shares)]
""",
    ),
    "read-backwards": (
        "one-pass",
        """
def one_pass(logit, n):
    z = np.array([logit(i) for i in range(n)[::-1]])
    return np.array([z.max(), np.exp(z - z.max()).sum()])
""",
    ),
    "the-larger-first": (
        "merge",
        """
def merge(first, second):
    (m, s), (low, less) = sorted([first, second], reverse=True)
    return [m, s if low == -np.inf else s + less * np.exp(low - m)]
""",
    ),
    "a-typed-row": (
        "hard-row",
        """
def hard_row():
    return [0.3, -638.1]
""",
    ),
}
