"""Whether two writings of a person's name are the same: order, case, accents and signs aside."""

import re
import unicodedata
from functools import cache

COUNTER = re.compile(r"(?<=.) ?\(\d+\)$")  # what a browser adds to a second file of one name

WORDS = 10  # of a name; what is longer is a text


def letters(text):
    """Return the letters and digits of a text, without accents and case.

    >>> letters("Zoë O'Neil")
    'zoeoneil'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def writings(name):
    """Return the letters of a name with each of its words first, as lists of people turn it.

    >>> sorted(writings("Ada Lovelace"))
    ['adalovelace', 'lovelaceada']
    """
    words = [word for word in map(letters, re.split(r"[\s,;_]+", name)) if word]
    turns = len(words) if len(words) <= WORDS else 1
    return {"".join([*words[at:], *words[:at]]) for at in range(turns)}


def alike(name, other):
    """Return whether two writings of a name have the same words in the same round.

    >>> alike("lovelaceada", "Ada Lovelace"), alike("Lovelace, Ada", "Ada Lovelace")
    (True, True)
    >>> alike("Team 1", "Ada Lovelace")
    False
    """
    return letters(name) in writings(other) or letters(other) in writings(name)


def grouped_alike(name, other):
    """Return the same, for a name before which Moodle may have put a group's, as "Group A-Ada L".

    Only fit for comparing two names of one number: part of a name can be another's.
    """
    parts = name.split("-")
    return any(alike("-".join(parts[at:]), other) for at in range(len(parts)))


def plain_name(student):
    """Return a name without a browser's counter.

    >>> plain_name("ada (1)")
    'ada'
    """
    return COUNTER.sub("", student)
