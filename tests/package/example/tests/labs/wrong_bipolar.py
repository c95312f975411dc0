"""The known mistakes of the lab `bipolar`: a reader's code, and words of its hint."""

WRONG = {
    "1": [
        (
            """
def my_bipolar(z):
    return 1 - 2 * sigmoid(z)
""",
            "The sign is turned",
        ),
        (
            """
def my_bipolar(z):
    return sigmoid(z) - 1
""",
            "Stretch it to twice its height",
        ),
    ],
}
