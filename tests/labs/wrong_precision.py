"""The known mistakes of the lab `precision`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def ulps(found, true):
    return abs(found - true) / np.finfo(float).eps
""",
            "the gap after 1",
        ),
        (
            """
def ulps(found, true):
    return abs((found - true) / true)
""",
            "relative error. Divide by the gap",
        ),
        (
            """
def ulps(found, true):
    return abs((found - true) / true) / np.finfo(float).eps
""",
            "nearly, but not the number of gaps",
        ),
        (
            """
def ulps(found, true):
    return (found - true) / np.spacing(abs(true))
""",
            "no sign",
        ),
        (
            """
def ulps(found, true):
    return abs(found - true)
""",
            "Divide by the gap after the true number",
        ),
    ],
    "2": [
        (
            """
def exact_difference(z, c):
    d = z - c
    return d, (z - c) - d
""",
            "rounded to d again",
        ),
        (
            """
def exact_difference(z, c):
    d = z - c
    b = d - z
    return d, (c + b) - (z - (d - b))
""",
            "The sign is turned",
        ),
        (
            """
def exact_difference(z, c):
    d = z - c
    return d, (z - d) - c
""",
            "only if z is the larger",
        ),
        (
            """
def exact_difference(z, c):
    d = z - c
    b = d - z
    return d, z - (d - b)
""",
            "Take off what is missing of c",
        ),
        (
            """
def exact_difference(z, c):
    d = z - c
    b = d - z
    return (z - (d - b)) - (c + b), d
""",
            "The pair is turned round",
        ),
    ],
    "3": [
        (
            """
def carried_power(d, error):
    return np.exp(d)
""",
            "not used yet",
        ),
        (
            """
def carried_power(d, error):
    return np.exp(d) + error
""",
            "comes with the factor",
        ),
        (
            """
def carried_power(d, error):
    return np.exp(d) - error * np.exp(d)
""",
            "The sign is turned",
        ),
        (
            """
def carried_power(d, error):
    return error * np.exp(d)
""",
            "power itself is missing",
        ),
    ],
    "4": [
        (
            """
def lacking(z):
    return 1 - softmax(z)
""",
            "rounded to 1 already",
        ),
        (
            """
def lacking(z):
    return np.full(len(z), softmax(z).sum())
""",
            "Leave class j out",
        ),
        (
            """
def lacking(z):
    return softmax(z)
""",
            "shares themselves",
        ),
        (
            """
def lacking(z):
    a = softmax(z)
    return np.array([a[j + 1 :].sum() for j in range(len(a))])
""",
            "before j are missing",
        ),
    ],
}
