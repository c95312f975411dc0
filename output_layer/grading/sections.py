"""Whether folders hold several students each: sections of a class, not the work of one student."""

import re

from output_layer.grading.names import of_canvas, without_counter

# Folders that hold a class; another one may be a student's.
CLASS = re.compile(
    r"submi(t|ssion(?!_\d))|students?\b|class|course|section|group|tutorial|download|export|assign|"
    r"homework|files|work\b|abgabe|einreich|kurs|gruppe|übung|entrega|rendu|devoir",
    re.IGNORECASE,
)
WORK = (".ipynb", ".zip")


def is_work(parts):
    """Whether the last of the parts of a path is a notebook or a zip."""
    return parts[-1].lower().endswith(WORK)


def stem(parts):
    """Return the last of the parts of a path, without what tells its kind."""
    return parts[-1].rpartition(".")[0] or parts[-1]


def some(names, most=3):
    """Return the first of the names as a text."""
    names = sorted(names)
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def are_sections(tops, layout):
    """Whether folders hold several students each, not the work of one."""
    direct, nested = {}, {}
    for top, inner in tops.items():
        work = [parts for _, parts in inner if is_work(parts)]
        direct[top] = [parts for parts in work if len(parts) == 1]
        nested[top] = {parts[0] for parts in work if len(parts) > 1}
    files = [parts for found in direct.values() for parts in found]
    if files and all(of_canvas(parts[-1]) for parts in files):
        return True
    if any(map(layout.is_named, files)):
        return False
    if not files:
        return _of_folders(nested, layout)
    return _of_files(direct, files, layout)


def _of_folders(nested, layout):
    """Whether the inner folders are students: their names differ, those of work repeat."""
    names = sorted(name for found in nested.values() for name in found)
    if len({frozenset(found) for found in nested.values()}) == 1:
        return False
    if all(map(CLASS.search, nested)):
        return True
    several = len(names) > len(nested)
    if several and len(set(names)) < len(names):
        one = f"{len(nested)} students, {some(nested)}"
        layout.ask(layout.root, [(name,) for name in names], "subfolders", one, "folders")
    return several


def _of_files(direct, files, layout):
    """Whether the files are students: there are more than folders, or the folders say so."""
    names = [candidates(found, layout.name) for found in direct.values()]
    if len(set(names)) == 1:  # the same in each: they tell what it is, not whose
        return False
    several, classes = any(len(found) > 1 for found in names), all(map(CLASS.search, direct))
    if several and classes and all(names):
        return True
    if several or classes:
        one = f"{len(direct)} students, {some(direct)}"
        layout.ask(layout.root, files, "files", one, "folders")
    return False


def candidates(files, assignment):
    """Return what may be students among the names of the files in one folder.

    One with the assignment's name in it, among others, is what a student means to hand in.
    """
    stems = frozenset(without_counter(stem(parts)) for parts in files)
    named = {one for one in stems if assignment.casefold() in one.casefold()}
    return frozenset(named) or stems
