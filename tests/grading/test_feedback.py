"""A feedback page shows a student's work and its verdicts, to everybody, and is inert."""

import base64
import html.parser
import struct
import zlib

import pytest
from axe_playwright_python.sync_playwright import Axe

import classroom
from output_layer.grading.assignment import read_assignment
from output_layer.grading.feedback import page
from output_layer.grading.gradebook import Result, graded
from output_layer.grading.handgraded import Hand
from output_layer.grading.session import Outcome, grade_submission
from output_layer.grading.submission import read_submission

pytestmark = pytest.mark.usefixtures("confined")

SCRIPT = (
    "</pre><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
)
PLOT = "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nprint('drawn')\n" + classroom.SQUARE
AVERAGE = "def average(values):\n    return None  # " + "long " * 60


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    return read_assignment(classroom.write_toy(tmp_path_factory.mktemp("course")))


@pytest.fixture(scope="module")
def worked(toy):
    """Return the result of a student who has drawn a plot, erred in one task and written a text."""
    work = classroom.handed_in(square=PLOT, average=AVERAGE, why="Because.")
    return Result(grade_submission(toy, read_submission(work)), ["2 notebooks were handed in."])


def shown(toy, result, hand=None, *, student="ada", unsafe=False):
    hand = hand or {}
    return page(toy, graded(toy, student, result, hand), result, hand, unsafe=unsafe)


def outcome(role="answer", **fields):
    known = {"name": "square", "source": "", "verdict": "ran"}
    return vars(Outcome(role=role, **known | fields))


class Tags(html.parser.HTMLParser):
    """The tags of a page, with their attributes, and its text."""

    def __init__(self, text):
        super().__init__()
        self.found, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Keep a tag."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep a text."""
        self.text += data

    def all(self, name):
        """Return the attributes of all tags of a name."""
        return [attributes for tag, attributes in self.found if tag == name]


def picture(width=2, height=2, *, start=b"\x89PNG\r\n\x1a\n"):
    """Return a small white PNG in base64."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress((b"\0" + b"\xff" * 2) * 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = start + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(data).decode()


# What is on it


def test_the_page_holds_work_output_plots_verdicts_points_and_notes(toy, worked):
    tags = Tags(shown(toy, worked))
    for text in ("plt.plot([0, 1])", "drawn", "The square of three", "Right · 40 of 40 points",
                 "Not right · 0 of 40 points", "40 of 100 points.", "Hand grading needed.",
                 "2 notebooks were handed in.", "Because.", "not yet, of 20"):  # fmt: skip
        assert text in " ".join(tags.text.split()), text
    (plot,) = tags.all("img")
    assert plot["src"].startswith("data:image/png;base64,iVBOR")
    assert plot["alt"] == "Plot 1 of square"


def test_points_and_comment_of_the_hand_are_on_it(toy, worked):
    text = Tags(shown(toy, worked, {"why": Hand(12.5, "Say `why`.")})).text
    assert "12.5 of 20" in text
    assert "Say why." in text
    assert "52.5 of 100 points" in text
    assert "Hand grading needed" not in text


def test_an_appeal_a_bonus_and_lateness_are_on_it_with_their_reasons(toy, worked):
    hand = {"check-average": Hand(30, "The text was unclear."), "bonus": Hand(2, "Fine `plot`.")}
    grade = graded(toy, "ada", worked, hand, (-7, "1 day, 7 a day"))
    text = " ".join(Tags(page(toy, grade, worked, hand)).text.split())
    assert "Changed by hand: 30 of 40 points. The text was unclear." in text
    assert "Bonus: Fine plot.+2" in text
    assert "Handed in late: 1 day, 7 a day-7" in text
    assert "65 of 100 points" in text


def test_the_source_of_checks_and_the_models_answer_are_not_on_it(toy, worked):
    text = shown(toy, worked)
    for secret in ("assert", "HIDDEN", "secret", "model answer", "BEGIN"):
        assert secret not in text


def test_a_file_that_cannot_be_read_has_a_page_with_the_reason(toy):
    tags = Tags(shown(toy, Result(problem="The file is empty.")))
    assert "Unreadable: The file is empty." in tags.text
    assert "0 of 40" in tags.text
    assert "Your work" not in tags.text


def test_part_of_the_points_notes_and_an_essay_that_was_not_written_are_shown(toy):
    parts = outcome("check", verdict="partly", points=15.0, out_of=40.0)
    note = outcome("note", name="own-3", source="A note of mine.")
    essay = outcome("essay", name="why", verdict="not done", out_of=20.0)
    text = " ".join(Tags(shown(toy, Result([parts, note, essay]))).text.split())
    assert "Partly right · 15 of 40 points" in text
    assert "A note of mine." in text
    assert "There is no text. ○ Not done · 0 of 20 points" in text
    assert "not yet, of 20" not in text


def test_a_page_says_when_the_work_was_not_confined(toy, worked):
    for result in (worked, Result(problem="The file is empty.")):
        assert "graded with --unsafe" in Tags(shown(toy, result, unsafe=True)).text
        assert "--unsafe" not in shown(toy, result)


# Inert


def hostile(toy):
    """Return a page in which everything that comes from a student or a teacher is a script."""
    kinds = [("answer", "stopped"), ("given", "ran"), ("essay", "by hand"), ("check", "wrong")]
    fields = dict.fromkeys(("name", "source", "title", "sentence", "output"), SCRIPT)
    outcomes = [outcome(role, **fields | {"verdict": verdict}) for role, verdict in kinds]
    for one in outcomes:
        one["figures"] = [f'"><script>{SCRIPT}', picture()]
    hand = {SCRIPT: Hand(1, SCRIPT)}
    return shown(toy, Result(outcomes, [SCRIPT]), hand, student=SCRIPT)


def test_no_text_becomes_a_tag(toy):
    tags = Tags(hostile(toy))
    assert not tags.all("script")
    assert all(
        attributes["src"].startswith("data:image/png;base64,") for attributes in tags.all("img")
    )
    assert not any(name.startswith("on") for _, attributes in tags.found for name in attributes)


def test_the_policy_allows_pictures_within_the_page_and_its_style_alone(toy, worked):
    metas = Tags(shown(toy, worked)).all("meta")
    (policy,) = [meta["content"] for meta in metas if "http-equiv" in meta]
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@pytest.mark.parametrize(
    "figure",
    [
        "",
        "not base64!",
        base64.b64encode(b"<svg onload='alert(1)'/>" * 5).decode(),
        picture(start=b"\x89PNG\r\n\x1a "),
        picture(width=40_000, height=40_000),
        picture() + "A" * 400_000,
    ],
)
def test_what_is_no_picture_that_can_be_shown_is_left_out(toy, figure):
    one = outcome()
    one["figures"] = [figure, picture()]
    assert len(Tags(shown(toy, Result([one]))).all("img")) == 1


def test_signs_that_no_page_can_hold_are_replaced(toy):
    text = shown(toy, Result([outcome(source="a\x00\x1b[31mb\u202ec\ud800d")]))
    text.encode()
    assert not {"\x00", "\x1b", "\u202e"} & set(text)


# In a browser


@pytest.fixture(params=["light", "dark"])
def phone(request, browser):
    tab = browser.new_page(viewport={"width": 375, "height": 700}, color_scheme=request.param)
    yield tab
    tab.close()


def test_a_hostile_page_runs_nothing_and_asks_for_nothing(toy, phone, tmp_path):
    asked, said = [], []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda message: said.append(message.text))
    (tmp_path / "page.html").write_text(hostile(toy))
    phone.goto((tmp_path / "page.html").as_uri())
    assert "feedback for" in phone.title()
    assert [url for url in asked if not url.startswith("data:")] == [phone.url]
    assert said == []


def test_the_page_is_accessible_and_fits_a_phone(toy, worked, phone):
    phone.set_content(shown(toy, worked, {"why": Hand(20, "Good.")}, unsafe=True))
    results = Axe().run(phone)
    assert results.violations_count == 0, results.generate_report()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375


def test_colours_follow_the_readers_choice(toy, worked, phone):
    phone.set_content(shown(toy, worked))
    shade = phone.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = phone.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert (sum(map(int, shade[4:-1].split(","))) < 200) == dark


def test_headings_are_in_order_and_the_language_is_named(toy, worked):
    tags = Tags(shown(toy, worked))
    levels = [int(tag[1]) for tag, _ in tags.found if tag in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert tags.all("html") == [{"lang": "en"}]
