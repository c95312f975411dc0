"""The known mistakes of the lab `stability`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def stable_softmax(z):
    return np.exp(z) / np.exp(z).sum()
""",
            "formula as it stands",
        ),
        (
            """
def stable_softmax(z):
    powers = np.exp(z - max(0, z.max()))
    return powers / powers.sum()
""",
            "no max with 0",
        ),
        (
            """
def stable_softmax(z):
    powers = np.exp(z - z.mean())
    return powers / powers.sum()
""",
            "mean is not enough",
        ),
        (
            """
def stable_softmax(z):
    powers = np.exp(z - z.min())
    return powers / powers.sum()
""",
            "Minus the smallest",
        ),
        (
            """
def stable_softmax(z):
    return np.exp(z - z.max()) / np.exp(z).sum()
""",
            "above and below the fraction line",
        ),
    ],
    "2": [
        (
            """
def softmax_rows(z):
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)
""",
            "wrong axis",
        ),
        (
            """
def softmax_rows(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum()
""",
            "each row must have the sum 1",
        ),
        (
            """
def softmax_rows(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum(axis=1)[:, np.newaxis]
""",
            "Take that of each row",
        ),
        (
            """
def softmax_rows(z):
    powers = np.exp(z - z.max(axis=-1))
    return powers / powers.sum(axis=-1)
""",
            "use keepdims=True",
        ),
        (
            """
def softmax_rows(z):
    powers = np.exp(z)
    return powers / powers.sum(axis=1, keepdims=True)
""",
            "last row overflows",
        ),
    ],
    "3": [
        (
            """
def log_sum_exp(z):
    return np.log(np.sum(np.exp(z)))
""",
            "it overflows",
        ),
        (
            """
def log_sum_exp(z):
    return np.log(np.exp(z - z.max()).sum())
""",
            "has to be added again",
        ),
        (
            """
def log_sum_exp(z):
    return z.max()
""",
            "That is the maximum",
        ),
        (
            """
def log_sum_exp(z):
    top = z.max()
    return top - np.log(np.exp(z - top).sum())
""",
            "is added to the maximum",
        ),
        (
            """
def log_sum_exp(z):
    top = np.maximum(z.max(), 0)
    return top + np.log(np.exp(z - top).sum())
""",
            "no max with 0",
        ),
    ],
    "4": [
        (
            """
def log_shares(z):
    powers = np.exp(z - z.max())
    return np.log(powers / powers.sum())
""",
            "logarithm of the share",
        ),
        (
            """
def log_shares(z):
    below = z - z.max()
    return below - np.log(np.exp(below).sum())
""",
            "use log1p of the other terms",
        ),
        (
            """
def log_shares(z):
    below = z - z.max()
    return below - np.log1p(np.exp(below).sum())
""",
            "Leave it out",
        ),
        (
            """
def log_shares(z):
    others = np.exp(np.delete(z, z.argmax()) - z.max()).sum()
    return z - z.max() + np.log1p(others)
""",
            "a share is at most 1",
        ),
        (
            """
def log_shares(z):
    others = np.exp(np.delete(z, z.argmax()) - z.max()).sum()
    return z - z.max() - np.log(others)
""",
            "should be that of 1 + s",
        ),
    ],
    "5": [
        (
            """
def merge(first, second):
    return max(first[0], second[0]), first[1] + second[1]
""",
            "belong to different maxima",
        ),
        (
            """
def merge(first, second):
    top = max(first[0], second[0])
    return top, sum(s * np.exp(top - m) for m, s in (first, second))
""",
            "sign of the exponent",
        ),
        (
            """
def merge(first, second):
    return first[0], first[1] + second[1] * np.exp(second[0] - first[0])
""",
            "kept the first maximum",
        ),
        (
            """
def merge(first, second):
    top = max(first[0], second[0])
    return top, first[1] * np.exp(first[0]) + second[1] * np.exp(second[0])
""",
            "Subtract the common one",
        ),
        (
            """
def merge(first, second):
    top = max(first[0], second[0])
    total = first[1] * np.exp(first[0] - top) + second[1] * np.exp(second[0] - top)
    return first[0] + second[0], total
""",
            "not their sum",
        ),
    ],
}
