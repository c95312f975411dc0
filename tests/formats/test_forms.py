"""The list of the book's other forms: it links to all that there are, and to nothing else."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from built import ROOT, hashes
from output_layer.formats import __main__ as command
from output_layer.formats import folder, forms
from output_layer.formats.listing import COMMANDS, FILES, FOLDER, WORDS, listing, megabytes
from output_layer.site.forms import finish

DOOR = '<!doctype html><html lang="en"><p><a href="book/intro.html">A book</a></p></html>'
PAGE = "book/intro.html"
SIZE = 2_340_001


@pytest.fixture
def small(tmp_path):
    """Return a site of two pages."""
    (tmp_path / "book").mkdir()
    (tmp_path / "index.html").write_text(DOOR, encoding="utf-8")
    (tmp_path / PAGE).write_text(f"<h1>A book</h1>{listing(PAGE, {})}", encoding="utf-8")
    return tmp_path


def items(site, page=PAGE):
    text = (site / page).read_text(encoding="utf-8")
    return {
        each["data-form"]: each
        for each in BeautifulSoup(text, "html.parser")("li", {"data-form": True})
    }


def built(site, exception=None):
    """Do what a build does at its end."""
    finish(SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=site), exception)


def test_the_first_page_lists_every_form_and_names_what_is_there(site):
    listed, there = items(site), forms.sizes(site)
    assert list(listed) == list(FILES)
    assert {form for form, each in listed.items() if each.a} == set(there)


def test_a_form_that_is_not_there_names_its_command(small):
    for form, each in items(small).items():
        assert not each.a
        assert each.code.text == COMMANDS[form]
        assert WORDS[form] in each.text
        assert WORDS[f"{form} says"] in each.text


def test_a_form_that_is_there_is_a_link_that_says_kind_and_size(small):
    for form in FILES:
        path = forms.keep(small, form, bytes(SIZE))
        link = items(small)[form].a
        assert link.text == f"{WORDS[form]}, 2.4 MB"
        assert (small / PAGE).parent.joinpath(link["href"]).resolve() == path
        assert not items(small)[form].code
    assert {each.a is not None for each in items(small).values()} == {True}


def test_a_size_is_never_nothing():
    assert [megabytes(size) for size in (1, 100_000, 100_001)] == ["0.1 MB", "0.1 MB", "0.2 MB"]


def test_a_build_that_changes_nothing_keeps_the_forms(small):
    before = hashes(small)
    forms.keep(small, "pdf", b"a book")
    made = hashes(small)
    (small / PAGE).write_text(f"<h1>A book</h1>{listing(PAGE, {})}", encoding="utf-8")
    built(small)
    assert hashes(small) == made
    (small / FOLDER / FILES["pdf"]).unlink()
    built(small)
    assert {name: made for name, made in hashes(small).items() if FOLDER not in name} == before


@pytest.mark.parametrize("changed", [PAGE, "_static/site.css"])
def test_a_build_that_changes_a_file_takes_the_forms_away(small, changed):
    forms.keep(small, "epub", b"a book")
    (small / changed).parent.mkdir(exist_ok=True)
    with (small / changed).open("a", encoding="utf-8") as file:
        file.write("more")
    built(small)
    assert not (small / FOLDER).exists()
    assert [form for form, each in items(small).items() if each.a] == []


def test_a_form_of_another_site_is_gone_before_the_next_is_made(small):
    forms.keep(small, "epub", b"a book")
    (small / "index.html").write_text(DOOR.replace("A book", "Another"), encoding="utf-8")
    folder.make(small)
    assert list(forms.sizes(small)) == ["zip"]
    assert [form for form, each in items(small).items() if each.a] == ["zip"]


def test_a_build_that_fails_is_left_as_it_is(small):
    forms.keep(small, "epub", b"a book")
    before = hashes(small)
    built(small, exception=RuntimeError("no"))
    assert hashes(small) == before


def test_the_command_makes_a_form_and_says_where(small, capsys):
    assert command.main(["zip", "--site", str(small)]) == 0
    assert capsys.readouterr().out.strip() == str(small / FOLDER / FILES["zip"])
    assert (small / FOLDER / FILES["zip"]).is_file()


def test_without_a_site_the_command_says_what_builds_it(tmp_path, capsys):
    assert command.main(["zip", "--site", str(tmp_path / "no")]) == 1
    said = capsys.readouterr().err
    assert "make book" in said
    assert str(tmp_path / "no") in said
    assert list(tmp_path.iterdir()) == []


def test_another_site_is_no_book(small, capsys):
    (small / "index.html").write_text("<p>Something else</p>", encoding="utf-8")
    assert command.main(["zip", "--site", str(small)]) == 1
    assert "no book" in capsys.readouterr().err


def test_a_name_that_some_system_refuses_stops_the_command(small, capsys):
    (small / "aux.html").touch()
    assert command.main(["zip", "--site", str(small)]) == 1
    assert "site/aux.html: Windows has a device of this name." in capsys.readouterr().err
    assert not (small / FOLDER).exists()


def test_make_starts_the_builder_with_its_settings(tmp_path):
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import os; print(os.environ)"\n')
    python.chmod(0o755)
    command = ["make", "--old-file", ".venv/installed", f"BIN={tmp_path}", "book"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "'PYTHONHASHSEED': '0'" in done.stdout


def test_make_builds_the_book_first():
    stands = ["--old-file", ".venv/installed", "--old-file", ".venv/installed-forms"]
    plan = ["make", "--dry-run", *stands, "BIN=bin", "zip"]
    done = subprocess.run(plan, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("bin/python")]
    assert "output_layer.site ." in lines[0]
    assert lines[1:] == ["bin/python -m output_layer.formats zip --site _build/html"]
