"""The self-tests in the files of other systems: each question marks and replies as in the book.

The rules by which the systems mark are written here a second time, from their sources and from the
specification of QTI; every answer is tried by them, and numbers beside every answer.
"""

import doctest
import html
import importlib
import io
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from built import ROOT
from contents import chapters
from output_layer.grading.command import main
from output_layer.grading.questions.chapters import CHAPTERS, chosen
from output_layer.grading.questions.command import SYSTEMS
from output_layer.grading.questions.markup import inline, paragraph
from output_layer.selftests.confusions import CONFUSIONS

ITEMS = {item.identifier: item for chapter in chosen() for item in chapter.items}
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
MATHS = re.compile(r"\$([^$]+)\$")
MARKS = re.compile(r"\\\(.*?\\\)|<code>.*?</code>|<[^>]*>")
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
CANVAS = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
CANVAS_CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"

each_item = pytest.mark.parametrize("name", ITEMS)
each_system = pytest.mark.parametrize("system", SYSTEMS)


def made(system, *names):
    return SYSTEMS[system][0](chosen(names))


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def moodle():
    """Return {idnumber: question} of the whole file."""
    found = ElementTree.fromstring(made("moodle")).findall("question")
    return {each.findtext("idnumber"): each for each in found if each.get("type") != "category"}


@pytest.fixture(scope="module")
def qti():
    """Return {identifier: item} of the whole package."""
    files = unpacked(made("qti")).items()
    return {name[6:-4]: ElementTree.fromstring(data) for name, data in files if "items/" in name}


@pytest.fixture(scope="module")
def canvas():
    """Return {ident without what is put before it: item} of the whole package."""
    files = [data for name, data in unpacked(made("canvas")).items() if name != "imsmanifest.xml"]
    items = [item for data in files for item in ElementTree.fromstring(data).iter(f"{CANVAS}item")]
    return {item.get("ident").removeprefix("output-layer-"): item for item in items}


# How a question is answered, and what the book says to it


def given(item):
    """Return what students give: the place of a choice, or numbers at and beside the known ones."""
    if not item.typed:
        return list(range(len(item.question.answers)))
    within = item.question.within
    steps = [0, -0.99 * within, 0.99 * within, -1.01 * within, 1.01 * within]
    known = [float(answer.finds) for answer in item.question.answers]
    shown = [float(item.question.says(each).replace("−", "-")) for each in item.question.answers]
    return [value + step for value in known for step in steps] + shown + [1e6]


def expected(item, value):
    """Return whether the book takes an answer for right, and its reply."""
    question = item.question
    if not item.typed:
        answer = question.in_order()[value]
        return answer is question.right, answer.reply
    near = [each for each in question.answers if each.is_so(value, question.within)]
    return question.right in near, near[0].reply if near else question.other


# Moodle: the first answer that fits a number; `*` fits any


def marked_by_moodle(question, value):
    answers = question.findall("answer")
    if question.get("type") == "multichoice":
        answer = answers[value]
    else:
        answer = next(each for each in answers if fits(each, value))
    return answer.get("fraction") == "100", answer.findtext("feedback/text")


def fits(answer, value):
    text, within = answer.findtext("text"), float(answer.findtext("tolerance"))
    return text == "*" or abs(value - float(text)) <= within + 1e-14 * max(1, abs(float(text)))


@each_item
def test_moodle_marks_and_replies_as_the_book(moodle, name):
    item = ITEMS[name]
    for value in given(item):
        right, reply = expected(item, value)
        assert marked_by_moodle(moodle[name], value) == (right, paragraph(reply)), value


@each_item
def test_moodle_offers_what_the_book_offers(moodle, name):
    question, made = ITEMS[name].question, moodle[name]
    assert made.findtext("name/text") == CONFUSIONS[question.confusion]
    assert made.findtext("questiontext/text") == paragraph(question.asks)
    fractions = [answer.get("fraction") for answer in made.findall("answer")]
    assert sorted(set(fractions)) == ["0", "100"]
    assert fractions.count("100") == 1
    if made.get("type") == "numerical":
        right = made.find("answer")
        assert right.findtext("text") == str(Decimal(f"{float(question.right.finds):.15g}"))
        assert float(right.findtext("tolerance")) == question.within == 10.0**-question.decimals
        return
    offered = [answer.findtext("text") for answer in made.findall("answer")]
    assert offered == [paragraph(question.says(answer)) for answer in question.in_order()]
    assert [made.findtext(tag) for tag in ("single", "answernumbering")] == ["true", "none"]


def test_moodle_has_a_category_for_each_chapter_in_the_books_order(moodle):
    quiz = ElementTree.fromstring(made("moodle"))
    paths = [each.text for each in quiz.iterfind("question/category/text")]
    assert paths[0] == "$course$/top/The Output Layer/01 The sigmoid"
    assert [path.rpartition("/")[2][3:] for path in paths] == list(CHAPTERS.values())
    assert sorted(paths) == paths
    assert list(moodle) == list(ITEMS)


# QTI 2.1: the rules of an item, run as the specification says


def run_rules(item, response):
    """Return the score and the feedback that an item's rules give to a response."""
    outcomes = {"SCORE": 0.0, "FEEDBACK": None}
    for condition in item.find(f"{QTI}responseProcessing"):
        branch = next((one for one in condition if holds(one, response)), [])
        for rule in branch:
            if rule.tag == f"{QTI}setOutcomeValue":
                outcomes[rule.get("identifier")] = worth(rule[0], response)
    return outcomes


def holds(branch, response):
    return branch.tag == f"{QTI}responseElse" or worth(branch[0], response)


def worth(node, response):
    kind = node.tag.removeprefix(QTI)
    if kind == "variable":
        assert node.get("identifier") == "RESPONSE"
        return response
    if kind == "baseValue":
        return float(node.text) if node.get("baseType") == "float" else node.text
    found = [worth(each, response) for each in node]
    known = {
        "and": all,
        "isNull": lambda found: found == [None],
        "match": lambda found: found[0] == found[1],
        "gte": lambda found: found[0] >= found[1],
        "lte": lambda found: found[0] <= found[1],
    }
    return known[kind](found)


def inside(element):
    """Return what stands in an element, as HTML."""
    text = ElementTree.tostring(element, encoding="unicode").replace("ns0:", "")
    return text.partition(">")[2].rpartition("</")[0]


def as_xml(text):
    """Return Markdown as XML writes it, where a quotation mark stands for itself."""
    return inside(ElementTree.fromstring(paragraph(text)))


@each_item
def test_qti_marks_and_replies_as_the_book(qti, name):
    item, made = ITEMS[name], qti[name]
    replies = {each.get("identifier"): inside(each[0]) for each in made.iter(f"{QTI}modalFeedback")}
    choices = [each.get("identifier") for each in made.iter(f"{QTI}simpleChoice")]
    for value in given(item):
        right, reply = expected(item, value)
        outcomes = run_rules(made, choices[value] if choices else value)
        assert outcomes["SCORE"] == right, value
        assert replies[outcomes["FEEDBACK"]] == as_xml(reply), value
    assert run_rules(made, None) == {"SCORE": 0.0, "FEEDBACK": None}
    assert len(replies) == len(item.question.answers) + item.typed


@each_item
def test_qti_offers_what_the_book_offers(qti, name):
    question, made = ITEMS[name].question, qti[name]
    asked = made.find(f".//{QTI}prompt" if not ITEMS[name].typed else f"{QTI}itemBody/{QTI}p")
    assert inside(asked) == as_xml(question.asks)
    offered = [inside(each) for each in made.iter(f"{QTI}simpleChoice")]
    answers = [] if ITEMS[name].typed else question.in_order()
    assert offered == [as_xml(question.says(answer)) for answer in answers]
    right = made.findtext(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
    assert run_rules(made, float(right) if ITEMS[name].typed else right)["SCORE"] == 1


def test_the_package_names_every_file_of_it_and_nothing_else():
    files = unpacked(made("qti"))
    manifest = ElementTree.fromstring(files.pop("imsmanifest.xml"))
    resources = list(manifest.iter(f"{CP}resource"))
    assert sorted(each.get("href") for each in resources) == sorted(files)
    assert [each[0].get("href") for each in resources] == [each.get("href") for each in resources]
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "QTIv2.1 Package"
    needed = [each.get("identifierref") for each in resources[0].iter(f"{CP}dependency")]
    assert needed == list(ITEMS)
    identifiers = [each.get("identifier") for each in resources]
    assert len(set(identifiers)) == len(identifiers)
    assert all(IDENTIFIER.fullmatch(each) for each in identifiers)


def test_the_test_has_a_section_for_each_chapter_and_shows_replies():
    test = ElementTree.fromstring(unpacked(made("qti"))["test.xml"])
    sections = {each.get("title"): list(each) for each in test.iter(f"{QTI}assessmentSection")}
    assert list(sections) == list(CHAPTERS.values())
    named = [each.get("identifier") for items in sections.values() for each in items]
    assert named == list(ITEMS)
    part = test.find(f"{QTI}testPart")
    assert part.get("submissionMode") == "individual"  # otherwise no reply is shown
    assert part.find(f"{QTI}itemSessionControl").get("showFeedback") == "true"


# Canvas: one reply to a right number and one to the others


def marked_by_canvas(item, response):
    """Return whether a response is right, and the names of its replies."""
    right, replies, before = False, [], False
    for condition in item.iter(f"{CANVAS}respcondition"):
        if true_of(condition.find(f"{CANVAS}conditionvar")[0], response, before):
            before = True
            right |= condition.findtext(f"{CANVAS}setvar") == "100"
            shown = condition.findall(f"{CANVAS}displayfeedback")
            replies += [each.get("linkrefid") for each in shown]
            if condition.get("continue") == "No":
                break
    return right, replies


def true_of(node, response, before):
    kind = node.tag.removeprefix(CANVAS)
    if kind == "other":
        return not before
    if kind in ("or", "and"):
        return {"or": any, "and": all}[kind](true_of(each, response, before) for each in node)
    if kind == "varequal":
        return response == (node.text if isinstance(response, str) else float(node.text))
    off = 1e-12  # Canvas reckons with decimals
    value = float(node.text)
    return {"vargte": response >= value - off, "varlte": response <= value + off}[kind]


@each_item
def test_canvas_marks_and_replies_as_the_book(canvas, name):
    item, made = ITEMS[name], canvas[name]
    texts = {
        each.get("ident"): each.findtext(f".//{CANVAS}mattext")
        for each in made.iter(f"{CANVAS}itemfeedback")
    }
    choices = [each.get("ident") for each in made.iter(f"{CANVAS}response_label")]
    for value in given(item):
        right, reply = expected(item, value)
        marked, shown = marked_by_canvas(made, value if item.typed else choices[value])
        assert marked == right, value
        assert len(shown) == 1
        if item.typed:
            assert inline(reply) in texts[shown[0]]
        else:
            assert texts[shown[0]] == paragraph(reply)
    if item.typed:
        others = texts["general_incorrect_fb"]
        assert others.startswith(paragraph(item.question.other))
        assert others.count("<p>If you have ") == len(item.wrong)
        assert inline(item.question.right.reply) not in others


@each_item
def test_canvas_is_told_the_kind_and_finds_the_tolerance(canvas, name):
    item, made = ITEMS[name], canvas[name]
    kinds = {True: "numerical_question", False: "multiple_choice_question"}
    fields = [each.text for each in made.iter(f"{CANVAS}fieldentry")]
    assert fields == [kinds[item.typed], "1"]
    asked, *offered = [
        each.text for each in made.find(f"{CANVAS}presentation").iter(f"{CANVAS}mattext")
    ]
    assert asked == paragraph(item.question.asks)
    if item.typed:
        value, above = (
            Decimal(made.findtext(f".//{CANVAS}{tag}")) for tag in ("varequal", "varlte")
        )
        assert float(above - value) == item.question.within  # as Canvas takes it
    else:
        assert offered == [inline(item.question.says(each)) for each in item.question.in_order()]


def test_canvas_gets_a_quiz_for_each_chapter(canvas):
    files = unpacked(made("canvas"))
    manifest = ElementTree.fromstring(files.pop("imsmanifest.xml"))
    hrefs = [each.get("href") for each in manifest.iter(f"{CANVAS_CP}file")]
    assert sorted(hrefs) == sorted(files)
    quizzes = [ElementTree.fromstring(files[href]).find(f"{CANVAS}assessment") for href in hrefs]
    assert [quiz.get("title") for quiz in quizzes] == list(CHAPTERS.values())
    assert sorted(canvas) == sorted(ITEMS)


# Texts


@each_item
def test_formulas_and_words_stay_as_they_are(name):
    question = ITEMS[name].question
    texts = [question.asks, question.other]
    texts += [text for each in question.answers for text in (each.reply, question.says(each))]
    for text in texts:
        made = inline(text)
        ElementTree.fromstring(f"<p>{made}</p>")
        read = html.unescape(made)
        assert re.findall(r"\\\((.+?)\\\)", read) == MATHS.findall(text)
        assert not re.search(r"[$*`_{]", MARKS.sub("", made)), "Markdown that was not understood"


def test_special_characters_are_escaped():
    assert inline('a < b & `x<y` *is* "so" $a<b & c$') == (
        "a &lt; b &amp; <code>x&lt;y</code> <em>is</em> &quot;so&quot; \\(a&lt;b &amp; c\\)"
    )


@pytest.mark.parametrize("module", ["chapters", "markup"])
def test_examples_give_what_they_show(module):
    whole = importlib.import_module(f"output_layer.grading.questions.{module}")
    failed, tried = doctest.testmod(whole)
    assert tried
    assert not failed


# The command


def test_every_chapter_is_exported_in_the_books_order():
    assert list(CHAPTERS) == list(chapters())


@pytest.mark.parametrize("chapter", chapters())
def test_a_chapter_has_the_title_of_its_page(chapter):
    page = (ROOT / "book" / f"{chapter}.md").read_text(encoding="utf-8")
    assert f"\n# {CHAPTERS[chapter]}\n" in page


def test_numbers_stay_in_order_and_sentences_may_be_shuffled():
    assert not ITEMS["softmax-shift"].shuffled
    assert ITEMS["softmax-others"].shuffled


@each_system
def test_a_file_is_the_same_whenever_it_is_made(system):
    data = made(system)
    assert made(system) == data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
        assert {each.date_time for each in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.compress_type for each in infos} == {zipfile.ZIP_STORED}


@each_system
def test_chapters_are_chosen_by_name_and_an_older_file_gives_way(system, tmp_path, capsys):
    path = tmp_path / f"questions{SYSTEMS[system][1]}"
    path.write_text("older")
    command = ["questions", system, "--out", str(path), "--chapter", "softmax", "sigmoid"]
    assert main(command) == 0
    assert path.read_bytes() == made(system, "sigmoid", "softmax")
    assert (
        capsys.readouterr().out == f"10 questions of 2 chapters are in {path}; import it as it is\n"
    )
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def refused(capsys, path, *more):
    """Return the sentence of a command that wrote nothing."""
    assert main(["questions", "moodle", "--out", str(path), *more]) == 2
    assert not path.exists()
    return capsys.readouterr().err


def test_what_cannot_be_is_refused_with_a_sentence(tmp_path, capsys):
    said = refused(capsys, tmp_path / "a.xml", "--chapter", "softmax", "nonsense")
    assert f"there is no chapter nonsense; the chapters are: {', '.join(CHAPTERS)}" in said
    assert "has to end in .xml" in refused(capsys, tmp_path / "a.zip")
    assert "there is no folder" in refused(capsys, tmp_path / "none" / "a.xml")
