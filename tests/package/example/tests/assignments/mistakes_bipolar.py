"""Wrong answers to the assignment `bipolar`: what each loses, and words of its hints."""

MISTAKES = {
    "sigmoid": (
        "output",
        """
def bipolar(z):
    return 1 / (1 + np.exp(-z))
""",
        {"check-output": "twice its height"},
    ),
    "without-the-inner-derivative": (
        "slope",
        """
def slope(z):
    return 1 - np.tanh(z / 2) ** 2
""",
        {"check-slope": "inner derivative"},
    ),
    "lowered-only": (
        "there",
        """
def to_bipolar(a):
    return a - 1
""",
        {"check-there": "before you lower"},
    ),
    "without-brackets": (
        "back",
        """
def to_output(v):
    return v / 2 + 1
""",
        {"check-back": "use brackets"},
    ),
    "one-half": (
        "decision",
        """
def says_yes(v):
    return v > 0.5
""",
        {"check-decision": "not one half"},
    ),
    "whole-square": (
        "cost",
        """
def cost(v, t):
    return (v - t) ** 2
""",
        {"check-cost": "half is missing"},
    ),
}

ALSO_RIGHT = {
    "as-a-difference": (
        "output",
        """
def bipolar(z):
    return 2 / (1 + np.exp(-z)) - 1
""",
    ),
}
