"""The Sphinx extension: its parts, and a small book built with and without a repository."""

import re
import shutil
from base64 import b64decode
from io import BytesIO
from xml.etree import ElementTree

import nbformat
import pytest
import yaml
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from built import ROOT, build
from output_layer.site import arrival, colab, fonts, head, maths, properties, settings, styles

KERNEL = "kernelspec: {name: python3, display_name: Python 3, language: python}"
FIGURE = f"""---
file_format: mystnb
{KERNEL}
---
# Figure

```{{code-cell}}
---
mystnb:
  figure: {{caption: Two costs., name: fig-two}}
---
from output_layer.figures import Slopes

Slopes()
```
"""
URL = "https://github.com/someone/somebook"
SITE = "https://someone.example/book/"
CHAPTER = f"""---
file_format: mystnb
{KERNEL}
---
# Sigmoid

A plain sentence. One with $x^2$ in it. The *last* sentence of three.

```{{exercise}}
:label: ex-one
What is one and one?
```

```{{solution}} ex-one
:class: dropdown
It is $2$.
```

| wide | table |
|------|-------|
| 1    | 2     |
"""
PLAIN = "# Plain\n\nA page with no lab, no kernel, and a <b> in code: `<b>`.\n"
TOC = {
    "format": "jb-book",
    "root": "book/plain",
    "chapters": [{"file": "book/sigmoid", "sections": [{"file": "notebooks/sigmoid"}]}],
}


def small_book(folder, **changes):
    """Write a book of three pages under the book's own settings, build it, return where."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config["repository"]["url"] = changes.get("url", "")
    config["html"]["baseurl"] = changes.get("baseurl", "")
    static = "output_layer/site/static"
    shutil.copytree(ROOT / static, folder / static)
    for name in ("book", "notebooks"):
        (folder / name).mkdir()
    lab = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Lab\n\nDo it.")])
    lab.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    files = {
        "_config.yml": yaml.safe_dump(config),
        "_toc.yml": yaml.safe_dump(TOC),
        "book/plain.md": changes.get("page", PLAIN),
        "book/sigmoid.md": CHAPTER,
        "book/references.bib": "",
        "notebooks/sigmoid.ipynb": nbformat.writes(lab),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return build(folder, folder / "out", changes.get("builder", "html"))


@pytest.fixture(scope="module")
def private(tmp_path_factory):
    """Return the site of the small book that has no address and no repository."""
    return small_book(tmp_path_factory.mktemp("private"))


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """Return the site of the small book that has both."""
    return small_book(tmp_path_factory.mktemp("public"), url=URL, baseurl=SITE)


def page(site, name):
    return (site / f"{name}.html").read_text(encoding="utf-8")


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def links(text):
    return re.findall(r'(?:href|src|content)="(https?://[^"]+)"', text)


@pytest.mark.parametrize("name", ["book/plain", "book/sigmoid", "notebooks/sigmoid", "search"])
def test_private_site_names_no_host_and_leads_nowhere(private, name):
    text = page(private, name)
    assert links(text) == []
    for word in ("launch-buttons", "Colab", "Binder", "source-repository", "issues", "og:"):
        assert word not in text
    assert not (private / "sitemap.xml").exists()


def test_public_chapter_and_lab_launch_the_lab(public):
    for name in ("book/sigmoid", "notebooks/sigmoid"):
        found = links(page(public, name))
        repository = URL.removeprefix("https://github.com/")
        lab = "notebooks/sigmoid.ipynb"
        assert f"{settings.COLAB}/github/{repository}/blob/main/{lab}" in found
        assert f"{settings.BINDER}/v2/gh/{repository}/main?urlpath=lab/tree/{lab}" in found
        assert URL in found
        assert not [link for link in found if "book/sigmoid.md" in link]


def test_public_page_without_a_lab_launches_nothing(public):
    assert "launch-buttons" not in page(public, "book/plain")


def test_public_site_has_previews_and_a_sitemap(public):
    assert f'content="{SITE}book/sigmoid.html"' in page(public, "book/sigmoid")
    sitemap = (public / "sitemap.xml").read_text()
    assert f"<loc>{SITE}book/sigmoid.html</loc>" in sitemap
    assert "index.html</loc>" not in sitemap.replace("genindex", "")  # it only leads on


def test_repository_elsewhere_than_github_has_no_colab():
    options = settings.repository_options({"repository_url": "https://example.org/a/b"})
    assert "colab_url" not in options["launch_buttons"]


def test_chapter_offers_its_lab_and_lab_its_chapter(private):
    block = page(private, "book/sigmoid").partition('id="lab"')[2]
    assert 'href="../notebooks/sigmoid.html"' in block
    assert "make lab" in words(block)
    downloads = re.findall(r'href="\.\./(_downloads/[^"]+/sigmoid\.ipynb)"', block)
    assert len(downloads) == 2  # the lab, and the chapter itself
    assert all((private / name).is_file() for name in downloads)
    block = page(private, "notebooks/sigmoid").partition('id="run"')[2]
    assert 'href="../book/sigmoid.html"' in block
    assert "make lab" in words(block)


def test_page_without_a_lab_has_no_block(private):
    assert "run-block" not in page(private, "book/plain")


def test_solution_folds_without_a_script(private):
    text = page(private, "book/sigmoid")
    assert re.search(r'<details class="[^"]*solution[^"]*"', text)
    assert re.search(r"<summary>\s*Solution\s*</summary>", text)
    assert "toggle" not in re.search(r'<details class="[^"]*solution.*?</details>', text, re.S)[0]


def test_latex_gets_the_picture_of_a_figure(tmp_path):
    latex = small_book(tmp_path, page=FIGURE, builder="latex")
    text = "".join(path.read_text(encoding="utf-8") for path in latex.glob("*.tex"))
    (name,) = re.findall(r"includegraphics{{(\w+)}\.pdf}", text)
    assert (latex / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert "Two costs." in text
    assert "widget" not in text


def test_pages_load_only_what_they_need(private):
    text = page(private, "book/sigmoid")
    scripts = re.findall(r'<script([^>]*)src="([^"]+)"', text)
    assert [name for _, name in scripts if re.search("thebe|fontawesome|toggle|search", name)] == []
    early = [name.rpartition("/")[2] for how, name in scripts if "text/later" not in how]
    assert [name.partition("?")[0] for name in early] == ["start.js"]
    assert re.findall(r'<link rel="stylesheet"[^>]*href="([^"]+)"', text) == ["../_static/site.css"]


@pytest.mark.parametrize("name", ["book/sigmoid", "notebooks/sigmoid", "search", "genindex"])
def test_every_page_waits_for_the_later_features_first(private, name):
    waiting = re.findall(r'<script[^>]*type="text/later"[^>]*>', page(private, name))
    assert re.search(r'src="(?:\.\./)?_static/later\.js', waiting[0])
    assert len([script for script in waiting if "later.js" in script]) == 1


def test_search_page_gets_its_scripts_in_order(private):
    scripts = re.findall(r'<script [^>]*src="([^"?]+)', page(private, "search"))
    names = [name.rpartition("/")[2] for name in scripts]
    assert (
        names.index("doctools.js") < names.index("searchtools.js") < names.index("searchindex.js")
    )


@pytest.mark.parametrize("name", ["book/plain", "book/sigmoid", "notebooks/sigmoid"])
def test_page_has_language_title_and_one_description(private, name):
    text = page(private, name)
    assert '<html lang="en"' in text
    assert re.search(r"<title>[^<]+ — The Output Layer|<title>[^<]+The Output Layer", text)
    assert len(re.findall(r'<meta name="description" content="[^"]+"', text)) == 1


def test_description_keeps_plain_sentences_only(private):
    text = page(private, "book/sigmoid")
    assert 'content="A plain sentence. The last sentence of three."' in text


def described(*texts):
    return head.description(nodes.section("", *(nodes.paragraph("", text) for text in texts)))


def test_description_ends_where_search_engines_cut():
    sentence = "Nine words are quite enough for one short sentence."
    text = described(*[sentence] * 9)
    assert len(text) <= head.LENGTH
    assert text == " ".join([sentence] * 3)[: len(text)]
    assert text.endswith(".")


@pytest.mark.parametrize(
    ("after", "inside", "outside"),
    [
        (", and on", ",", " and on"),
        (").", ").", ""),
        (" and on", "", " and on"),
        ("-th, and on", "", "-th, and on"),
        (" (or so)", "", " (or so)"),
    ],
)
def test_formula_keeps_the_punctuation_after_it(after, inside, outside):
    settings = get_default_settings()
    settings.env = None  # which Sphinx adds
    document = new_document("page", settings)
    before = [nodes.Text(after), nodes.emphasis("", "b")]  # an equal text, not to be touched
    paragraph = nodes.paragraph("", "", *before, nodes.math("a", "a"), nodes.Text(after))
    document += paragraph
    maths.KeepPunctuation(document).run()
    kept = [span.astext() for span in paragraph.findall(nodes.inline)]
    assert kept == ([f"a{inside}"] if inside else [])
    assert paragraph.astext() == f"{after}ba{inside}{outside}"


def text_of(formula):
    return "".join(ElementTree.fromstring(f"<p>{formula}</p>").itertext())


@pytest.mark.parametrize(
    ("formula", "lines"),
    [
        ("a = b", ["a=b"]),
        (
            "p = a + b + c + d + e + f + g + h",
            ["p=", "a+", "b+", "c+", "d+", "e+", "f+", "g+", "h"],
        ),
        (r"\operatorname{softplus}(z) = \log(1 + e^z)", ["softplus(z)=", "log(1+ez)"]),
        (r"(a + b + c + d + e + f + g + h)", ["(a+b+c+d+e+f+g+h)"]),
    ],
)
def test_long_formula_breaks_where_tex_would_break_it(formula, lines):
    pieces = maths.mathml(formula).split("<wbr>")
    assert [text_of(piece).replace("\N{FUNCTION APPLICATION}", "") for piece in pieces] == lines


@pytest.mark.parametrize("front", ["y", "2", "y_i", "(1 - y)", r"\{y\}", r"\frac{1}{2}"])
def test_logarithm_keeps_its_distance(front):
    assert maths.mathml(rf"{front}\log a").count('<mspace width="0.1667em">') == 2
    assert maths.mathml(rf"\log a + {front}").count('<mspace width="0.1667em">') == 1


def test_formula_that_is_none_is_named():
    with pytest.raises(ExtensionError, match=r"'.*nonsense.*' is not a formula.*Unsupported"):
        maths.mathml(r"\nonsense{a}")
    assert "<mi>a</mi>" in maths.mathml("a")  # and the next one is set


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".used{a:b}.unused{a:b}", ".used{a:b}"),
        (".used .unused, p > .used{a:b}", "p > .used{a:b}"),
        ("#used{a:b}#unused{a:b}", "#used{a:b}"),
        ("p:not(.unused){a:b}", "p:not(.unused){a:b}"),
        ("@media print{.unused{a:b}}", ""),
        ("@media print{.used{a:b}}", "@media print{.used{a:b}}"),
        ("@font-face{font-family:F}", "@font-face{font-family:F}"),
        ("/* note */p{}/*! licence */", "/*! licence */\n"),
        ('a[href=".unused"]{a:b}', 'a[href=".unused"]{a:b}'),
        ("table{a:b}p{a:b}", "p{a:b}"),
        ("a.used{a:b}p.used{a:b}p a{a:b}", "p.used{a:b}p a{a:b}"),
        ("p.made.used>a::before{a:b}a.made{c:d}", "p.made.used>a::before{a:b}a.made{c:d}"),
        ("p+table~a,a:hover :is(table){a:b}", "a:hover :is(table){a:b}"),
    ],
)
def test_rules_that_match_nothing_are_left_out(tmp_path, text, expected):
    known = styles.elements(['<p class="used" id="used"><a href="#"><i class="both made">'])
    assert styles.trimmed({tmp_path / "a.css": text}, known, {"made"}, tmp_path) == expected


def test_addresses_follow_the_stylesheet(tmp_path):
    text = ".used{a:url(../b.png);c:url(data:x);d:url(#e)}"
    known = styles.elements(['<p class="used">'])
    moved = styles.trimmed({tmp_path / "deep" / "a.css": text}, known, set(), tmp_path)
    assert moved == ".used{a:url(b.png);c:url(data:x);d:url(#e)}"


def test_page_without_javascript_gets_the_light_colours(tmp_path):
    sheet = {tmp_path / "a.css": 'html[data-theme="light"]{a:b}'}
    text = styles.trimmed(sheet, styles.elements(["<html>"]), set(), tmp_path)
    assert text == "html:not([data-theme=dark]){a:b}"


TOP = '<html><p class="used">A word.</p>'


INSIDE = "@font-face{font-family:Awesome;src:url(data:font/woff2;base64,AA)}"
BESIDE = "@font-face{font-family:Awesome;src:url(fonts/a.woff2)}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".used{a:b}.later{a:b}", ".used{a:b}"),
        ("p{a:b}table{a:b}", "p{a:b}"),
        ("html p.used,p table{a:b}", "html p.used{a:b}"),
        ("*{a:b}:root{a:b}", "*{a:b}:root{a:b}"),
        ("p:hover{a:b}p:focus-visible{a:b}p:first-child{a:b}", "p:first-child{a:b}"),
        ("@media (min-width:1px){p{a:b}table{a:b}}", "@media (min-width:1px){p{a:b}}"),
        ("@media print{p{a:b}}", ""),
        ("@keyframes used{to{a:b}}", ""),
        ("@font-face{font-family:Formulas}", ""),
        ('@font-face{font-family:"Font Awesome"}', '@font-face{font-family:"Font Awesome"}'),
        (f"{INSIDE}{BESIDE}", INSIDE),
    ],
)
def test_first_lines_need_few_rules(text, expected):
    assert styles.opening(text, [TOP]) == expected


def test_a_font_in_a_file_stays_in_the_sheet_where_its_address_is_right():
    assert styles.without_icons(f"{INSIDE}{BESIDE}p{{a:b}}") == f"{BESIDE}p{{a:b}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p{--a:1;--b:2;c:var(--a)}", "p{--a:1;c:var(--a)}"),
        ("p{--a:1}q{c:d}", "q{c:d}"),
        ("p{--a:var(--b);--b:1;--c:var(--d);--d:1;e:var(--a)}", "p{--a:var(--b);--b:1;e:var(--a)}"),
        ("p{--named:1}", "p{--named:1}"),
        ('p{--a:url("x;y{z}");b:c}', "p{b:c}"),
        (
            "@media print{p{--a:1}q{--b:1;c:var( --b , 2)}}",
            "@media print{q{--b:1;c:var( --b , 2)}}",
        ),
        ("@keyframes k{to{a:b}}p{animation:1s k}", "@keyframes k{to{a:b}}p{animation:1s k}"),
        ("@keyframes k{to{a:b}}p{a:k}", "p{a:k}"),
        ("@keyframes k{to{b:var(--a)}}p{--a:1;animation-name:k}",) * 2,
        ("@font-face{font-family:F}/*! licence */", "@font-face{font-family:F}/*! licence */"),
    ],
)
def test_variables_and_animations_that_nothing_asks_for_are_left_out(text, expected):
    assert properties.used_only(text, ["node.style.setProperty('--named', 1)"]) == expected


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("<section><h1>A</h1><p>B <em>c</em>.</p><table></table></section>", "<table>"),
        ("<h1>A</h1><p>B.</p><p>C <math></math>.</p>", "<p>C"),
        ("<h1>A</h1><p>B.</p><widget-view></widget-view><p>C.</p>", "<widget-view>"),
        ("<h1>A <math></math></h1><p>B.</p>", "<math>"),
    ],
)
def test_sheet_comes_before_the_first_block_that_needs_it(body, first):
    assert body[arrival.first_lines(body) :].startswith(first)


def test_sheet_comes_last_where_all_is_plain():
    assert arrival.first_lines("<h1>A</h1><p>B.</p>") == len("<h1>A</h1><p>B.</p>")


def test_elements_are_told_by_name_classes_and_id():
    pages = [
        '<p class="a b" id="c" title="d">',
        "<I\nclass='x' class=\"e\"><br></p>",
        "<!-- <x -->",
    ]
    expected = [{"<p", "a", "b", "c"}, {"<i", "e"}, {"<br"}]
    assert styles.elements(pages) == set(map(frozenset, expected))


FONT = ROOT / "output_layer/site/vendor/latinmodern/latinmodern-math.woff2"


def test_font_is_cut_to_the_glyphs_in_use():
    font = fonts.cut(FONT.read_bytes(), {ord("a"), ord("=")})
    assert set(TTFont(BytesIO(font)).getBestCmap()) == {ord("a"), ord("=")}
    assert len(font) < 3000
    assert font == fonts.cut(FONT.read_bytes(), {ord("a"), ord("=")})


def test_font_without_glyphs_in_use_is_none():
    assert fonts.cut(FONT.read_bytes(), {0x4E00}) is None


def test_characters_of_maths_are_those_inside_it():
    page = "abc<math><mi>x</mi><mo>&lt;</mo><mi>h</mi><mi>log</mi></math>def<p>g</p>"
    italic = {ord("\N{MATHEMATICAL ITALIC SMALL X}"), ord("\N{PLANCK CONSTANT}")}
    assert fonts.characters_of_maths([page]) == set(map(ord, "<log")) | italic
    upright = '<mi mathvariant="normal">x</mi><mtext>h</mtext>'
    assert fonts.characters_of_maths([upright]) == set(map(ord, "xh"))


def test_the_sign_of_a_root_is_a_character_that_no_page_writes():
    page = "<math><msqrt><mn>2</mn></msqrt></math>"
    assert fonts.characters_of_maths([page]) == {ord("2"), ord("√")}


def test_characters_of_variables_are_those_that_figures_mark():
    page = '{"label": "the output *a* over *wx*, 2 * 3 * 4", "axis": "*η*"}'
    assert fonts.characters_of_variables([page]) == set(map(ord, "awxη"))


def test_characters_of_icons_are_read_from_the_stylesheet():
    sheet = '.a{--fa:"\\f0c9"}.b::before{content:"\\2b"}.c{content:none}'
    assert fonts.characters_of_icons(sheet) == {0xF0C9, 0x2B}


def test_every_icon_of_a_page_is_in_the_font(private):
    sheet = (private / "_static/site.css").read_text(encoding="utf-8")
    names = frozenset().union(*styles.elements([page(private, "book/sigmoid")]))
    icons = {name for name in names if name.startswith("fa-")} - {"fa-solid", "fa-regular", "fa-lg"}
    assert {"fa-bars", "fa-magnifying-glass", "fa-download"} & icons
    assert all(re.search(rf"\.{icon}\b[^{{}}]*{{", sheet) for icon in icons)
    first = re.search(
        r"<style data-first>(.*?)</style>", page(private, "book/sigmoid").split("</noscript>")[1]
    )[1]
    face = re.search(r"Font Awesome[^}]*font-weight:900[^}]*base64,([^)]+)", first)
    font = TTFont(BytesIO(b64decode(face[1])))
    private_use = {code for code in fonts.characters_of_icons(sheet) if code >= 0xE000}
    assert private_use
    assert private_use <= set(font.getBestCmap())


def new_lab():
    cells = [nbformat.v4.new_markdown_cell("# Lab"), nbformat.v4.new_code_cell("1 + 1")]
    return nbformat.v4.new_notebook(cells=cells)


def test_colab_cell_stands_after_the_title_and_installs_from_the_repository():
    lab = colab.fit(new_lab(), URL)
    assert [cell.cell_type for cell in lab.cells] == ["markdown", "code", "code"]
    assert f'%pip install --quiet "git+{URL}"' in lab.cells[1].source
    nbformat.validate(lab)


def test_colab_cell_comes_once_and_goes_again():
    lab, before = new_lab(), new_lab()
    before.cells = list(lab.cells)
    assert colab.fit(colab.fit(colab.fit(lab, URL), URL), "") == before


def test_colab_command_fits_every_lab(tmp_path, capsys):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "_config.yml").write_text(f"repository: {{url: '{URL}'}}")
    path = tmp_path / "notebooks" / "a.ipynb"
    nbformat.write(new_lab(), path)
    colab.main(tmp_path)
    assert URL in path.read_text()
    assert "installs from" in capsys.readouterr().out
    colab.main(tmp_path)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=str)
def test_labs_fit_the_repository_setting(path):
    """If this fails, run `python -m output_layer.site.colab`."""
    lab = nbformat.read(path, as_version=4)
    cells = [cell.source for cell in lab.cells]
    assert [c.source for c in colab.fit(lab, colab.repository_url(ROOT)).cells] == cells
