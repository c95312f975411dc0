"""The known mistakes of the lab `principle`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def smooth(z, tau):
    return logsumexp(z / tau)
""",
            "not been multiplied back",
        ),
        (
            """
def smooth(z, tau):
    return tau * logsumexp(z)
""",
            "divides the logits too",
        ),
        (
            """
def smooth(z, tau):
    return tau * logsumexp(z * tau)
""",
            "You have multiplied them",
        ),
        (
            """
def smooth(z, tau):
    return logsumexp(z)
""",
            "not used yet",
        ),
        (
            """
def smooth(z, tau):
    return (softmax(z / tau) * z).sum()
""",
            "mean logit under softmax",
        ),
    ],
    "2": [
        (
            """
def threshold(z, k):
    return np.sort(z)[::-1][:k].mean()
""",
            "sum to 0, not to 1",
        ),
        (
            """
def threshold(z, k):
    return (np.sort(z)[::-1][:k].sum() + 1) / k
""",
            "sign of the 1",
        ),
        (
            """
def threshold(z, k):
    return (np.sort(z)[:k].sum() - 1) / k
""",
            "k smallest",
        ),
        (
            """
def threshold(z, k):
    return (z.sum() - 1) / len(z)
""",
            "All logits have been added up",
        ),
        (
            """
def threshold(z, k):
    return np.sort(z)[::-1][:k].sum() - 1
""",
            "divide by k",
        ),
    ],
    "3": [
        (
            """
def gumbel(u):
    return -np.log(u)
""",
            "Take the second one",
        ),
        (
            """
def gumbel(u):
    return np.log(-np.log(u))
""",
            "outer minus",
        ),
        (
            """
def gumbel(u):
    return -np.log(-np.log1p(-u))
""",
            "not what was asked",
        ),
        (
            """
def gumbel(u):
    return np.log(u) - np.log(1 - u)
""",
            "logistic noise",
        ),
    ],
    "4": [
        (
            """
def slopes(parameters):
    error = parameters[0] * x + parameters[1] - y
    return np.array([(error * x).mean(), error.mean()])
""",
            "not z: take the exponential",
        ),
        (
            """
def slopes(parameters):
    error = y - np.exp(parameters[0] * x + parameters[1])
    return np.array([(error * x).mean(), error.mean()])
""",
            "expected minus observed",
        ),
        (
            """
def slopes(parameters):
    error = np.exp(parameters[0] * x + parameters[1]) - y
    return np.array([(error * x).sum(), error.sum()])
""",
            "The cost is a mean",
        ),
        (
            """
def slopes(parameters):
    a = np.exp(parameters[0] * x + parameters[1])
    return np.array([((a - y) * a * x).mean(), ((a - y) * a).mean()])
""",
            "multiplied back in",
        ),
        (
            """
def slopes(parameters):
    error = np.exp(parameters[0] * x + parameters[1]) - y
    return np.array([error.mean(), (error * x).mean()])
""",
            "changed places",
        ),
    ],
}
