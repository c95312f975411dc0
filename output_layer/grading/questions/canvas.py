"""Questions as a package of QTI 1.2 with the words that Canvas adds to it, a quiz for each chapter.

From QTI 2.1 Canvas takes no number with a tolerance. It has no reply to a wrong number of its own
either, so those to the known ones stand in the one reply to all.
"""

from xml.etree import ElementTree

from output_layer.grading.questions.markup import add, as_bytes, exact, inline, paragraph
from output_layer.grading.release import packed
from output_layer.selftests.asking import WORDS

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
RESPONSE = "response1"
RIGHT, WRONG = "correct_fb", "general_incorrect_fb"  # Canvas knows both by their names


def package(chapters):
    """Return the questions of chapters as the bytes of a zip."""
    files = {_path(chapter): as_bytes(_quiz(chapter)) for chapter in chapters}
    return packed(files | {"imsmanifest.xml": as_bytes(_manifest(chapters))})


def _path(chapter):
    return f"{_identifier(chapter.name)}/{chapter.name}.xml"


def _identifier(name):
    """Return a name that nothing else in a course has."""
    return f"output-layer-{name}"


def _manifest(chapters):
    root = ElementTree.Element("manifest", xmlns=PACKAGE, identifier=_identifier("package"))
    about = add(root, "metadata")
    add(about, "schema", "IMS Content")
    add(about, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    for chapter in chapters:
        named = {"identifier": _identifier(chapter.name), "type": "imsqti_xmlv1p2"}
        add(add(resources, "resource", **named), "file", href=_path(chapter))
    ElementTree.indent(root)
    return root


def _quiz(chapter):
    root = ElementTree.Element("questestinterop", xmlns=QTI)
    named = {"ident": _identifier(chapter.name), "title": chapter.title}
    section = add(add(root, "assessment", **named), "section", ident="root_section")
    for item in chapter.items:
        named = {"ident": _identifier(item.identifier), "title": item.title}
        _question(add(section, "item", **named), item)
    ElementTree.indent(root)
    return root


def _question(made, item):
    kind = "numerical_question" if item.typed else "multiple_choice_question"
    about = add(add(made, "itemmetadata"), "qtimetadata")
    for label, entry in {"question_type": kind, "points_possible": "1"}.items():
        field = add(about, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)
    asked = add(made, "presentation")
    _html(asked, paragraph(item.question.asks))
    if item.typed:
        _number(made, asked, item)
    else:
        _choices(made, asked, item)


def _choices(made, asked, item):
    offer = add(asked, "response_lid", ident=RESPONSE, rcardinality="Single")
    offered = add(offer, "render_choice", shuffle="Yes" if item.shuffled else "No")
    for identifier, answer in item.answers.items():
        label = add(offered, "response_label", ident=identifier)
        _html(label, inline(item.question.says(answer)))
    processing = _processing(made)
    for identifier in item.answers:
        _shown(_if_chosen(processing, identifier, goes_on=True), f"{identifier}_fb")
    _scored(_if_chosen(processing, item.right))
    for identifier, answer in item.answers.items():
        _feedback(made, f"{identifier}_fb", paragraph(answer.reply))


def _if_chosen(processing, identifier, *, goes_on=False):
    condition = _condition(processing, goes_on=goes_on)
    add(add(condition, "conditionvar"), "varequal", identifier, respident=RESPONSE)
    return condition


def _number(made, asked, item):
    question = item.question
    field = add(asked, "response_str", ident=RESPONSE, rcardinality="Single")
    add(add(field, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    processing = _processing(made)
    near = _condition(processing)
    _near(add(near, "conditionvar"), exact(question.right.finds), exact(question.within))
    _scored(near)
    _shown(near, RIGHT)
    other = _condition(processing, goes_on=True)
    add(add(other, "conditionvar"), "other")
    _shown(other, WRONG)
    _feedback(made, RIGHT, paragraph(question.right.reply))
    _feedback(made, WRONG, "".join(map(paragraph, _replies(item))))


def _near(variable, value, within):
    """Say the number and its bounds; Canvas finds the tolerance as their difference."""
    near = add(variable, "or")
    add(near, "varequal", str(value), respident=RESPONSE)
    between = add(near, "and")
    add(between, "vargte", str(value - within), respident=RESPONSE)
    add(between, "varlte", str(value + within), respident=RESPONSE)


def _replies(item):
    """Yield the reply to any number, and then those to the numbers that are known."""
    yield item.question.other
    for answer in item.wrong:
        yield f"{WORDS['instead'].format(item.question.says(answer))} {answer.reply}"


def _processing(made):
    processing = add(made, "resprocessing")
    score = {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}
    add(add(processing, "outcomes"), "decvar", **score)
    return processing


def _condition(processing, *, goes_on=False):
    return add(processing, "respcondition", **{"continue": "Yes" if goes_on else "No"})


def _scored(condition):
    add(condition, "setvar", "100", varname="SCORE", action="Set")


def _shown(condition, identifier):
    add(condition, "displayfeedback", feedbacktype="Response", linkrefid=identifier)


def _feedback(made, identifier, html):
    _html(add(add(made, "itemfeedback", ident=identifier), "flow_mat"), html)


def _html(parent, html):
    add(add(parent, "material"), "mattext", html, texttype="text/html")
