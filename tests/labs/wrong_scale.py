"""The known mistakes of the lab `scale`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def perplexity_of(shares):
    return np.mean(1 / shares)
""",
            "not of 1/share",
        ),
        (
            """
def perplexity_of(shares):
    return 1 / np.mean(shares)
""",
            "not of the shares",
        ),
        (
            """
def perplexity_of(shares):
    return -np.mean(np.log(shares))
""",
            "Take its power of e",
        ),
        (
            """
def perplexity_of(shares):
    return 2 ** np.mean(-np.log(shares))
""",
            "cost in bits",
        ),
        (
            """
def perplexity_of(shares):
    return np.prod(1 / shares)
""",
            "A mean, not a sum",
        ),
    ],
    "2": [
        (
            """
def nucleus(shares, p):
    order = np.argsort(-shares)
    inside = np.zeros(len(shares), bool)
    inside[order] = np.cumsum(shares[order]) <= p
    return inside
""",
            "what was there *before* it",
        ),
        (
            """
def nucleus(shares, p):
    return np.cumsum(shares) - shares < p
""",
            "from the largest to the smallest",
        ),
        (
            """
def nucleus(shares, p):
    return shares >= p
""",
            "sum of the shares that counts",
        ),
        (
            """
def nucleus(shares, p):
    ordered = np.sort(shares)[::-1]
    return np.cumsum(ordered) - ordered < p
""",
            "Put it back",
        ),
    ],
    "3": [
        (
            """
def estimate(z, q, drawn):
    return np.exp(z[drawn]).sum()
""",
            "Each power is divided",
        ),
        (
            """
def estimate(z, q, drawn):
    return (np.exp(z[drawn]) / q[drawn]).sum()
""",
            "Divide by the number of draws",
        ),
        (
            """
def estimate(z, q, drawn):
    return len(z) * np.exp(z[drawn]).mean()
""",
            "equal probabilities alone",
        ),
        (
            """
def estimate(z, q, drawn):
    return np.mean(np.exp(z[drawn]) * q[drawn])
""",
            "must count less",
        ),
        (
            """
def estimate(z, q, drawn):
    return np.log(np.mean(np.exp(z[drawn]) / q[drawn]))
""",
            "That is its logarithm",
        ),
    ],
    "4": [
        (
            """
def shares_of(query, keys):
    return softmax(keys @ query)
""",
            "Divide them",
        ),
        (
            """
def shares_of(query, keys):
    return softmax(keys @ query / query.size)
""",
            "divide by its root",
        ),
        (
            """
def shares_of(query, keys):
    return softmax(keys @ query / np.sqrt(len(keys)))
""",
            "number of keys",
        ),
        (
            """
def shares_of(query, keys):
    return softmax(keys @ query) / np.sqrt(query.size)
""",
            "not the shares",
        ),
        (
            """
def shares_of(query, keys):
    return keys @ query / np.sqrt(query.size)
""",
            "Softmax makes shares",
        ),
    ],
}
