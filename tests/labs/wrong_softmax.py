"""The known mistakes of the lab `softmax`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def my_softmax(z):
    return z / z.sum()
""",
            "That is the plain share",
        ),
        (
            """
def my_softmax(z):
    return np.exp(z)
""",
            "Divide each of them by the sum",
        ),
        (
            """
def my_softmax(z):
    return 1 / (1 + np.exp(-z))
""",
            "a sigmoid for each neuron",
        ),
        (
            """
def my_softmax(z):
    return np.exp(-z) / np.exp(-z).sum()
""",
            "e to the plus z",
        ),
        (
            """
def my_softmax(z):
    return np.exp(z) / np.exp(z).max()
""",
            "not the largest",
        ),
        (
            """
def my_softmax(z):
    return np.exp(z) / np.exp(z.sum())
""",
            "First the powers, then their sum",
        ),
        (
            """
def my_softmax(z):
    shares = np.exp(z) / np.exp(z).sum()
    return np.exp(shares) / np.exp(shares).sum()
""",
            "softmax twice",
        ),
    ],
    "2": [
        (
            """
def rows_softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=0)
""",
            "the wrong axis",
        ),
        (
            """
def rows_softmax(z):
    return np.exp(z) / np.exp(z).sum()
""",
            "the sum over everything",
        ),
        (
            """
def rows_softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=1)
""",
            "Use keepdims=True",
        ),
        (
            """
def rows_softmax(z):
    with np.errstate(all='ignore'):
        return z / z.sum(axis=1, keepdims=True)
""",
            "the plain share of each row",
        ),
        (
            """
def rows_softmax(z):
    for _ in range(2):
        z = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    return z
""",
            "softmax twice",
        ),
    ],
    "3": [
        (
            """
def stable_softmax(z):
    with np.errstate(all='ignore'):
        return np.exp(z) / np.exp(z).sum()
""",
            "There is no shift",
        ),
        (
            """
def stable_softmax(z):
    with np.errstate(all='ignore'):
        powers = np.exp(z - max(0, max(z)))
        return powers / powers.sum()
""",
            "With max(0, ...)",
        ),
        (
            """
def stable_softmax(z):
    with np.errstate(all='ignore'):
        powers = np.exp(z - z.mean())
        return powers / powers.sum()
""",
            "The mean is not enough",
        ),
        (
            """
def stable_softmax(z):
    with np.errstate(all='ignore'):
        powers = np.exp(z - z.min())
        return powers / powers.sum()
""",
            "With the minimum subtracted",
        ),
        (
            """
def stable_softmax(z):
    with np.errstate(all='ignore'):
        return np.exp(z - z.max()) / np.exp(z).sum()
""",
            "above and below",
        ),
        (
            """
def stable_softmax(z):
    powers = np.exp(np.clip(z, -500, 500))
    return powers / powers.sum()
""",
            "Clipping hides the overflow",
        ),
        (
            """
def stable_softmax(z):
    powers = np.exp(z / abs(z).max())
    return powers / powers.sum()
""",
            "Dividing the logits changes the odds",
        ),
    ],
    "4": [
        (
            """
def warmed(z, tau):
    return softmax(tau * z)
""",
            "The temperature was multiplied",
        ),
        (
            """
def warmed(z, tau):
    return softmax(z) / tau
""",
            "not the shares",
        ),
        (
            """
def warmed(z, tau):
    return softmax(z) ** (1 / tau)
""",
            "divided by their sum again",
        ),
        (
            """
def warmed(z, tau):
    return softmax(z - tau)
""",
            "changes nothing",
        ),
        (
            """
def warmed(z, tau):
    return softmax(softmax(z) / tau)
""",
            "softmax twice",
        ),
        (
            """
def warmed(z, tau):
    return softmax(z)
""",
            "without a temperature",
        ),
    ],
    "5": [
        (
            """
def first_of_two(z1, z2):
    return sigmoid(z1)
""",
            "only if the second logit is 0",
        ),
        (
            """
def first_of_two(z1, z2):
    return sigmoid(z2 - z1)
""",
            "the share of the second class",
        ),
        (
            """
def first_of_two(z1, z2):
    return sigmoid(z1 + z2)
""",
            "no evidence for the first",
        ),
        (
            """
def first_of_two(z1, z2):
    return sigmoid(z1) / (sigmoid(z1) + sigmoid(z2))
""",
            "One sigmoid is enough",
        ),
        (
            """
def first_of_two(z1, z2):
    return sigmoid((z1 - z2) / 2)
""",
            "The whole gap counts",
        ),
        (
            """
def first_of_two(z1, z2):
    return sigmoid(z1) - sigmoid(z2)
""",
            "Take the difference first",
        ),
    ],
    "6": [
        (
            """
def probabilities(x):
    return x @ W.T + b
""",
            "Those are the logits",
        ),
        (
            """
def probabilities(x):
    return softmax(softmax(x @ W.T + b))
""",
            "softmax twice",
        ),
        (
            """
def probabilities(x):
    return sigmoid(x @ W.T + b)
""",
            "three sigmoids",
        ),
        (
            """
def probabilities(x):
    return softmax(x @ W.T)
""",
            "The bias is missing",
        ),
        (
            """
def probabilities(x):
    return softmax(x @ W.T + b, axis=0)
""",
            "the wrong axis",
        ),
        (
            """
def probabilities(x):
    return softmax(x @ W.T + b, axis=None)
""",
            "the sum over everything",
        ),
        (
            """
def probabilities(x):
    return softmax(x @ W.T) + b
""",
            "add it before the shares",
        ),
    ],
}
