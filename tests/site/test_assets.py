"""What is made when all pages stand is made once."""

from types import SimpleNamespace

from output_layer.site import assets


def test_a_build_with_nothing_to_do_touches_nothing(tmp_path):
    page, sheet = tmp_path / "page.html", tmp_path / "_static" / "site.css"
    sheet.parent.mkdir()
    for path in (page, sheet):
        path.write_text("as it was made", encoding="utf-8")
    app = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=tmp_path)
    assets.finish(app, None)
    assert {page.read_text("utf-8"), sheet.read_text("utf-8")} == {"as it was made"}
    assert sorted(tmp_path.rglob("*.*")) == [sheet, page]
