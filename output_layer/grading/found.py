"""Finds what students handed in: notebooks, folders, and zips from learning-management systems."""

import contextlib
from dataclasses import replace
from functools import partial
from pathlib import Path

from output_layer.grading.choice import chosen
from output_layer.grading.files import Found, under, zipped
from output_layer.grading.layout import students
from output_layer.grading.nested import looked_into
from output_layer.grading.systems import gradescope_names, numbered

__all__ = ["Found", "found"]


@contextlib.contextmanager
def found(paths, assignment, *, data=(), skip=(), how=None):
    """Give the submissions under ``paths``, one a student, in the order of their names.

    ``assignment`` is its name; the notebook that bears it counts before others. Files that are
    called like one of ``data``, and the paths in ``skip``, are passed over; ``how`` decides for
    `layout.students`. Raises ``ValueError`` if there is no submission, if the layout can be read
    in two ways, or if two students have one number; and ``FileNotFoundError``.
    """
    skipped = {Path(path).absolute() for path in skip}
    with contextlib.ExitStack() as archives:
        by_student, places = {}, {}
        for path in dict.fromkeys(paths):
            around, files = under(Path(path), assignment, skipped, archives)
            listed = partial(zipped, assignment=assignment)
            files = looked_into(files, listed, how, archives)
            files = [file for file in files if file.place.name not in data]
            for file in _owned(files, around, assignment, how):
                by_student.setdefault(file.student, []).append(file)
                if not file.number:
                    places.setdefault(file.student, set()).add(around)
        _check_places(places)
        own = {student: _of_this(files, assignment) for student, files in by_student.items()}
        own = {student: files for student, files in own.items() if files}
        if not own:
            raise ValueError(f"no submissions are in {', '.join(map(str, paths))}")
        _check_numbers(own)
        yield [_with_rivals(own[student], assignment) for student in sorted(own)]


def _with_rivals(files, assignment):
    best = chosen(files, assignment)
    return replace(best, rivals=tuple(file for file in files if file.place != best.place))


def _owned(files, around, assignment, how):
    """Return the files that are somebody's, each with its student."""
    owners = students([file.place for file in files], around, assignment, how)
    names = gradescope_names(files)
    pairs = zip(files, owners, strict=True)
    owned = [replace(file, student=names.get(owner, owner)) for file, owner in pairs if owner]
    return numbered(owned, listed=set(names.values()))


def _check_places(places):
    """Raise ``ValueError`` if a name that no system has given stands in two of the paths."""
    for student, around in sorted(places.items()):
        if len(around) > 1:
            where = " and in ".join(map(str, sorted(around)))
            raise ValueError(
                f"{student} is in {where}: if these are two students, name the folder around both; "
                f"if it is one, name only the work that counts"
            )


def _check_numbers(by_student):
    """Raise ``ValueError`` if one number of a system stands with two names."""
    owners = {}
    for student, files in by_student.items():
        owners.setdefault(files[0].number or student, []).append(student)
    twice = [" and ".join(sorted(names)) for names in owners.values() if len(names) > 1]
    if twice:
        raise ValueError(f"two students have one number: {'; '.join(sorted(twice))}")


def _of_this(files, assignment):
    """Return the files of this assignment, where a tree holds several as nbgrader's does."""
    deep = [file for file in files if len(file.place.parts) > 2]
    own = [file for file in deep if file.place.parent.name == assignment]
    return own or [
        file for file in files if file not in deep or file.place.parent.name != file.place.stem
    ]
