"""What a question of a self-test is made of.

Each answer carries what its own reasoning *finds*: the right one what the functions of the package
give, a wrong one what its wrong turn computes. Whether an answer holds is asked of what is found,
so it can be tried: the right answer holds of what the right way finds and of nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from output_layer.figures.numbers import fixed, number


@dataclass(frozen=True, eq=False)  # what is found may be arrays
class Answer:
    """An answer: what its reasoning ``finds``, and the ``reply`` to whoever gives it.

    An answer without words of its own, ``says``, is the number that is found. One with words
    ``holds`` of whatever this function says; without it, of what equals ``finds``.
    """

    finds: object
    reply: str
    says: str = ""
    holds: Callable | None = None

    def is_so(self, found, within=0.0):
        """Tell whether the answer is right if this is ``found``."""
        if self.holds is not None:
            return bool(self.holds(found))
        return bool(np.isclose(found, self.finds, rtol=1e-9, atol=within, equal_nan=True))


@dataclass(frozen=True)
class Question:
    """A question, the ``confusion`` that it is about, and its answers, the right one first.

    Numbers are written with so many ``decimals``, without them with four digits. With ``other``,
    the reply to a number that nobody foresaw, the reader types the number, and it may be off by
    one in the last of the decimals. ``before`` are words of the chapter that only come when the
    question has been asked.
    """

    name: str
    confusion: str
    asks: str
    answers: tuple[Answer, ...]
    decimals: int | None = None
    other: str = ""
    before: str = ""

    @property
    def right(self):
        """Return the right answer."""
        return self.answers[0]

    @property
    def within(self):
        """Return by how much a typed number may be off; 0 where nothing is typed."""
        return 10.0**-self.decimals if self.other else 0.0

    def says(self, answer):
        """Return the words of an answer, or its number."""
        if answer.says:
            return answer.says
        return number(answer.finds) if self.decimals is None else self._fixed(answer.finds)

    def _fixed(self, value):
        return fixed(value, self.decimals)

    def in_order(self):
        """Return the answers as they are offered: numbers by size, sentences by the alphabet."""
        if any(answer.says for answer in self.answers):
            return sorted(self.answers, key=self.says)
        return sorted(self.answers, key=lambda answer: answer.finds)

    def content(self, chapter):
        """Return all that is shown, as a dictionary that JSON can hold."""
        return {
            "id": f"{chapter}-{self.name}",
            "asks": self.asks,
            "predict": bool(self.before),
            "answers": [self._shown(answer) for answer in self.in_order()],
            "within": self.within,
            "other": self.other,
        }

    def _shown(self, answer):
        shown = {"says": self.says(answer), "reply": answer.reply, "right": answer is self.right}
        return shown | ({"value": float(answer.finds)} if self.other else {})
