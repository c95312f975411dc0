"""Chinese on the site: found by the search, said to be Chinese, and set as Chinese is."""

import json
import re

import docutils.frontend
import docutils.utils
import pytest
from bs4 import BeautifulSoup
from docutils import nodes

import nodejs
from built import ROOT
from contents import chapters
from output_layer.site.chinese import MarkPage, MarkRuns
from output_layer.site.search import SPLITTER, Search
from reader import PAGES, reading, results

HAN = re.compile("[\u4e00-\u9fff]+")
TEXTS = [
    "梯度",
    "熵",
    "梯度消失了",
    "softmax 回归、交叉熵",
    "S形函数",
    "the gradient, 梯度下降",
    "σ(z) is 1/(1 + e^−z)",
    "2.303",
    "",
]


# The index and the reader's query fall into the same words.


@pytest.mark.parametrize("text", TEXTS)
def test_a_query_is_split_as_the_index_is(text):
    script = f"{SPLITTER}process.stdout.write(JSON.stringify(splitQuery({json.dumps(text)})))"
    assert json.loads(nodejs.node("-e", script)) == Search({}).split(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("梯度消失", ["梯度", "度消", "消失"]),
        ("熵", ["熵"]),
        ("S形函数a", ["S", "形函", "函数", "a"]),
    ],
)
def test_neighbours_are_words(text, words):
    assert Search({}).split(text) == words


# What is marked.


def marked(title, *texts):
    """Return the section of a page after the transform."""
    settings = docutils.frontend.get_default_settings()
    document = docutils.utils.new_document("page", settings)
    paragraph = nodes.paragraph("", "", *map(nodes.Text, texts))
    document += nodes.section("", nodes.title("", title), paragraph)
    MarkPage(document).apply()
    MarkRuns(document).run()
    return document[0]


def test_a_chinese_word_in_an_english_page_is_marked_alone():
    section = marked("Words", "called 梯度 or 斜率.")
    assert section["classes"] == []
    (paragraph,) = section.findall(nodes.paragraph)
    assert paragraph.astext() == "called 梯度 or 斜率."
    assert [each.astext() for each in paragraph.findall(nodes.inline)] == ["梯度", "斜率"]
    assert {each["classes"][0] for each in paragraph.findall(nodes.inline)} == {"language-zh-Hans"}


def test_a_page_with_a_chinese_title_is_marked_as_a_whole():
    section = marked("输出层", "一个", "\n", "神经元。\n它 a", "\n", "b")
    assert section["classes"] == ["language-zh-Hans"]
    assert [each.astext() for each in section[0].findall(nodes.inline)] == ["输出层"]
    assert section[1].astext() == "一个神经元。它 a\nb", "only between characters no space is meant"


def test_a_text_that_does_not_know_its_parent_is_marked_too():
    """As those that come out of the output of a cell."""
    settings = docutils.frontend.get_default_settings()
    document = docutils.utils.new_document("page", settings)
    document += nodes.paragraph("", "", nodes.Text("a 梯度"), nodes.Text("b"))
    for text in document[0].children:
        text.parent = None
    MarkRuns(document).run()
    assert [each.astext() for each in document[0]] == ["a ", "梯度", "b"]


# On the site.


@pytest.mark.parametrize("name", PAGES)
def test_all_chinese_of_a_page_is_said_to_be_chinese(site, name):
    page = BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    texts = page.body.find_all(string=HAN)
    if name in ("book/zh", "book/glossary"):
        assert len(texts) > 40
    unmarked = [
        text
        for text in texts
        if text.parent.name not in ("script", "style", "template")
        and not text.find_parent(lang="zh-Hans")
        and not text.find_parent(["pre", "code"])
        and not text.find_parent(class_="onlyprint")
    ]
    assert unmarked == []


def test_the_chinese_page_is_declared_and_its_formulas_and_links_are_there(site):
    page = BeautifulSoup((site / "book" / "zh.html").read_text(encoding="utf-8"), "html.parser")
    section = page.select_one("article section")
    assert section["lang"] == "zh-Hans"
    source = (ROOT / "book" / "zh.md").read_text(encoding="utf-8")
    assert len(section.select("div.math math")) == source.count("{glue:math}")
    links = {link["href"] for link in section.select("a[href]")}
    assert {f"{stem}.html" for stem in chapters()} <= links
    description = page.select_one("meta[name=description]")["content"]
    assert HAN.search(description)
    assert " " not in re.sub(r"(?<=[\w.]) | (?=[\w.])", "", description)


LATIN = r"""(figure) => [...figure.querySelectorAll("*")]
  .filter((node) => !node.closest("style"))
  .flatMap((node) => [
    ...[...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data),
    ...["aria-label", "aria-valuetext", "title"].map((name) => node.getAttribute(name)),
  ])
  .filter((text) => /[A-Za-z]{2}/.test(text ?? ""))"""


def test_the_figure_speaks_chinese_and_runs(browser, address):
    with reading(browser, address, "book/zh") as (page, problems):
        figure = page.locator(".figure")
        figure.scroll_into_view_if_needed()
        figure.get_by_role("button", name="播放").click()
        page.wait_for_function("document.querySelector('.facts b').textContent !== '0'")
        assert figure.evaluate(LATIN) == []
        assert "周期" in figure.locator(".plot").first.get_attribute("aria-label")
        assert problems == []


SPACES = r"""() => [...document.querySelectorAll("article section p")]
  .map((p) => p.innerText)
  .filter((text) => /[\u4e00-\u9fff\u3002\uff0c][ \n][\u4e00-\u9fff]/.test(text))"""


def test_no_line_of_the_source_ends_in_a_space(browser, address):
    with reading(browser, address, "book/zh") as (page, _):
        assert page.evaluate(SPACES) == []
        fonts = page.evaluate(
            "getComputedStyle(document.querySelector('article section p')).fontFamily"
        )
        assert "PingFang SC" in fonts
        assert "Noto Sans CJK SC" in fonts


@pytest.mark.parametrize("query", ["梯度", "交叉熵", "softmax loss", "NLL", "CrossEntropyLoss"])
def test_the_search_finds_the_glossary(browser, address, query):
    assert "book/glossary" in pages_found(browser, address, query)


@pytest.mark.parametrize("query", ["梯度", "交叉熵的斜率", "学习率相同", "隐藏层"])
def test_the_search_finds_words_within_chinese_sentences(browser, address, query):
    assert "book/zh" in pages_found(browser, address, query)


def test_the_search_does_not_find_what_is_not_there(browser, address):
    assert pages_found(browser, address, "梯度熵") == []


def pages_found(browser, address, query):
    """Return the pages that a search finds."""
    with reading(browser, address, "search", f"?q={query}") as (page, _):
        return [link.split(".html")[0] for link in results(page)]
