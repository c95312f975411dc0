"""The head of each page: its scripts, its description, its launch buttons."""

import html
import re

from docutils import nodes

from output_layer.site.arrival import arrange

# The words a reader hears; a translation replaces this table.
WORDS = {"fold": "Pages of this chapter"}
# There are no tabs, and later.js loads what copies when a reader is about to.
NOT_NEEDED = ("design-tabs", "clipboard.min.js")
COPYING = "copybutton.js"  # of code, and the page of search has none
LATER = "text/later"  # start.js runs these when the page stands
# What marks the words of a search: start.js runs them for those who come from one.
AFTER_SEARCH = ("doctools.js", "sphinx_highlight.js")
HOLE = "\0"
PLAIN = (nodes.paragraph, nodes.emphasis, nodes.strong, nodes.inline)
VIEWPORT = re.compile(r'<meta [^>]*name="viewport"[^>]*>\s*')
LENGTH = 155  # what search engines show of a description
FULL_STOPS = ("。", "？", "！")  # of Chinese, where no space follows
END = re.compile(r"(?<=[.?!])\s+|(?<=[。？！])\s*(?!$)")


def refine(app, pagename, templatename, context, doctree):
    """Keep what the page needs; `html-page-context` calls this for each page."""
    context["script_files"][:] = _scripts(context["script_files"], pagename)
    context["css_files"][:] = []  # all are in the one stylesheet, see `assets`
    arrange(app, context)
    context["metatags"] = _metatags(app, context, doctree)
    _launch_labs(app, context)
    _name_folds(context)


def _metatags(app, context, doctree):
    """Add a description to what there is, and leave out the second viewport that docutils adds."""
    tags = VIEWPORT.sub("", context.get("metatags", ""))
    if not context.get("title") or 'name="description"' in tags:
        return tags
    title = re.sub("<[^>]+>", "", context["title"])
    said = description(doctree) if doctree else ""  # source code has a page without a document
    text = said or f"{title}: a page of {app.config.html_title}."
    return f'{tags}<meta name="description" content="{html.escape(text)}">\n'


def _scripts(scripts, pagename):
    kept = [script for script in scripts if _needed(script, pagename)]
    for script in kept:
        if script.filename:
            for key in ("type", "data-after"):  # of the page before: pages share their scripts
                script.attributes.pop(key, None)
            script.attributes.update(_when(str(script.filename), pagename))
    return kept


def _when(name, pagename):
    """Return the attributes that say when a script runs; the search page needs most at once."""
    if name.endswith("start.js"):
        return {"defer": "defer"}
    if pagename == "search" and not name.endswith("later.js"):
        return {}
    return {"type": LATER} | ({"data-after": "search"} if name.endswith(AFTER_SEARCH) else {})


def _needed(script, pagename):
    """Leave out what the page does not need, and the theme's options, which say the default."""
    body, name = str(script.attributes.get("body")), str(script.filename)
    unused = (*NOT_NEEDED, COPYING) if pagename == "search" else NOT_NEEDED
    return not any(each in name for each in unused) and "DOCUMENTATION_OPTIONS." not in body


def description(doctree):
    """Return the first plain sentences of a page, as many as a search engine shows.

    Sentences with formulas or citations read badly there and are left out.
    """
    section = next(doctree.findall(nodes.section), doctree)
    paragraphs = [p for p in section.children if isinstance(p, nodes.paragraph)]
    chosen = ""
    for sentence in _sentences(paragraphs):
        if len(chosen) + len(sentence) > LENGTH:
            break
        chosen += sentence if chosen.endswith(FULL_STOPS) else f" {sentence}"
    return chosen.strip()


def _sentences(paragraphs):
    for paragraph in paragraphs:
        for sentence in END.split(_plain(paragraph)):
            if sentence and HOLE not in sentence:
                yield sentence


def _plain(node):
    """Return the text of a paragraph with a mark in place of what is not plain text."""
    if isinstance(node, nodes.Text):
        return re.sub(r"\s+", " ", str(node))
    if not isinstance(node, PLAIN):
        return HOLE
    return "".join(map(_plain, node.children))


def _launch_labs(app, context):
    """Make the launch buttons of a chapter open its lab: its own text would open as raw text."""
    page = context["pagename"]
    lab = page.replace("book/", "notebooks/", 1)
    groups = context.get("header_buttons", [])
    launch = [group for group in groups if group.get("label") == "launch-buttons"]
    if launch and lab not in app.env.found_docs:
        groups.remove(launch[0])
    for button in launch[0]["buttons"] if launch else ():
        button["url"] = button["url"].replace(f"{page}.md", f"{lab}.ipynb")


def _name_folds(context):
    """Give a name to the arrows that open and close a chapter in the sidebar."""
    tree = context.get("generate_toctree_html")
    if tree is not None:
        name = f'<summary aria-label="{WORDS["fold"]}">'
        context["generate_toctree_html"] = lambda *args, **options: str(
            tree(*args, **options)
        ).replace("<summary>", name)
