"""What ``_toc.yml`` says of the pages: which are chapters, and which of the others have figures."""

import yaml

from built import ROOT

# Pages that are no chapters, and so have neither lab nor module; why they are there.
NO_CHAPTERS = {
    "intro": "the question of the book, with the race of the two costs",
    "libraries": "what well-known libraries return, measured",
    "clinic": "mistakes in other texts, each tested where it stands",
    "assignments": "for students: how to work, check and hand in",
    "projects": "one open question for each part of the book",
    "instructors": "for teachers: how to release, grade and export",
    "progress": "what a reader has answered of the self-tests",
    "summary": "what goes with what, and how libraries call it",
    "questions": "short answers to what people search for",
    "tools": "mathematics beyond derivatives, one number each",
    "notation": "each symbol once",
    "glossary": "other names of the same things, and the Chinese ones",
    "equations": "made from the ledger",
    "package": "made from the docstrings",
    "bibliography": "made from references.bib",
    "zh": "the question and its answer in Chinese",
}


def _toc():
    return yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))


def _numbered():
    """Return {stem: files below it} for the pages of the numbered parts."""
    parts = [part for part in _toc()["parts"] if part.get("numbered")]
    entries = [entry for part in parts for entry in part["chapters"]]
    return {
        entry["file"].removeprefix("book/"): [below["file"] for below in entry.get("sections", [])]
        for entry in entries
    }


def chapters():
    """Return {stem: files below it} for the chapters: what stands in the numbered parts."""
    return {stem: below for stem, below in _numbered().items() if stem not in NO_CHAPTERS}


def others():
    """Return the stems of all pages that are no chapters, in reading order."""
    files = [entry["file"] for part in _toc()["parts"] for entry in part["chapters"]]
    stems = [file.removeprefix("book/") for file in (_toc()["root"], *files)]
    return [stem for stem in stems if stem not in chapters()]
