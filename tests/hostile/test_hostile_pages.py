"""Text and pictures that attack who reads them: plain, bounded, and inert on the page."""

from html.parser import HTMLParser

import pytest

from hostile_toy import HONEST, assignment, grade, lost
from output_layer.grading.feedback import page
from output_layer.grading.gradebook import Result, graded

SCRIPT = "<script>alert(1)</script>"
TEXTS = {
    "output": f"print('{SCRIPT}' + chr(0xd800) + chr(0) + chr(27) + chr(0x202e))\nraise KeyError",
    "message": f"raise ValueError('{SCRIPT}' + chr(0xd800) + chr(0) + chr(27) + chr(0x202e))",
    "lines": "raise ValueError('a\\nb\\r\\nc\\u2028d')",
    "type": "raise type('<b>' + chr(27) + 'x' * 500, (Exception,), {})('y')",
    "not plain": "def double(x):\n    return type('<b>' + chr(27) + chr(0xd800), (), {})()",
    "source": "# \ud800\u202e\0\x1b\nraise KeyError",
}


@pytest.mark.parametrize("source", TEXTS.values(), ids=TEXTS)
def test_every_text_of_an_outcome_is_bounded_and_visible(source):
    result = grade(double=source)
    assert lost(result.points) == {"double"}
    for one in result.outcomes:
        result.said(one["name"])
        for text in (one["sentence"], one["output"], one["source"], one["name"]):
            assert not set(text) & set("\0\x1b\u202e\ud800")


PNG = "iVBORw0KGgoAAAANSUhEUg"
PICTURES = {
    "script": ['"><script>alert(1)</script>'],
    "svg": ["PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIj4="],
    "tail": [f'{PNG}AAAAoAAAAK{"A" * 30}"><script>'],
    "pixels": [f"{PNG}f///9/////{'A' * 30}"],
    "many": ["x"] * 1000,
    "numbers": [1, None, {}, []],
    "text": "'iVBORw0KGgo'",
    "dictionary": {"0": "x"},
    "huge": f"['{PNG}' + 'A' * 400_001]",
}


@pytest.mark.parametrize("pictures", PICTURES.values(), ids=PICTURES)
def test_what_is_no_small_picture_is_not_kept(pictures):
    forge = f"import sys\nsys.modules['shown'].plots = lambda: {pictures}\n"
    result = grade(double=forge + HONEST["double"])
    assert result["double"]["figures"] == []
    assert lost(result.points) == set()


def test_an_honest_plot_is_kept():
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
    assert len(grade(double=plot + HONEST["double"])["double"]["figures"]) == 1


def test_a_forged_output_is_cut():
    forge = "import sys\nsys.modules['shown'].Output.parts = property(lambda s: ['x' * 10**7],"
    result = grade(double=f"{forge} lambda s, v: None)\n{HONEST['double']}")
    assert len(result["double"]["output"]) < 21_000


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Keep it."""
        self.found.append((tag, dict(attributes)))


EVIL = f"</pre></style>{SCRIPT}<img src=x onerror=alert(1)><a href=javascript:alert(1)>`<b>`"
SHOWN = {
    "output": f"print({EVIL!r})\nraise KeyError",
    "message": f"raise ValueError({EVIL!r})",
    "type": f"raise type({EVIL!r}, (Exception,), {{}})",
    "source": f"# {EVIL}\nraise KeyError",
    "not plain": f"def double(x):\n    return type({EVIL!r}, (), {{}})()",
    "picture": f"import sys\nsys.modules['shown'].plots = lambda: [{EVIL!r}]\nraise KeyError",
}


@pytest.mark.parametrize("source", SHOWN.values(), ids=SHOWN)
def test_a_page_runs_nothing_of_a_students(source):
    honest, hostile = grade(), grade(double=source)
    counts = []
    for result in (honest, hostile):
        kept = Result(result.outcomes, [EVIL if result is hostile else "note"])
        row = graded(assignment(), EVIL if result is hostile else "Ada", kept, {})
        elements = Elements(page(assignment(), row, kept, {})).found
        counts.append([tag for tag, _ in elements].count("script"))
        attributes = [name for _, found in elements for name in found]
        assert not [name for name in attributes if name.startswith("on")]
        assert not [tag for tag, _ in elements if tag in ("a", "iframe", "object", "form", "b")]
        assert not [found for tag, found in elements if tag == "img" and found.get("src") == "x"]
    assert counts == [0, 0]
    assert lost(hostile.points) == {"double"}
