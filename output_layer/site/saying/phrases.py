"""Words with gaps: what a formula says otherwise than sign by sign.

A phrase stands in the tree of a formula in the place of what it says. It has a row for each gap
of its words, and each of them is said by itself.
"""

from xml.etree.ElementTree import Element

from output_layer.site.saying.tree import fenced, row

# The words a listener hears; a translation replaces this table.
WORDS = {
    "where": "{}, where {}",
    "and": "{}, {}",
    "given": "the probability of {} given {}",
    "parameters": "the probability of {} given {}, with parameters {},",
    "norm": "the norm of {}",
    "squared norm": "the squared norm of {}",
    "indicator": "the indicator of {}",
    "component": "component {} of {}",
    "size": "the absolute value of {}",
    "interval": "the interval from {} to {}",
    "bar": "{} bar",
    "gradient": "the gradient of {}",
    "gradient by": "the gradient of {} with respect to {}",
    "fraction": "the fraction with numerator {} and denominator {} end fraction",
    "superscript": "{} superscript {}",
    "over": "{} over {}",
    "root": "the square root of {}",
    "long root": "the square root of {} end root",
    "by": "by",
    "dot": "dot",
    "at": "{}, evaluated at {}",
    "transpose": "{} transpose",
    "partial": "the partial derivative of {} with respect to {}",
    "partial operator": "the partial derivative with respect to {} of {}",
    "ordinary": "the derivative of {} with respect to {}",
    "ordinary operator": "the derivative with respect to {} of {}",
    "second partial": "the second partial derivative of {} with respect to {}",
    "second partial twice": "the second partial derivative of {} with respect to {} and {}",
    "second ordinary": "the second derivative of {} with respect to {}",
}
PHRASE = "phrase"


def phrase(words, *gaps):
    """Return an element that stands for words of the table, with a row for each gap."""
    made = Element(PHRASE, words=words)
    made.extend(part if part.tag == "mrow" and not fenced(part) else row(part) for part in gaps)
    return made
