"""Finds what students handed in: notebooks, folders, and zips from learning-management systems.

Nothing is unpacked onto the disk. A link is not followed, for it could lead to the solution.
"""

import contextlib
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from output_layer.grading.archives import DAMAGE, extracted, members, unpacked
from output_layer.grading.names import readable, student_of
from output_layer.grading.submission import LARGEST, UnreadableError

CLUTTER = {"__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__"}
NAMED, NOTEBOOK, ZIP, OTHER = range(4)  # how likely a file is to be the submission, best first


@dataclass(frozen=True)
class Found:
    """One student's submission: where it lies, how it is read, and what to tell the student.

    ``place`` is a path for people to read; ``when`` is year, month, … second.
    """

    student: str
    assignment: str
    place: PurePosixPath
    when: tuple[int, ...]
    load: Callable[[], bytes] = field(compare=False)
    notes: tuple[str, ...] = ()

    def read(self):
        """Return the bytes of the notebook; raise ``UnreadableError`` with a sentence if none."""
        try:
            data = self.load()
        except OSError as error:
            raise UnreadableError(f"The file cannot be read: {error.strerror}.") from None
        return unpacked(data, self.assignment) if data.startswith(b"PK\3\4") else data

    @property
    def rank(self):
        """How likely the file is to be the submission: `NAMED`, the best, to `OTHER`."""
        suffix, stem = self.place.suffix.lower(), self.place.stem
        if suffix == ".ipynb":
            return NAMED if f"_{stem}".endswith(f"_{self.assignment}") else NOTEBOOK
        return ZIP if suffix == ".zip" else OTHER


@contextlib.contextmanager
def found(paths, assignment, *, data=(), skip=()):
    """Give the submissions under ``paths``, one a student, in the order of their names.

    ``assignment`` is its name; the notebook that bears it counts before others. Files that are
    called like one of ``data``, and the paths in ``skip``, are passed over. Raises ``ValueError``
    if there is no submission, and ``FileNotFoundError`` for a path that is not there.
    """
    skipped = {Path(path).absolute() for path in skip}
    with contextlib.ExitStack() as archives:
        students = {}
        for path in paths:
            for file in _of_this(_under(Path(path), assignment, skipped, archives), assignment):
                if file.place.name not in data:
                    students.setdefault(file.student, []).append(file)
        if not students:
            raise ValueError(f"no submissions are in {', '.join(map(str, paths))}")
        yield [_chosen(students[student]) for student in sorted(students)]


def _under(path, assignment, skipped, archives):
    """Return the files under one of the paths that the teacher has named."""
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}")
    if path.is_dir():
        root = path.absolute()
        return [_file(file, root, assignment) for file in _walk(root) if not _in(file, skipped)]
    if path.suffix.lower() == ".zip":
        with contextlib.suppress(*DAMAGE):  # else it is one unreadable file
            return list(_zipped(archives.enter_context(ZipFile(path)), path, assignment))
    return [_file(path.absolute(), path.absolute().parent, assignment)]


def _in(file, folders):
    return file in folders or any(parent in folders for parent in file.parents)


def _walk(root):
    """Return the files under a folder; links to folders are among them, and lead no further."""
    for folder, folders, files in os.walk(root):
        folders[:] = filter(_counts, folders)
        here = Path(folder)
        yield from (here / file for file in filter(_counts, files))
        yield from (here / one for one in folders if (here / one).is_symlink())


def _counts(name):
    return not name.startswith(".") and name not in CLUTTER


def _file(path, root, assignment):
    place, around = (PurePosixPath(readable(one)) for one in (path.relative_to(root), root))
    status = path.lstat()
    load = partial(_load, path) if stat.S_ISREG(status.st_mode) else _refuse
    when = tuple(time.localtime(status.st_mtime)[:6])
    return Found(student_of(place, around, assignment), assignment, place, when, load)


def _load(path):
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _refuse():
    raise UnreadableError("The file is a link or no ordinary file; hand in the notebook itself.")


def _zipped(archive, path, assignment):
    around = PurePosixPath(readable(path.absolute().with_suffix("")))
    for place, info in members(archive):
        if all(map(_counts, place.parts)):
            student = student_of(place, around, assignment)
            load = partial(extracted, archive, info)
            yield Found(student, assignment, place, tuple(info.date_time), load)


def _of_this(files, assignment):
    """Return the files of this assignment, where a tree holds several as nbgrader's does."""
    own = [file for file in files if file.place.parts[1:-1] == (assignment,)]
    return own or [file for file in files if file.place.parts[1:-1] != (file.place.stem,)]


def _chosen(files):
    """Return the file that counts among those of one student, with a sentence if it is a choice."""
    best = min(file.rank for file in files)
    rivals = [file for file in files if file.rank == best]
    newest = max(rivals, key=lambda file: (file.when, str(file.place)))
    if len(rivals) == 1 or best == OTHER:
        return newest
    note = f"{len(rivals)} notebooks were handed in; the newest, {newest.place}, is graded."
    return replace(newest, notes=(note,))
