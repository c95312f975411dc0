"""Files that students may have handed in: in folders, alone, and in zips.

Nothing is unpacked onto the disk. A link is not followed, for it could lead to the solution.
"""

import contextlib
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from output_layer.grading.archives import DAMAGE, extracted, members, unpacked
from output_layer.grading.choice import taken
from output_layer.grading.names import canvas_pieces, counts, readable
from output_layer.grading.submission import LARGEST, UnreadableError

EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip holds instead of no time
WIDE = 20  # how many times its size in a zip a member may have, to be opened as a zip


@dataclass(frozen=True)
class Found:
    """One student's submission: where it lies, how it is read, and what to tell the student.

    ``place`` is a path for people to read; ``when`` is year, month, … second. Reading may have
    more to tell, which then is in ``told``. ``system`` is the one that has given the student
    ``number``, if any has; a number that a student has written into a name is none. ``label`` is
    how the student is called here, where ``entry`` of a roster gives another name. ``stream``
    opens the file itself, if that may be done; ``rivals`` are the student's other files.
    """

    student: str
    assignment: str
    place: PurePosixPath
    when: tuple[int, ...]
    load: Callable[[], bytes] = field(compare=False)
    notes: tuple[str, ...] = ()
    told: list[str] = field(default_factory=list, compare=False)
    timed: bool = False
    system: str = ""
    number: str = ""
    label: str = ""
    entry: dict = field(default_factory=dict)
    stream: Callable | None = field(default=None, compare=False)
    rivals: tuple = field(default=(), compare=False)

    @property
    def handed(self):
        """Where, by whom and, as far as it can be known, when it was handed in.

        The times in a zip of Moodle's are those of handing in, in others those of the download;
        on a disk they may be anything.
        """
        timed = self.timed and self.system == "moodle" and self.when > EARLIEST
        when = datetime(*self.when).isoformat() if timed else ""
        known = {"place": str(self.place), "when": when, "flag": self._is_marked_late()}
        entry = {key: self.entry.get(key, "") for key in ("id", "email")}
        known |= {"label": self.label or self.student, "system": self.system}
        return known | entry | {"number": self.number}

    @property
    def has_time(self):
        """Whether it can be known that it is late, or is not."""
        return self.system == "canvas" or bool(self.handed["when"])

    def _is_marked_late(self):
        if self.system != "canvas":
            return False
        number = canvas_pieces(self.place.name)[1]
        return self.place.name.partition(number)[0].endswith("_LATE_")

    def taken(self, refusal):
        """Return this submission or the rival that counts in its place, and its bytes.

        ``refusal`` is that of `choice.taken`. Raises ``UnreadableError`` as `read` does.
        """
        files = (self, *self.rivals)
        best, data = taken(files, self.assignment, lambda file: file.read(refusal), refusal)
        return replace(best, student=self.student), data  # a roster may have named it

    def read(self, refusal=lambda data: ""):
        """Return the bytes of the notebook; raise ``UnreadableError`` with a sentence if none."""
        try:
            data = self.load()
        except OSError as error:
            raise UnreadableError(f"The file cannot be read: {error.strerror}.") from None
        if not data.startswith(b"PK\3\4"):
            return data
        data, self.told[:] = unpacked(data, self.assignment, refusal)
        return data


def under(path, assignment, skipped, archives):
    """Return the folder around, and the files under one of the paths that the teacher named."""
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}")
    if path.is_dir():
        root = path.absolute()
        files = [_file(file, root, assignment) for file in _walk(root) if not _in(file, skipped)]
        return PurePosixPath(readable(root)), files
    if path.suffix.lower() == ".zip":
        with contextlib.suppress(*DAMAGE):  # else it is one unreadable file
            archive = archives.enter_context(ZipFile(path))
            around = PurePosixPath(readable(path.absolute().with_suffix("")))
            return around, zipped(archive, assignment)
    root = path.absolute().parent
    return PurePosixPath(readable(root)), [_file(path.absolute(), root, assignment)]


def _in(file, folders):
    return file in folders or any(parent in folders for parent in file.parents)


def _walk(root):
    """Return the files under a folder; links to folders are among them, and lead no further."""
    for folder, folders, files in os.walk(root):
        folders[:] = filter(counts, folders)
        here = Path(folder)
        yield from (here / file for file in filter(counts, files))
        yield from (here / one for one in folders if (here / one).is_symlink())


def _file(path, root, assignment):
    place = PurePosixPath(readable(path.relative_to(root)))
    status = path.lstat()
    regular = stat.S_ISREG(status.st_mode)
    load, stream = (partial(_load, path), partial(path.open, "rb")) if regular else (_refuse, None)
    when = tuple(time.localtime(status.st_mtime)[:6])
    return Found("", assignment, place, when, load, stream=stream)


def _load(path):
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _refuse():
    raise UnreadableError("The file is a link or no ordinary file; hand in the notebook itself.")


def zipped(archive, assignment):
    """Return the files in a zip."""
    return [
        _member(archive, place, info, assignment)
        for place, info in members(archive)
        if all(map(counts, place.parts))
    ]


def _member(archive, place, info, assignment):
    """Return a zip's member; one that unfolds widely is not opened: no zip does, unless to harm."""
    load = partial(extracted, archive, info)
    stream = partial(archive.open, info) if info.file_size <= WIDE * info.compress_size else None
    return Found("", assignment, place, _time(info), load, timed=True, stream=stream)


def _time(info):
    """Return when a member was last changed; a zip can hold what is no time."""
    try:
        return tuple(datetime(*info.date_time).timetuple()[:6])
    except ValueError:
        return EARLIEST
