"""Self-tests as forms: what a notebook shows as text with folds is, on the site, a form.

It has a group with a legend, radio buttons or a field, and below it a fold with every answer and
the reply to it. That is all there is without JavaScript. With it, ``later/selftests.mjs`` takes
the reply to the answer given out of the fold. Formats other than HTML get the same as text.
"""

import json
from functools import partial

from docutils import nodes
from sphinx import addnodes

from output_layer.selftests.asking import heading, verdict

# The words a reader sees; a translation replaces this table.
WORDS = {
    "number": "Your number",
    "check": "Check",
    "answers": "All answers, and why",
    "other": "Any other number",
}


class question_form(nodes.container):  # noqa: N801 - docutils names nodes so
    """The form of one question."""


class question_group(nodes.container):  # noqa: N801
    """The group of its legend and its controls."""


class question_legend(nodes.paragraph):  # noqa: N801
    """What is asked."""


class question_choice(nodes.paragraph):  # noqa: N801
    """A radio button and its words."""


class question_field(nodes.paragraph):  # noqa: N801
    """The field of a number and its label."""


class question_check(nodes.General, nodes.Element):  # noqa: N801
    """The button, and the place where the reply will stand."""


def forms(renderer, contents):
    """Return the forms of questions, as `output_layer.selftests` gives them to a notebook."""
    return [_form(partial(_inline, renderer.renderer), renderer, each) for each in contents]


def _form(inline, renderer, content):
    legend = question_legend("", "", nodes.strong("", heading(content)), nodes.Text(" "))
    legend += inline(content["asks"])
    form = question_form("", question_group("", legend, *_controls(inline, content)))
    form += addnodes.only("", question_check(), expr="html")
    form += _fold(inline, content)
    form.update_basic_atts({"names": [f"question-{content['id']}"]})
    renderer.renderer.document.note_explicit_target(form, form)
    form["data"] = _data(content)
    return form


def _data(content):
    """Return what the script needs to know of a question."""
    answers = content["answers"]
    data = {"question": content["id"], "right": [each["right"] for each in answers].index(True)}
    if content["other"]:
        values = json.dumps([each["value"] for each in answers])
        data |= {"values": values, "within": content["within"]}
    return {f"data-{key}": str(value) for key, value in data.items()}


def _controls(inline, content):
    if content["other"]:
        return [question_field("", WORDS["number"])]
    choices = content["answers"]
    return [question_choice("", "", *inline(each["says"]), name=content["id"]) for each in choices]


def _fold(inline, content):
    """Return all answers in the order of the controls, each with its reply; see `folds`."""
    items = [
        _item(inline(each["says"]), verdict(each), inline(each["reply"]))
        for each in content["answers"]
    ]
    if content["other"]:
        items.append(_item([nodes.Text(WORDS["other"])], "", inline(content["other"])))
    title = nodes.title("", WORDS["answers"])
    return nodes.admonition("", title, nodes.bullet_list("", *items), classes=["dropdown"])


def _item(says, word, reply):
    """Return an answer and its reply; what the reply begins with stands with the answer."""
    head = nodes.paragraph("", "", nodes.strong("", "", *says), nodes.Text(f" {word}".rstrip()))
    return nodes.list_item("", head, nodes.paragraph("", "", *reply))


def _inline(renderer, text):
    """Return Markdown of one line as nodes."""
    holder = nodes.Element()
    with renderer.current_node_context(holder):
        renderer.nested_render_text(text, 0, inline=True)
    return holder.children


# Written as HTML


def visit_form(translator, node):
    """Open the form; a script takes the answers, and they go nowhere."""
    options = {"CLASS": "self-test", **node["data"]}
    translator.body.append(translator.starttag(node, "form", "", **options))


def visit_choice(translator, node):
    """Write a radio button, and open its words."""
    button = translator.emptytag(nodes.Element(), "input", "", type="radio", name=node["name"])
    translator.body.append(f'<label class="self-test-choice">{button}<span>')


def depart_field(translator, node):
    """Write the field of a number; its letters are any, for 27 % and 1/4 are numbers too."""
    field = {"type": "text", "autocomplete": "off", "size": "12"}
    translator.body.append(translator.emptytag(nodes.Element(), "input", "", **field) + "</label>")


def visit_check(translator, node):
    """Write the button, which works when the script has come, and the place for the reply."""
    translator.body.append(
        f'<div class="self-test-check"><button type="submit" class="pst-js-only" disabled>'
        f'{WORDS["check"]}</button><p role="status"></p></div>\n'
    )
    raise nodes.SkipNode


def _open(tag, **options):
    return lambda translator, node: translator.body.append(
        translator.starttag(nodes.Element(), tag, "", **options)
    )


def _close(tags):
    return lambda translator, node: translator.body.append(f"{tags}\n")


def register(app):
    """Tell Sphinx how all are written; other formats know what they descend from."""
    field = _open("label", CLASS="self-test-field")
    app.add_node(question_form, html=(visit_form, _close("</form>")))
    app.add_node(question_group, html=(_open("fieldset"), _close("</fieldset>")))
    app.add_node(question_legend, html=(_open("legend"), _close("</legend>")))
    app.add_node(question_choice, html=(visit_choice, _close("</span></label>")))
    app.add_node(question_field, html=(field, depart_field))
    app.add_node(question_check, html=(visit_check, None))
