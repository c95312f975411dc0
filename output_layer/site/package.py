"""The page of the package: the directive ``{package}`` lists what it offers, from its docstrings.

A section for each chapter that offers something, in the order of the book, then one for the tools
that all of them use. Autodoc reads signatures and docstrings, viewcode shows the source. Here the
docstrings get what a page has and a terminal has not: raised and lowered letters, the equations
that the ledger prints, and the numbers between which the state of a figure lies.
"""

import re
from importlib import import_module
from inspect import isclass, isfunction, signature
from pathlib import Path
from pkgutil import iter_modules

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

import output_layer
from output_layer import figures
from output_layer.algebra import kept
from output_layer.site.blocks import CHAPTERS, PACKAGE

__all__ = ["Package", "label", "offered", "register", "typeset"]

# The words a reader sees; a translation replaces this table.
WORDS = {
    "chapter": "The chapter [](/{page}.md) explains them.",
    "gradcheck": ("Gradients", "One checker for every gradient of the book, and for yours."),
    "tasks": ("Tasks of the labs", "What the labs call to answer a reader."),
    "figures": (
        "Figures",
        "In a notebook a figure is an object whose attributes are its state: it moves as they "
        "are set. `readouts()` gives its numbers as it shows them, `values()` as they are, and "
        "`picture()` its drawing as SVG. An attribute outside of its bounds raises `TraitError`, "
        "a name that is none `TypeError`.",
    ),
    "state": "state",
    "bounds": "``{name}`` from {low:g} to {high:g}",
}
BESIDE = ("gradcheck", "tasks", "figures")  # the chapters; each has its title in `WORDS`
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_EQUATION = re.compile(r"^:equation:(.*)$")
_LITERAL_OR_BAR = re.compile(r"(``.*?``)|\|", re.DOTALL)
# A lowered letter, or several in braces; a raised one, or several in brackets or braces.
_SCRIPT = re.compile(
    r"(?<=[^\W\d_]|\))_(?:\{(?P<low>[^{}]*)\}|(?P<letter>[^\W\d_])(?!\w))"
    r"|\^(?:\((?P<high>(?:[^()]|\([^()]*\))*)\)|(?P<one>\w))"
)
_AS_IT_IS = (nodes.literal, nodes.doctest_block, nodes.literal_block, nodes.math_block)


class Package(SphinxDirective):
    """Lists what the package offers, section by section."""

    def run(self):
        """Return the sections."""
        found = offered(self.config.external_site_map)
        return [self._section(stem, names) for stem, names in found.items()]

    def _section(self, stem, names):
        title, opening = WORDS[stem] if stem in BESIDE else self._chapter(stem)
        section = nodes.section(ids=[label(stem)], names=[label(stem)])
        section += nodes.title(title, title)
        self.state.document.note_explicit_target(section, section)
        body = f"{opening}\n\n{_entries(names)}"
        self.state.nested_parse(StringList(body.splitlines(), self.env.docname), 0, section)
        return section

    def _chapter(self, stem):
        page = f"{CHAPTERS}/{stem}"
        path = Path(self.env.doc2path(page))
        self.env.note_dependency(str(path))
        return _TITLE.search(path.read_text(encoding="utf-8"))[1], WORDS["chapter"].format(
            page=page
        )


def label(stem):
    """Return the label of a section of the page."""
    return f"{PACKAGE}-{stem}"


def offered(site_map):
    """Return what the package offers: chapter, or what stands beside them → names as imported.

    A chapter offers what the top of the package takes from its module, and all that the module
    itself names in ``__all__``.
    """
    stems = [Path(page).name for page in site_map if str(page).startswith(f"{CHAPTERS}/")]
    found = {stem: list(_names(stem)) for stem in (*stems, *BESIDE)}
    return {stem: names for stem, names in found.items() if names}


def _names(stem):
    """Yield what the modules of a topic offer as it is imported, in the order of the modules."""
    top = output_layer.__name__
    for known in iter_modules(output_layer.__path__):
        if known.name != stem and not known.name.startswith(f"{stem}_"):
            continue
        module = import_module(f"{top}.{known.name}")
        for name, found in vars(module).items():
            if name in getattr(module, "__all__", ()):
                yield f"{module.__name__}.{name}"
            elif name in output_layer.__all__ and _home(found) == module.__name__:
                yield f"{top}.{name}"


def _home(found):
    """Return the module in which a function or class was written, None of everything else."""
    return getattr(found, "__module__", None)


def _entries(names):
    """Return directives of autodoc for names as they are imported, as Markdown (MyST)."""
    lines = []
    for whole in names:
        module, _, name = whole.rpartition(".")
        found = getattr(import_module(module), name)
        kind = "autoclass" if isclass(found) else "autofunction"
        lines += [f".. currentmodule:: {module}", "", f".. {kind}:: {name}{_call(found)}"]
        lines += [f"   :members: {', '.join(_methods(found))}", ""] if _methods(found) else [""]
    return "\n".join(["```{eval-rst}", *lines, "```"])


def _call(found):
    """Return the arguments of a figure, which autodoc would take from traitlets."""
    return (
        str(signature(found)) if isclass(found) and issubclass(found, figures.base.Figure) else ""
    )


def _methods(found):
    """Return the methods that a class itself defines, without what every figure has."""
    own = (name for name, each in vars(found).items() if isfunction(each) and isclass(found))
    return [name for name in own if name[0] != "_" and not hasattr(figures.base.Figure, name)]


def typeset(app, what, name, obj, options, lines):
    """Turn a docstring into text of a page; `autodoc-process-docstring` calls this."""
    text = _LITERAL_OR_BAR.sub(lambda match: match[1] or r"\|", "\n".join(lines))
    lines[:] = [new for line in text.split("\n") for new in _with_equations(line)]
    if isclass(obj) and issubclass(obj, figures.base.Figure):
        lines += [f":{WORDS['state']}: {_state(obj)}", ""]


def _with_equations(line):
    """Yield a line; of the field that names equations, the equations."""
    found = _EQUATION.match(line)
    if not found:
        yield line
        return
    yield ":equation:"
    for each in found[1].split():
        formula = kept.printed(each)["equation"].strip("$\n")
        rows = (f"         {row}" for row in formula.split("\n"))
        yield from ("", "   .. container:: derived", "", "      .. math::", "", *rows)
        yield from ("", f"      :eq:`{each}`", "")


def _state(figure):
    """Return the bounded attributes of a figure with their bounds."""
    limits = figure._limits().items()
    bounds = (
        WORDS["bounds"].format(name=name, low=low, high=high) for name, (low, high, _) in limits
    )
    return ", ".join(bounds).replace("-", "−")


class Scripts(SphinxTransform):
    """Raises and lowers the letters of formulas in docstrings, which are plain text."""

    default_priority = 400

    def apply(self, **kwargs):
        """Go through the texts of all descriptions."""
        for content in self.document.findall(addnodes.desc_content):
            for text in list(content.findall(nodes.Text)):
                if not isinstance(text.parent, _AS_IT_IS) and _SCRIPT.search(text):
                    text.parent.replace(text, list(_scripts(str(text))))


def _scripts(text):
    start = 0
    for match in _SCRIPT.finditer(text):
        yield nodes.Text(text[start : match.start()])
        kind = nodes.subscript if match["low"] or match["letter"] else nodes.superscript
        inside = next(part for part in match.groups() if part)
        yield kind(inside, "", *_scripts(inside))
        start = match.end()
    yield nodes.Text(text[start:])


def register(app):
    """Tell Sphinx."""
    app.setup_extension("sphinx.ext.autodoc")
    app.add_directive("package", Package)
    app.connect("autodoc-process-docstring", typeset)
    app.add_transform(Scripts)
