"""The chapters in the book's order, with their titles, and the questions of each."""

from dataclasses import dataclass

from output_layer.selftests.asking import questions

# What an installed package does not bring: the order of `_toc.yml`, and the titles of the pages.
CHAPTERS = {
    "sigmoid": "The sigmoid",
    "slowdown": "The slowdown",
    "crossentropy": "Cross-entropy",
    "softmax": "Softmax",
    "gradient": "The gradient",
    "saturation": "Saturation",
    "regression": "Softmax regression",
    "choice": "Softmax or sigmoids?",
    "stability": "Stability",
    "precision": "Precision",
    "curvature": "Curvature",
    "training": "Training",
    "confidence": "Confidence",
    "principle": "The principle",
    "scale": "Scale",
}
BOOK = "The Output Layer"


@dataclass(frozen=True)
class Chapter:
    """A chapter that is exported: its name, its title and its place in the book, from 1."""

    name: str
    title: str
    place: int

    @property
    def items(self):
        """The questions, each as an `Item`."""
        return [Item(self, place, each) for place, each in enumerate(questions(self.name), 1)]


@dataclass(frozen=True)
class Item:
    """A question of a self-test that is exported, and its place in the chapter, from 1."""

    chapter: Chapter
    place: int
    question: object  # whose module loads all figures; `output-layer grade` can do without

    @property
    def identifier(self):
        """The name that stays the same when the book is exported again."""
        return f"{self.chapter.name}-{self.question.name}"

    @property
    def title(self):
        """A title that gives nothing away, since some systems show it to students."""
        return f"{self.chapter.title}, {self.place}"

    @property
    def typed(self):
        """Whether a number is typed, where the others are chosen from a list."""
        return bool(self.question.other)

    @property
    def shuffled(self):
        """Whether the answers may change places: numbers stay in the order of their size."""
        return any(answer.says for answer in self.question.answers)

    @property
    def answers(self):
        """The answers in the order in which they are offered, by names that count them."""
        return {f"answer-{at}": each for at, each in enumerate(self.question.in_order(), 1)}

    @property
    def right(self):
        """The name of the right answer."""
        return next(name for name, each in self.answers.items() if each is self.question.right)

    @property
    def wrong(self):
        """The wrong answers, in the order in which they are offered."""
        return [each for each in self.question.in_order() if each is not self.question.right]


def chosen(names=()):
    """Return the chapters of these names in the book's order; all of them if there is no name.

    Raises ``ValueError``, which names the chapters, for a name that is none.

    >>> [chapter.title for chapter in chosen(["softmax", "sigmoid"])]
    ['The sigmoid', 'Softmax']
    """
    unknown = [name for name in names if name not in CHAPTERS]
    if unknown:
        raise ValueError(
            f"there is no chapter {', '.join(unknown)}; the chapters are: {', '.join(CHAPTERS)}"
        )
    chapters = [Chapter(name, title, at) for at, (name, title) in enumerate(CHAPTERS.items(), 1)]
    return [each for each in chapters if not names or each.name in names]
