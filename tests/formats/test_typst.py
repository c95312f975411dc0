"""The calls of Typst that each element of a page becomes, and formulas in its notation."""

import html5lib
import pytest
import typst

from output_layer.formats.formulas import Formula, in_typst
from output_layer.formats.pdf import TEMPLATE
from output_layer.formats.typst import Links, Writer, quoted
from printed import Printed

IMAGE = '<img src="../_images/x.svg" alt="A" style="width: 96px">'
LINKS = Links("book/a", {"book/b", "book/a#here"}, "https://example.org")


def written(html, links=LINKS, formulas=None):
    """Return what the writer makes of a piece of a page, without white space at its ends."""
    tree = html5lib.parse(f"<body>{html}", namespaceHTMLElements=False)
    return Writer(links, formulas or {}, 2).block(tree.find("body")).strip()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a  b\n c", '#"a b c";'),
        ('#let x = "\\"', '#"#let x = \\"\\\\\\"";'),
        ("<em>a</em> <strong>b</strong>", '#emph[#"a";]; #strong[#"b";];'),
        ("<code>f(x)</code>", '#raw("f(x)");'),
        ("<pre>a\n  b\n</pre>", '#code("a\\n  b");'),
        ("<ul><li>a<li>b</ul>", '#list([#"a";], [#"b";]);'),
        ("<ol><li>a</ol>", '#enum([#"a";]);'),
        ("<h2>a</h2>", '#headed(3, "section-2")[#"a";];'),
        ("<h1>a</h1>", '#headed(2, "chapter")[#"a";];'),
        ('<p id="here">a</p>', '#anchor("book/a#here");\n\n#"a";'),
        ('<p class="aside">a</p>', '#aside[#"a";];'),
        ('<span lang="zh-Hans">中</span>', '#text(lang: "zh")[#"中";];'),
        ('<span class="visually-hidden">right: </span>1', '#"1";'),
        ('<a href="b.html">b</a>', '#inside("book/b", true)[#"b";];'),
        ('<a href="#here">here</a>', '#inside("book/a#here", false)[#"here";];'),
        ('<a class="answered" href="#here">here</a>', '#inside("book/a#here", true)[#"here";];'),
        ('<a href="https://example.com">x</a>', '#outside("https://example.com")[#"x";];'),
        ('<a href="c.html#d">c</a>', '#outside("https://example.org/book/c.html#d")[#"c";];'),
        (IMAGE, '#picture("/_images/x.svg", "A", 72.0pt);'),
    ],
)
def test_an_element_becomes_a_call(html, text):
    assert written(html) == text


def test_a_link_to_what_is_not_in_the_book_is_its_text_where_no_address_is_known():
    assert written('<a href="c.html">c</a>', LINKS._replace(address="")) == '#"c";'


def test_a_table_has_its_head_its_sides_and_its_caption():
    table = """<table><caption>T</caption><thead><tr><th>x</th><th>y</th></tr></thead>
      <tr><td class="text-left">1</td><td class="text-right">2</td></tr></table>"""
    text = written(table)
    assert text.startswith('#grid-of(2, (left, right, ), [#"T";], (table.cell()[#"x";], ')
    assert text.endswith('(table.cell()[#"1";], table.cell()[#"2";], ));')


def test_a_formula_has_its_words_and_its_number():
    html = '<div class="math" data-tex="a"><span class="eqno">(5.1)</span></div>'
    known = {("a", True): Formula("a", "the letter a", "")}
    assert written(html, formulas=known) == '#displayed-formula("the letter a", "(5.1)", $ a $);'


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("a_j - \\delta_{jy}", "a_j - delta_(j y)"),
        ("\\lVert w \\rVert", "lr(bar.v.double w bar.v.double)"),
        ("C = 1. \\tag{quoted}", "C = 1 ."),
    ],
)
def test_a_formula_is_written_in_the_notation_of_typst(latex, text):
    assert in_typst([latex]) == [text]


def test_a_comment_in_a_derivation_keeps_its_formulas():
    latex = "\\begin{aligned} a &= b \\\\ &{\\footnotesize\\text{Insert $b_{1}$.}} \\end{aligned}"
    assert "#note[Insert $b_1$.]" in in_typst([latex])[0]


def test_a_formula_that_pandoc_cannot_read_is_named():
    with pytest.raises(ValueError, match="nothing"):
        in_typst(["\\begin{nothing}x"])


def bounds(body, folder):
    """Return how far the words of a book go to the right, and the width of its widest page."""
    text = f'#import "book.typ": *\n#show: of-book.with("A", "B", "en")\n= Heading\n{body}'
    (folder / "book.typ").write_bytes(TEMPLATE.read_bytes())
    (folder / "main.typ").write_text(text)
    pdf = typst.compile(folder / "main.typ", root=folder, sys_inputs={"paper": "a4"})
    printed = Printed(pdf, 28)
    return printed.cut(), max(sheet.get_width() for sheet in printed.sheets)


@pytest.mark.parametrize(("columns", "upright"), [(2, True), (7, True), (12, False)])
def test_a_table_of_any_width_stands_on_its_page(columns, upright, tmp_path):
    cells = "".join(f"<td>{'NotImplementedError '}{at}</td>" for at in range(columns))
    cut, width = bounds(written(f"<table><tr>{cells}</tr></table>"), tmp_path)
    assert cut == []
    assert (width < 600) == upright


def test_quotes_and_backslashes_of_a_text_mean_nothing_to_typst():
    strange = 'a "b" \\ c\n\td'
    code = f"#metadata({quoted(strange)})<x>".encode()
    assert typst.query(code, "<x>", field="value", one=True) == f'"{quoted(strange)[1:-1]}"'
