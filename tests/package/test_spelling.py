"""One spelling for all that people read: prose, docstrings and comments are in British English.

Code is left alone: ``color`` and ``normalize`` are names of other people's programs.
"""

import ast
import io
import json
import re
import tokenize

import pytest

from built import ROOT

# American spellings, in lower case: "MIT License" is a name.
AMERICAN = re.compile(
    r"\b(?:"
    r"(?!size|prize|seize|capsize|resiz|siz)[a-z]{2,}iz(?:es?|ed|ers?|ing|ations?)"
    r"|analyz[a-z]+|colors?|colored|coloring|behaviors?|favors?|favorites?|neighbors?|neighboring"
    r"|labor|honors?|center(?:s|ed|ing)?|(?:centi|milli)?meters?|fibers?|license|defense|offense"
    r"|(?:cancel|model|label|travel|signal|channel|total)(?:ed|ing)|fulfills?"
    r"|gray(?:s|er|ish)?|toward|afterward|counter-?clockwise|catalogs?|dialogs?|artifacts?"
    r"|judgments?|skillful|aging"
    r")\b"
)
CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|`+[^`]*`+|\$\$.*?\$\$|\$[^$]*\$", re.DOTALL | re.MULTILINE)
MARKS = re.compile(r"\{[a-z:-]+\}|\]\([^)]*\)|https?://\S+|<[^>]*>")
# The titles of others, in their spelling.
QUOTED = ("Properties of softmax regression parameterization",)

FOLDERS = ("book", "notebooks", "assignments", "output_layer", "tests", "findings")


def american(text):
    """Return the American words of a text whose code and formulas do not count."""
    for quoted in QUOTED:
        text = text.replace(quoted, "")
    return AMERICAN.findall(MARKS.sub(" ", CODE.sub(" ", text)))


def prose_of_markdown(text):
    return text.removeprefix("---").partition("\n---\n")[2] if text.startswith("---") else text


def prose_of_notebook(text):
    for cell in json.loads(text)["cells"]:
        source = "".join(cell["source"])
        yield source if cell["cell_type"] == "markdown" else "\n".join(comments(source))


def comments(source):
    """Yield the comments of Python code, and nothing of code that is none: of other languages."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.string
    except (tokenize.TokenError, SyntaxError):
        return


def prose_of_python(text):
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds))
    docstrings = (ast.get_docstring(node) or "" for node in nodes)
    return "\n\n".join([*docstrings, *comments(text)])


def prose_of_script(text):
    return "\n".join(re.findall(r"(?:^|\s)//.*", text))


READERS = {
    ".md": prose_of_markdown,
    ".ipynb": lambda text: "\n\n".join(prose_of_notebook(text)),
    ".py": prose_of_python,
    ".mjs": prose_of_script,
}
FILES = [
    path
    for folder in [ROOT, *(ROOT / name for name in FOLDERS)]
    for path in sorted(folder.glob("*" if folder == ROOT else "**/*"))
    if path.suffix in READERS and ".ipynb_checkpoints" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_prose_is_british(path):
    assert american(READERS[path.suffix](path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    ["the colors of", "minimized", "an artifact", "the center", "labeled", "a license of", "gray"],
)
def test_american_words_are_found(text):
    assert american(f"It is {text} here.")


@pytest.mark.parametrize(
    "text",
    ["the size of a prize", "it is coloured", "set `color` to", "$center$", "the MIT License"],
)
def test_what_is_british_or_code_is_left_alone(text):
    assert not american(f"It is {text} here.")
