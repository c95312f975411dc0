"""What ``_toc.yml`` says of the pages: which are chapters, and which of the others have figures."""

import yaml

from built import ROOT

# Pages that are no chapters, and so have neither lab nor module; why they are there.
NO_CHAPTERS = {
    "intro": "the question of the book, with the race of the two costs",
    "progress": "what a reader has answered of the self-tests",
    "notation": "each symbol once",
    "equations": "made from the ledger",
    "clinic": "mistakes in other texts, each tested where it stands",
    "assignments": "for students: how to work, check and hand in",
    "instructors": "for teachers: how to release, grade and export",
    "bibliography": "made from references.bib",
}


def _toc():
    return yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))


def chapters():
    """Return {stem: files below it} for the chapters: the pages of the numbered parts."""
    parts = [part for part in _toc()["parts"] if part.get("numbered")]
    entries = [entry for part in parts for entry in part["chapters"]]
    return {
        entry["file"].removeprefix("book/"): [below["file"] for below in entry.get("sections", [])]
        for entry in entries
    }


def others():
    """Return the stems of all pages that are no chapters: the first one, and the reference."""
    parts = [part for part in _toc()["parts"] if not part.get("numbered")]
    files = [entry["file"] for part in parts for entry in part["chapters"]]
    return [file.removeprefix("book/") for file in (_toc()["root"], *files)]
