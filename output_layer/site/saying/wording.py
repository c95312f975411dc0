"""Words of the speech engine that a teacher of this subject would not say."""

import re

# What the engine says, as a pattern, and what is said instead; a translation replaces these tables.
BOTH = {
    "lamda": "lambda",
    "long left right double arrow": "if and only if",
    "left arrow": "becomes",
    "right arrow": "goes to",
    "almost equals": "approximately equals",
    "colon": "to",
    "monospace": "typewriter",
}
WORDS = {
    "clearspeak": {
        **BOTH,
        r"lim over (.+?) goes to (.+?) of": r"the limit as \1 goes to \2 of",
        r"(sum|product) over (\w+) is not equal to": r"\1 over \2 not equal to",
        "negative": "minus",
        "r-n": "R n",
        "normal Phi": "capital Phi",
        "LSE": "log-sum-exp",
    },
    "mathspeak": {**BOTH, "normal upper": "upper", "upper L upper S upper E": "log-sum-exp"},
}


def mended(words, style):
    """Return words of the engine as a teacher would say them."""
    for pattern, instead in WORDS[style].items():
        words = re.sub(rf"\b{pattern}\b", instead, words)
    return words
