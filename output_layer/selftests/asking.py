"""How a notebook shows questions: as text with folds, which needs neither script nor widgets."""

from importlib import import_module

# What the site makes forms of, see `output_layer.site.selftests`.
MIME = "application/vnd.output-layer.questions+json"

# The words a reader sees; a translation replaces this table.
WORDS = {
    "question": "Question.",
    "predict": "Predict, then read on.",
    "choose": "Open what you would answer:",
    "type": "Write a number down, then open the answer.",
    "answer": "Answer",
    "right": "Right.",
    "wrong": "Not so.",
    "instead": "If you have {}:",
}
_FOLD = "<details>\n<summary>{}</summary>\n\n{}\n\n</details>"


def questions(chapter):
    """Return the questions of a chapter; ``ModuleNotFoundError`` if it has none."""
    return import_module(f"output_layer.selftests.{chapter}").QUESTIONS


def ask(chapter, *names):
    """Return the questions of a chapter that have these names, to be shown in a notebook.

    ``KeyError`` if there is none of a name.

    >>> ask("sigmoid", "slope")
    A neuron answers 0.8. How steep is its curve there? Give two decimals.
    """
    by_name = {question.name: question for question in questions(chapter)}
    return Asked([by_name[name].content(chapter) for name in names])


class Asked:
    """Questions, as IPython shows them."""

    def __init__(self, contents):
        self.contents = contents

    def __repr__(self):
        """Return what is asked."""
        return "\n".join(content["asks"] for content in self.contents)

    def _repr_mimebundle_(self, **kwargs):
        text = "\n\n".join(map(_markdown, self.contents))
        return {MIME: self.contents, "text/markdown": text, "text/plain": repr(self)}


def heading(content):
    """Return the words before a question."""
    return WORDS["predict" if content["predict"] else "question"]


def verdict(answer):
    """Return the word that a reply begins with."""
    return WORDS["right" if answer["right"] else "wrong"]


def _markdown(content):
    """Return a question as Markdown: each answer is a fold with the reply to it."""
    head = f"**{heading(content)}** {content['asks']}"
    answers = content["answers"]
    if content["other"]:
        return "\n\n".join([head, WORDS["type"], _FOLD.format(WORDS["answer"], _typed(answers))])
    folds = (_FOLD.format(each["says"], f"{verdict(each)} {each['reply']}") for each in answers)
    return "\n\n".join([head, WORDS["choose"], *folds])


def _typed(answers):
    """Return the right number first, then each known wrong one with its reply."""
    right, *wrong = sorted(answers, key=lambda each: not each["right"])
    lines = [f"**{right['says']}.** {right['reply']}"]
    lines += [f"{WORDS['instead'].format(each['says'])} {each['reply']}" for each in wrong]
    return "\n\n".join(lines)
