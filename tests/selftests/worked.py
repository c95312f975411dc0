"""Every number of the self-tests, worked out a second time: for each question its answers in order.

Plain formulas of the standard library; nothing here knows the package. Questions whose answers
are sentences are not among them.
"""

from math import e, exp, expm1, inf, log, nan, pi, sqrt


def s(z):
    """Return the sigmoid."""
    return 1 / (1 + exp(-z))


def descended(z, epochs=300, square=True):
    """Return the output of one neuron, x = 1, target 0, after descent with η = 0.15."""
    for _ in range(epochs):
        a = s(z)
        z -= 2 * 0.15 * (a * a * (1 - a) if square else a)
    return s(z)


def share(*z):
    """Return the share of the first of these logits."""
    return exp(z[0]) / sum(map(exp, z))


A = [share(1, 2, 0), share(2, 1, 0), share(0, 1, 2)]
RISES = (log(0.45**2 * 0.9) - log(0.55**2 * 0.01)) / 3
ENTROPY = -0.3 * log(0.3) - 0.7 * log(0.7)
LSE = log(e + e**2 + 1)

WORKED = {
    "sigmoid-evidence": (16 / 17, 0.64, 0.96, 8 / 9),
    "sigmoid-slope": (0.16, 0.25, 0.8, 0.2),
    "sigmoid-base": (1 / log(2), log(2), 1, e / 2),
    "slowdown-far": (
        descended(8),
        descended(8, square=False),
        2 * descended(4) - descended(1.5),
        descended(4, epochs=150),
    ),
    "slowdown-fastest": (2 / 3, 1, 1 / 2),
    "slowdown-ceiling": (s(8) ** 2 * s(-8), s(8), s(8) / 4, s(8) ** 2 / 2),
    "slowdown-rate": (4 / 27 / (s(8) ** 2 * s(-8)), 2 / 3 / s(8), 9 / 8, 8 / log(2)),
    "crossentropy-pays": (-log(0.1), -log(0.9), 0.405, -log(0.1) / log(2)),
    "crossentropy-push": (s(4), s(4) ** 2 * s(-4), 1 / s(-4), log(1 + e**4)),
    "crossentropy-floor": (ENTROPY, 0, -log(0.3), -0.3 * log(0.3)),
    "softmax-shift": (0.2, 0.2 * e / (0.2 * e + 0.8), 0.2 * e),
    "softmax-temperature": (2 / 3, 16 / 17, 0.8, 0.4),
    "softmax-sigmoid": (s(-2), s(1), s(2), 1 / 4),
    "softmax-single": (1, s(-7), 1 / 2),
    "gradient-other": (-A[0] * A[1], 0, A[0] * (1 - A[0]), -A[1] * (1 - A[1])),
    "gradient-push": (0.97, 0.03 * 0.97, 1 / 0.03, -log(0.03)),
    "gradient-twice": (log(1 + 9 / e), 0, log(10)),
    "saturation-equal": (999 / 1000**2, 0.999, (0.999**2 + 999 / 1000**2) / 2, 1 / 4),
    "saturation-push": (1 - 1 / e, 1 / e, 1, (1 - 1 / e) / e),
    "saturation-hidden": (0.999 * 0.001, 1, 0.999, 1 / 4),
    "regression-first": (log(10), log(1297), 0.9, 1),
    "regression-sum": (1 / 1297, 1, 1297, 1 / 10),
    "regression-weights": (9 * 65, 10 * 65, 9 * 64, 10 * 64),
    "regression-half": (5.75 / 2, 5.75, 11.5, 5.75 / 2**0.5),
    "choice-both": (1 / 3, 1, 1 / 4, 1 / 2),
    "choice-none": (1 / 4, 0, 1 / 5),
    "choice-shares": (9 / 19, 9 / 23, share(0.9, 0.9, 0.5), 0.9 * 0.1 * 0.5),
    "choice-decay": (0.005, 0.01, 0.02, 0.0025),
    "stability-shift": (LSE + 3, LSE, LSE * e**3, LSE + 9),
    "stability-top": (0, -exp(-40), -40),
    "stability-half": (log(65504), log(2 - 2**-23) + 127 * log(2), log(2 - 2**-52) + 1023 * log(2)),
    "stability-blocks": (3 + 2 / e, 5, 3 + 2 * e),
    "precision-lacking": (-0.44, 0.44, 0),
    "precision-unit": (3, log(1000) / log(2), 53 * log(2) / log(10) - 3),
    "precision-wider": (1 / 2, 64, 0),
    "precision-digits": (256, 1 / 2, 300, 0),
    "curvature-step": (1 + e**4, s(4), 4 * s(4), s(4) ** 2 * s(-4)),
    "curvature-explode": (1 - 1.5 * 2, 1 - 1.5, 1 - 1.5 / 2, 1.5 * 2),
    "curvature-adam": (0.1, 0.1 * s(-2), 0.1 / s(2), 0.1 / s(-2)),
    "training-smooth": (log(91), log(9), log(81), log(10 / 9)),
    "training-adam": (
        0.001 * 0.999**2 / (0.001 * 0.999**2 + 1 / 8),
        1 / 2,
        0.999 / 1.499,
        0.001,
    ),
    "training-rises": (
        RISES,
        -1 / 3,
        log(0.45 / 0.55),
        (2 * 0.45**2 + 0.99**2 - 2 * 0.55**2 - 0.1**2) / 3,
    ),
    "training-weighted": (3 / 4, 1 / 2, 3 / 5, s(3)),
    "training-noise": ((1169 / 1265) ** 0.5 / 2, 1169 / 1265 / 4, 1 / 2, 1),
    "confidence-certain": (0.7, 1, 0.49 / 0.58, 1 / 2),
    "confidence-calibrated": (0.91, 0.91 / 3, s(log(91 / 9) / 3)),
    "confidence-probability": (0.9 - 150 / 200, 0, 150 / 200 - 0.9, 0.9),
    "confidence-chance": (sqrt(0.18 / (100 * pi)), 0, 0.03, 0.1),
    "principle-edge": (0, share(-0.5, 0.9, 0.4), -0.5 + 0.2 / 3, -0.5 / 0.8),
    "principle-judge": (2 / 3, 0.6, 1, 7 / 9),
    "principle-base": (1 / log(2), log(2), 1, 2),
    "principle-maximum": (3 + log(10) / 10, 3, 3 + log(10), 1 / 10),
    "principle-direction": (
        0.8 * log(1.6) + 0.2 * log(0.4),
        0.5 * log(0.625) + 0.5 * log(2.5),
        0.8 * log(2) + 0.2 * log(4),
        -0.8 * log(0.8) - 0.2 * log(0.1),
    ),
    "scale-sampled": ((log(0.5) + log(1.5)) / 2, 0, -(log(0.5) + log(1.5)) / 2, -1 / 8),
    "scale-root": (8, 64, 1),
    "scale-bits": (8, e**3, 3 * log(2), 3),
    "scale-nucleus": (2, 1, 3, 4),
    "scale-inside": (0.999 * 0.001, 0.001, 0.999, 1),
}
# What answers with words rest on, where it is a number.
BEHIND_WORDS = {
    "sigmoid-naive": (nan, 1, inf, 0),
    "choice-step": (2, 1, 1 / 2),
    "stability-clamped": (nan, 1 / 2, 0, inf),
    "confidence-familiar": (1, share(0.022, 0.002, -0.002), 1 / 3),
    "precision-near": (-exp(-40) / (1 + exp(-40)), 0, expm1(0)),
}
