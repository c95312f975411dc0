"""The pages for looking up: each keeps what its first lines promise."""

import json
import re

import pytest

from built import ROOT
from contents import NO_CHAPTERS, chapters
from output_layer.derivations import LEDGER
from output_layer.figures import Race
from output_layer.site.package import offered
from output_layer.site.roadmap import roads

CELL = re.compile(r"^```\{code-cell\}.*?^```$\n?", re.DOTALL | re.MULTILINE)
GIVEN = re.compile(r"\{glue:text\}`[\w-]+`|`[^`]*`")
DECIMAL = re.compile(r"\d\.\d|\d{3}")
LINK = re.compile(r"\]\((\w+)\.md\)")
PLACEHOLDER = re.compile(r"\{\w+\}")
HAN = re.compile("[\u4e00-\u9fff]")


def read(name):
    return (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8")


def prose(name):
    """Return a page without its code and its head."""
    return CELL.sub("", read(name).split("\n---\n", 1)[-1])


# Questions.

QUESTIONS = re.findall(r"^### (.+)\n\n((?:(?!##).*\n)*)", prose("questions"), re.MULTILINE)
each_question = pytest.mark.parametrize(
    ("question", "answer"), QUESTIONS, ids=[q for q, _ in QUESTIONS]
)


def test_there_are_as_many_questions_as_the_page_says_each_once():
    assert len({question for question, _ in QUESTIONS}) == len(QUESTIONS) == 36


@each_question
def test_a_question_is_one_and_its_answer_is_short_and_leads_on(question, answer):
    assert question.endswith("?")
    links = LINK.findall(answer)
    assert links
    assert [stem for stem in links if not (ROOT / "book" / f"{stem}.md").is_file()] == []
    assert 12 <= len(answer.split()) <= 75


@each_question
def test_every_number_of_an_answer_comes_from_code(question, answer):
    typed = DECIMAL.findall(GIVEN.sub("", answer))
    # The questions themselves choose their examples: a target, a share, a logit.
    chosen = {"0.9", "0.6", "0.4", "0.3"}
    assert [
        number for number in re.findall(r"\d+\.\d+", GIVEN.sub("", answer)) if number not in chosen
    ] == []
    assert len(typed) <= 3


def test_the_numbers_in_questions_are_asserted_in_the_page():
    numbers = [n for question, _ in QUESTIONS for n in re.findall(r"\d\.\d+", question)]
    assert numbers
    assert [number for number in numbers if f'== "{number}"' not in read("questions")] == []


# The package.

OFFERED = offered([f"book/{chapter}" for chapter in chapters()])
NAMES = {name.rpartition(".")[2]: name for names in OFFERED.values() for name in names}
MENTION = re.compile(r"\{py:\w+\}`[^`]*?(?:~|<)([\w.]+)>?`|(?<!\})`(\w+)(?:\([^`]*\))?`")
# Where a page speaks of the functions of other libraries, by the same names.
OF_OTHERS = {("stability", "logsumexp"), ("stability", "log_softmax"), ("instructors", "softmax")}


def mentions(stem):
    """Return the public names in the prose of a page: name → whether it is first met as a link."""
    first = {}
    for linked, plain in MENTION.findall(prose(stem)):
        name = linked.rpartition(".")[2] or plain
        if name in NAMES:
            first.setdefault(name, NAMES[name] == linked)
    return first


@pytest.mark.parametrize("stem", [*chapters(), *NO_CHAPTERS])
def test_a_function_leads_to_its_entry_where_a_page_first_names_it(stem):
    found = mentions(stem)
    assert [n for n, linked in found.items() if not linked and (stem, n) not in OF_OTHERS] == []


def test_functions_of_others_are_still_named():
    assert [(stem, n) for stem, n in OF_OTHERS if mentions(stem).get(n) is not False] == []


# Tools.

TOOLS = re.findall(
    r"^\((tools-\w+)\)=\n## .+\n((?:(?!^\(tools).*\n)*)", read("tools"), re.MULTILINE
)
each_tool = pytest.mark.parametrize(("label", "text"), TOOLS, ids=[label for label, _ in TOOLS])


def test_the_tools_are_those_that_the_introduction_names():
    assert len(TOOLS) == 6
    sentence = next(line for line in read("intro").splitlines() if "(tools.md)" in line)
    for label, _ in TOOLS:
        named = {"tools-tools": "", "tools-complex": "complex numbers"}.get(label, label[6:])
        assert named.lower()[:6] in sentence


@each_tool
def test_a_tool_is_explained_with_a_number_that_is_computed(label, text):
    shown = set(re.findall(r"\{glue:text\}`([\w-]+)`", text))
    code = "".join(CELL.findall(text))
    made = set(re.findall(r'(?:say|glue)\(f?"([\w-]+)', code))
    if "tools-{name}" in code:
        made |= {f"tools-{name}" for name in re.findall(r'\("(\w+)", ', code)}
    assert shown
    assert shown <= made


@each_tool
def test_a_chapter_sends_its_reader_to_the_tool(label, text):
    stems = [*chapters(), "clinic"]
    assert any(f"<{label}>`" in read(stem) for stem in stems)


# Summary.


def test_the_summary_types_no_formula_of_a_cost_or_a_slope():
    """Its formulas come from the ledger by their labels."""
    text = read("summary")
    labels = re.findall(r'"(eq-[\w-]+)"', text)
    assert len(labels) >= 12
    assert [label for label in labels if label not in LEDGER] == []
    assert "$$" not in text
    assert "partial" not in text


def test_the_summary_names_the_most_frequent_mistake_by_its_calls():
    of = json.loads((ROOT / "book" / "summary.json").read_text(encoding="utf-8"))["libraries"]
    twice = [
        (each["layers"]["softmax"], call)
        for each in of.values()
        for call, about in each["calls"].items()
        if about["takes"] == "logits" and about["told"] != "targets"
    ]
    assert ("torch.nn.Softmax(dim=-1)", "torch.nn.CrossEntropyLoss()") in twice
    for each in of.values():
        for about in each["calls"].values():
            assert about["mistaken"] is None or abs(about["mistaken"] - about["right"]) > 0.05


# Glossary.

ROWS = re.findall(
    r"^\| (?!in this book)(?!:)(.+?) \| (.+?) \| (.+?) \|$", prose("glossary"), re.MULTILINE
)


def test_every_word_of_the_glossary_has_another_name_and_a_chinese_one():
    assert len(ROWS) > 45
    assert [row for row in ROWS if not HAN.search(row[2]) or HAN.search(row[0] + row[1])] == []
    words = [re.split(r", in |, ", word)[0] for word, _, _ in ROWS]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    "name",
    [
        *("one-hot", "likelihood", "NLL", "softmax loss", "categorical cross-entropy"),
        *("`CrossEntropyLoss`", "log loss", "pre-activation", "`MSELoss`", "L2 penalty", "梯度"),
    ],
)
def test_a_name_that_people_use_is_in_the_glossary(name):
    assert any(name in cell for row in ROWS for cell in row)


# The page in Chinese.


def words_of_the_chinese_figure():
    (cell,) = [cell for cell in CELL.findall(read("zh")) if "chinese = {" in cell]
    names = {"Race": lambda **options: options}
    code = cell.split("\n\n", 1)[1].rsplit("```", 1)[0]
    code = code.replace("from output_layer.figures import Race\n", "")
    exec(code.removeprefix("from output_layer.figures import Race"), names)
    return names["chinese"]


def test_the_chinese_figure_has_its_words_in_chinese():
    chinese, english = words_of_the_chinese_figure(), Race().words
    assert chinese.keys() <= english.keys()
    for name, word in english.items():
        if re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", word)):
            assert HAN.search(chinese[name]), f"{name} is not translated"
    for name, word in chinese.items():
        assert set(PLACEHOLDER.findall(word)) == set(PLACEHOLDER.findall(english[name]))
        assert not re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", word))


def test_the_chinese_page_shows_formulas_of_the_ledger_alone():
    text = prose("zh")
    labels = re.findall(r"^```\{glue:math\} (\S+)$", text, re.MULTILINE)
    assert {"eq-cross-entropy-gradient-z", "eq-log-likelihood-gradient"} <= set(labels)
    assert [label for label in labels if label not in LEDGER] == []
    assert "$$" not in text


def test_the_chinese_page_leads_to_every_chapter():
    assert set(chapters()) <= set(LINK.findall(prose("zh")))


def test_chinese_prose_has_the_punctuation_of_chinese():
    text = re.sub(
        r"\$[^$]*\$|\{[\w:]+\}`[^`]*`|\]\([^)]*\)|^```.*?^```$",
        "",
        prose("zh"),
        flags=re.DOTALL | re.MULTILINE,
    )
    assert re.findall("[\u4e00-\u9fff][,.;:!?]", text) == []
    assert re.findall("[,;:!?][\u4e00-\u9fff]", text) == []


# The map.

MAP = roads(re.search(r"^```\{roadmap\}\n(.*?)^```$", read("intro"), re.DOTALL | re.MULTILINE)[1])


def behind(stem):
    """Return all that a chapter needs by the map, and what those need in turn."""
    direct = MAP.get(stem, [])
    return {*direct, *(each for needed in direct for each in behind(needed))}


def referred(stem):
    """Return the chapters whose equations a chapter refers to."""
    labels = re.findall(r"\{eq\}`(?:[^`<]*<)?(eq-[\w-]+)", read(stem))
    return {LEDGER[label].chapter for label in labels if label in LEDGER} - {stem}


MAPPED = sorted({*MAP, *(each for needed in MAP.values() for each in needed)})


def test_every_chapter_is_on_the_map():
    assert set(chapters()) | {"clinic"} == set(MAPPED)


@pytest.mark.parametrize("stem", MAPPED)
def test_a_chapter_needs_all_whose_equations_it_uses(stem):
    assert referred(stem) <= behind(stem)


@pytest.mark.parametrize("stem", MAP)
def test_a_chapter_comes_after_all_that_it_needs_and_no_road_is_drawn_twice(stem):
    order = [*chapters(), "clinic"] if "clinic" not in chapters() else list(chapters())
    for needed in MAP[stem]:
        assert order.index(needed) < order.index(stem)
        others = {each for other in MAP[stem] if other != needed for each in behind(other)}
        assert needed not in others, f"{needed} lies behind another chapter that {stem} needs"


@pytest.mark.parametrize(("stem", "needed"), [(s, n) for s in MAP for n in MAP[s]])
def test_every_road_is_taken_by_the_text(stem, needed):
    behind_it = {needed, *behind(needed)} - {
        n for o in MAP[stem] if o != needed for n in {o, *behind(o)}
    }
    assert behind_it & {*referred(stem), *LINK.findall(read(stem))}
