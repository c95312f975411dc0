"""What a student's code did instead of answering, as an exception that a check can catch."""

import builtins
from functools import cache

import numpy as np

# What a check can catch, by name; an exception that needs more than a sentence is its parent.
KINDS = {name: kind for name, kind in vars(builtins).items() if isinstance(kind, type)}
KINDS = {name: kind for name, kind in KINDS.items() if issubclass(kind, Exception)}
KINDS |= {f"Unicode{name}Error": UnicodeError for name in ("Decode", "Encode", "Translate")}
KINDS |= {"ExceptionGroup": Exception, "LinAlgError": np.linalg.LinAlgError}


class StudentError(Exception):
    """What a student's code did instead of answering; the message is a sentence for them."""

    def __init__(self, sentence, *, blank=False):
        super().__init__(sentence)
        self.sentence, self.blank = sentence, blank

    def __str__(self):
        """Return the sentence, whatever else the exception is."""
        return self.sentence


@cache
def like(kind):
    """Return the `StudentError` that a check can catch as Python's exception of that name.

    >>> issubclass(like("ValueError"), ValueError), like("os") is StudentError
    (True, True)
    """
    known = KINDS.get(kind, Exception)
    return StudentError if known is Exception else type(kind, (StudentError, known), {})
