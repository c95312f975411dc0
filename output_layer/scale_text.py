"""Letters and words of a text that never changes, and models of which of them comes next.

The text is that of `pydoc_data.topics` of CPython 3.11.7, which ``help("topics")`` of that Python
shows. It is data of the package: the running Python may have another one.
"""

import ast
import gzip
import re
from functools import cache
from pathlib import Path

import numpy as np

LETTERS = " abcdefghijklmnopqrstuvwxyz"
PLACE = Path(__file__).parent / "site" / "vendor" / "pythondocs" / "topics.py.gz"


@cache
def text():
    """Return the whole text, its topics in the order of the file, with a line between them."""
    source = gzip.decompress(PLACE.read_bytes()).decode("utf-8")
    return "\n".join(ast.literal_eval(source.partition("topics = ")[2]).values())


@cache
def letters():
    """Return the text as numbers: 1 to 26 are a to z, and 0 is all that stands between words."""
    whole = re.sub("[^a-z]+", " ", text().lower())
    codes = np.frombuffer(whole.encode(), np.uint8).astype(int)
    return np.maximum(codes - ord("a") + 1, 0)


@cache
def words():
    """Return the words of the text as numbers, and the list of the different ones."""
    found = re.findall("[a-z]+", text().lower())
    vocabulary, numbers = np.unique(found, return_inverse=True)
    return numbers, vocabulary.tolist()


def learned(numbers):
    """Return the first four fifths, to learn from."""
    return numbers[: len(numbers) * 4 // 5]


def single_shares(seen, classes):
    """Return (N_j + 1)/(N + K): the share of each class among those seen, one added."""
    return (np.bincount(seen, minlength=classes) + 1) / (len(seen) + classes)


def pair_counts(seen, classes):
    """Return how often class j follows class i, (K, K)."""
    pairs = np.ravel_multi_index((seen[:-1], seen[1:]), (classes, classes))
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def add_one(counts):
    """Return (N_ij + 1)/(N_i + K): the shares of the classes after each class."""
    return (counts + 1) / (counts.sum(axis=-1, keepdims=True) + counts.shape[-1])


def witten_bell(counts, single):
    """Return (N_ij + R_i p_j)/(N_i + R_i) with R_i, the number of different classes after i.

    What was seen after i keeps its share; the more different, the more goes to the single p.
    """
    different = np.count_nonzero(counts, axis=-1, keepdims=True)
    whole = counts.sum(axis=-1, keepdims=True) + different
    return np.where(whole == 0, single, (counts + different * single) / np.maximum(whole, 1))
