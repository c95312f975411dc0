"""The book as a PDF for reading and for print, tagged to PDF/UA-1, set by Typst.

Everything comes from the built pages. Answers stand at the end of the book, with the number of
their page wherever a page of the site hides one.
"""

import re
import shutil
import tempfile
from pathlib import Path

import matplotlib
import typst

from output_layer.formats.about import book, imprint
from output_layer.formats.forms import keep
from output_layer.formats.formulas import formulas
from output_layer.formats.pages import FIRST, parsed, read, shown
from output_layer.formats.plain import WORDS, plain
from output_layer.formats.typst import FONT, Links, Writer, array, label, quoted

TEMPLATE = Path(__file__).with_name("book.typ")
PAPERS = {"pdf": "a4", "letter": "us-letter"}  # as Typst calls them
STANDARD = "ua-1"
ANSWER = 3  # the level of an answer's title, below its page's and the part's
MADE = 0  # seconds since 1970: the same pages give the same bytes
CHINESE = Path(__file__).parents[1] / "site" / "vendor" / "notosanssc"
# Beside Typst's own. One by one: Matplotlib's folder also has a font with a box for every letter,
# and with it Typst would not stop at a letter that no font has.
FONTS = [
    *sorted(Path(matplotlib.get_data_path(), "fonts", "ttf").glob("DejaVuSans*.ttf")),
    *CHINESE.glob("*.ttf"),
]
_FAMILY = re.compile(r"font-family: ?system-ui(, ?sans-serif)?")


def make(site):
    """Write the PDF for each size of paper; return their paths."""
    pages, about = read(site), book(parsed(site / f"{FIRST}.html"))
    made = papers(document([(page, plain(page)) for page in pages], about), site / "_images")
    return [keep(site, form, content) for form, content in made.items()]


def papers(text, pictures):
    """Return the PDF of a document for each size of paper, by the names of the forms.

    Raises ``ValueError`` with what Typst says: a letter that no font has, a picture without words.
    """
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        main, inputs = folder / "main.typ", {"page": WORDS["page"]}
        main.write_text(text, encoding="utf-8")
        shutil.copy(TEMPLATE, folder)
        _pictures(pictures, folder / "_images")
        (folder / "fonts").mkdir()
        for font in FONTS:
            shutil.copy(font, folder / "fonts")
        options = {"font_paths": [folder / "fonts"], "ignore_system_fonts": True, "timestamp": MADE}
        options |= {"root": folder, "pdf_standards": [STANDARD]}
        try:
            return {
                form: typst.compile(main, sys_inputs={**inputs, "paper": paper}, **options)
                for form, paper in PAPERS.items()
            }
        except typst.TypstError as error:
            raise ValueError(f"Typst cannot set the book: {error}") from error


def document(contents, about):
    """Return the text of the whole book for Typst.

    The contents are pairs of a page and what `plain` makes of it.
    """
    trees = [tree for _, one in contents for tree in _trees(one)]
    known = formulas(shown(trees))
    labels = _labels(contents)
    text, part = [_opening(about)], ""
    for page, one in contents:
        if page.place.part != part:
            part = page.place.part
            text.append(f"#part[#{quoted(part)};]\n")
        writer = Writer(Links(page.name, labels, about.address), known, _level(page.place))
        text += [f"#anchor({quoted(label(page.name))});", writer.block(one.content)]
    text.append(f"#part[#{quoted(WORDS['answers'])};]\n")
    for page, one in contents:
        if one.answers:
            text.append(f"#answers-of[#{quoted(page.title)};]\n")
            writer = Writer(Links(page.name, labels, about.address), known, ANSWER)
            text += [_answer(writer, answer) for answer in one.answers]
    return "\n".join(text)


def _trees(one):
    return [one.content, *(answer.content for answer in one.answers)]


def _level(place):
    """Return the level of a page's title: chapters stand in parts, labs in chapters."""
    return 2 + place.depth if place.part else 1


def _opening(about):
    title, authors, language = map(quoted, (about.title, about.authors, about.language))
    lines = array(quoted(line) for line in imprint(about))
    return (
        f'#import "book.typ": *\n#show: of-book.with({title}, {authors}, {language})\n'
        f"#title-page({title}, {quoted(about.line)}, {authors}, {lines})\n"
        "#contents\n"
    )


def _answer(writer, answer):
    anchor = quoted(label(writer.links.page, answer.id))
    goal = quoted(label(writer.links.page, answer.question))
    back = f"#to-answer[#inside({goal}, true)[#{quoted(WORDS['back'])};]];"
    title = f"#anchor({anchor});#answer[#{quoted(answer.title)};]"
    return f"{title}\n{writer.block(answer.content)}\n{back}\n"


def _labels(contents):
    """Return the labels that the document has."""
    labels = {label(page.name) for page, _ in contents}
    for page, one in contents:
        ids = {e.get("id") for tree in _trees(one) for e in tree.iter() if e.get("id")}
        ids |= {answer.id for answer in one.answers}
        labels |= {label(page.name, id_) for id_ in ids}
    return labels


def _pictures(source, goal):
    """Copy pictures, the letters of drawings in a font that is always there."""
    goal.mkdir()
    for path in source.iterdir():
        if path.suffix == ".svg":
            text = _FAMILY.sub(f"font-family: {FONT}", path.read_text(encoding="utf-8"))
            (goal / path.name).write_text(text, encoding="utf-8")
        else:
            shutil.copy(path, goal)
