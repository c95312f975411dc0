"""Questions as Moodle XML.

Moodle takes a fraction only from its own list, takes the first answer that fits a number, and the
answer ``*`` for any number.
"""

from xml.etree import ElementTree

from output_layer.grading.questions.chapters import BOOK
from output_layer.grading.questions.markup import add, as_bytes, exact, paragraph
from output_layer.selftests.confusions import CONFUSIONS

ANY = "*"
RIGHT, WRONG = "100", "0"


def document(chapters):
    """Return the questions of chapters as the bytes of one file, a category for each chapter."""
    quiz = ElementTree.Element("quiz")
    for chapter in chapters:
        _category(quiz, chapter)
        for item in chapter.items:
            _question(quiz, item)
    ElementTree.indent(quiz)
    return as_bytes(quiz)


def _category(quiz, chapter):
    """Say where the questions go that follow; the number keeps the chapters in their order."""
    switch = add(quiz, "question", type="category")
    path = f"$course$/top/{BOOK}/{chapter.place:02} {chapter.title}"
    add(add(switch, "category"), "text", path)


def _question(quiz, item):
    question = item.question
    made = add(quiz, "question", type="numerical" if item.typed else "multichoice")
    add(add(made, "name"), "text", CONFUSIONS[question.confusion])
    _html(made, "questiontext", question.asks)
    add(made, "defaultgrade", "1")
    add(made, "idnumber", item.identifier)
    if item.typed:
        _numbers(made, item)
    else:
        _choices(made, item)


def _choices(made, item):
    add(made, "single", "true")
    add(made, "shuffleanswers", "true" if item.shuffled else "false")
    add(made, "answernumbering", "none")  # most answers are numbers already
    for answer in item.question.in_order():
        fraction = RIGHT if answer is item.question.right else WRONG
        choice = add(made, "answer", fraction=fraction, format="html")
        add(choice, "text", paragraph(item.question.says(answer)))
        _html(choice, "feedback", answer.reply)


def _numbers(made, item):
    question = item.question
    _number(made, RIGHT, exact(question.right.finds), question.within, question.right.reply)
    for answer in item.wrong:
        _number(made, WRONG, exact(answer.finds), question.within, answer.reply)
    _number(made, WRONG, ANY, 0, question.other)


def _number(made, fraction, value, within, reply):
    answer = add(made, "answer", fraction=fraction, format="plain_text")
    add(answer, "text", str(value))
    _html(answer, "feedback", reply)
    add(answer, "tolerance", str(exact(within)))


def _html(parent, tag, text):
    add(add(parent, tag, format="html"), "text", paragraph(text))
