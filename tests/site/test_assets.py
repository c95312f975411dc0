"""What is made when all pages stand is made once, and says what its sources say."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from rcssmin import cssmin

from output_layer.figures.style import stylesheet
from output_layer.site import assets

STATIC = Path(assets.__file__).parent / "static"
SHEETS = {path.name: path.read_text("utf-8") for path in STATIC.glob("*.css")}
# A sheet as a browser understands it: conditions, selectors and declarations, one in another. The
# spaces in a variable and after the colon of a condition mean nothing.
UNDERSTOOD = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const told = (rule) => [
    (rule.conditionText ?? "").replace(/: /g, ":"),
    rule.selectorText ?? "",
    (rule.style?.cssText ?? "").replace(/\\s/g, ""),
    [...(rule.cssRules ?? [])].map(told),
  ];
  return [...sheet.cssRules].map(told);
}"""


def test_a_build_with_nothing_to_do_touches_nothing(tmp_path):
    page, sheet = tmp_path / "page.html", tmp_path / "_static" / "site.css"
    sheet.parent.mkdir()
    for path in (page, sheet):
        path.write_text("as it was made", encoding="utf-8")
    app = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=tmp_path)
    assets.finish(app, None)
    assert {page.read_text("utf-8"), sheet.read_text("utf-8")} == {"as it was made"}
    assert sorted(tmp_path.rglob("*.*")) == [sheet, page]


@pytest.mark.parametrize("name", ["figures", *sorted(SHEETS)])
def test_a_small_sheet_says_what_the_written_one_says(browser, name):
    text = stylesheet() if name == "figures" else SHEETS[name]
    page = browser.new_page()
    written, small = (page.evaluate(UNDERSTOOD, each) for each in (text, cssmin(text)))
    page.close()
    assert len(written) > 5
    assert small == written
