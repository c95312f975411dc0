"""Questions as a content package of QTI 2.1: a test with a section for each chapter.

The reply to an answer is a modal feedback. A test shows it at once, and as often as it is tried.
"""

from xml.etree import ElementTree

from output_layer.grading.questions.chapters import BOOK
from output_layer.grading.questions.markup import add, add_inline, as_bytes, exact
from output_layer.grading.release import packed

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TEST = "test.xml"
RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
OTHER = "other"
LETTERS = "12"  # that the field has room for


def package(chapters):
    """Return the questions of chapters as the bytes of a zip."""
    items = [item for chapter in chapters for item in chapter.items]
    files = {_path(item): as_bytes(_item(item)) for item in items}
    files[TEST] = as_bytes(_test(chapters))
    files["imsmanifest.xml"] = as_bytes(_manifest(items))
    return packed(files)


def _path(item):
    return f"items/{item.identifier}.xml"


# The package


def _manifest(items):
    root = ElementTree.Element("manifest", xmlns=PACKAGE, identifier="output-layer-package")
    about = add(root, "metadata")
    add(about, "schema", "QTIv2.1 Package")
    add(about, "schemaversion", "1.0.0")
    add(root, "organizations")
    resources = add(root, "resources")
    test = _resource(resources, "output-layer-test", "imsqti_test_xmlv2p1", TEST)
    for item in items:
        add(test, "dependency", identifierref=item.identifier)
        _resource(resources, item.identifier, "imsqti_item_xmlv2p1", _path(item))
    ElementTree.indent(root)
    return root


def _resource(resources, identifier, kind, href):
    resource = add(resources, "resource", identifier=identifier, type=kind, href=href)
    add(resource, "file", href=href)
    return resource


def _test(chapters):
    root = ElementTree.Element("assessmentTest", xmlns=QTI, identifier="output-layer", title=BOOK)
    _score(root)
    part = add(
        root, "testPart", identifier="chapters", navigationMode="nonlinear",
        submissionMode="individual",
    )  # fmt: skip
    add(part, "itemSessionControl", maxAttempts="0", showFeedback="true")
    for chapter in chapters:
        named = {"identifier": chapter.name, "title": chapter.title, "visible": "true"}
        section = add(part, "assessmentSection", **named)
        for item in chapter.items:
            add(section, "assessmentItemRef", identifier=item.identifier, href=_path(item))
    total = add(add(root, "outcomeProcessing"), "setOutcomeValue", identifier=SCORE)
    add(add(total, "sum"), "testVariables", variableIdentifier=SCORE)
    ElementTree.indent(root)
    return root


# A question


def _item(item):
    """Return a question; it is not indented, for in its texts a space would be read."""
    named = {"xmlns": QTI, "identifier": item.identifier, "title": item.title, LANGUAGE: "en"}
    root = ElementTree.Element("assessmentItem", named, adaptive="false", timeDependent="false")
    kind, right = ("float", _number(item)) if item.typed else ("identifier", item.right)
    declared = add(root, "responseDeclaration", **_variable(RESPONSE, kind))
    add(add(declared, "correctResponse"), "value", right)
    _score(root)
    add(root, "outcomeDeclaration", **_variable(FEEDBACK, "identifier"))
    _asked(add(root, "itemBody"), item)
    _processing(root, item)
    for identifier, answer in item.answers.items():
        _feedback(root, identifier, answer.reply)
    if item.typed:
        _feedback(root, OTHER, item.question.other)
    return root


def _number(item):
    return str(exact(item.question.right.finds))


def _variable(identifier, kind):
    return {"identifier": identifier, "cardinality": "single", "baseType": kind}


def _score(root):
    declared = add(root, "outcomeDeclaration", **_variable(SCORE, "float"))
    add(add(declared, "defaultValue"), "value", "0")


def _asked(body, item):
    if item.typed:
        add_inline(body, "p", item.question.asks)
        field = {"responseIdentifier": RESPONSE, "expectedLength": LETTERS}
        add(add(body, "p"), "textEntryInteraction", **field)
        return
    shuffle = "true" if item.shuffled else "false"
    offer = {"responseIdentifier": RESPONSE, "shuffle": shuffle, "maxChoices": "1"}
    offered = add(body, "choiceInteraction", **offer)
    add_inline(offered, "prompt", item.question.asks)
    for identifier, answer in item.answers.items():
        add_inline(offered, "simpleChoice", item.question.says(answer), identifier=identifier)


def _processing(root, item):
    """Add what happens to a response; to none, nothing happens."""
    condition = add(add(root, "responseProcessing"), "responseCondition")
    add(add(add(condition, "responseIf"), "isNull"), "variable", identifier=RESPONSE)
    for identifier, answer in item.answers.items():
        branch = add(condition, "responseElseIf")
        if item.typed:
            _near(branch, exact(answer.finds), exact(item.question.within))
        else:
            _compare(add(branch, "match"), "identifier", identifier)
        if identifier == item.right:
            _set(branch, SCORE, "float", "1")
        _reply(branch, identifier)
    if item.typed:
        _reply(add(condition, "responseElse"), OTHER)


def _near(branch, value, within):
    """Ask for a number between two bounds: not every system knows a tolerance."""
    between = add(branch, "and")
    _compare(add(between, "gte"), "float", str(value - within))
    _compare(add(between, "lte"), "float", str(value + within))


def _compare(comparison, kind, value):
    add(comparison, "variable", identifier=RESPONSE)
    add(comparison, "baseValue", value, baseType=kind)


def _reply(branch, identifier):
    _set(branch, FEEDBACK, "identifier", identifier)


def _set(branch, outcome, kind, value):
    add(add(branch, "setOutcomeValue", identifier=outcome), "baseValue", value, baseType=kind)


def _feedback(root, identifier, reply):
    named = {"identifier": identifier, "outcomeIdentifier": FEEDBACK, "showHide": "show"}
    add_inline(add(root, "modalFeedback", **named), "p", reply)
