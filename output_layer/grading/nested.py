"""Zips within what a teacher has named: those of sections of a class are looked into.

Such a zip counts as a folder of its name. One student's zip stays what it is, and where that
can be doubted, it is asked.
"""

import io
import mmap
import re
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from zipfile import ZipFile

from output_layer.grading.archives import DAMAGE, ENTRY, MOST, members
from output_layer.grading.layout import ASK, AmbiguousError
from output_layer.grading.names import counts, is_named, of_system
from output_layer.grading.sections import candidates, is_work, some

DEEPEST = 3  # zips within zips
CLOSED = ("folders", "one")  # ways to name students by which a zip is one student's


def looked_into(files, listed, how, archives, depth=0):
    """Return the files; in place of the zip of a section stand the files that it holds.

    ``listed(archive)`` returns the files in a zip, which is closed with ``archives``. Raises
    ``AmbiguousError`` where a zip can be a section or one student's work.
    """
    work = [file for file in files if is_work(file.place.parts) and not of_system(file.place)]
    zips = [file for file in work if file.place.suffix.lower() == ".zip"]
    if not zips or how in CLOSED or depth == DEEPEST:
        return files
    held = {file.place: one for file in zips if (one := _held(file, archives))}
    if held and not how and len(work) > 1 and not _are_all_classes(held, work):
        _ask(held, work)
    found = [file for file in files if file.place not in held]
    for place, (archive, _, _) in held.items():
        inside = looked_into(listed(archive), listed, how, archives, depth + 1)
        top = place.with_suffix("")
        found += [replace(file, place=top / file.place) for file in inside]
    return found


def _are_all_classes(held, work):
    return len(held) == len(work) and all(certain for _, _, certain in held.values())


def _ask(held, work):
    place, (_, names, _) = next(iter(held.items()))
    way = "subfolders" if any(len(name.split("/")) > 1 for name in names) else "files"
    many, one = f"the students {some(names)}", f"one of {len(work)} students, {place.stem}"
    raise AmbiguousError(ASK.format(where=place, many=many, one=one, way=way, other="folders"))


def _held(file, archives):
    """Return a zip that may hold several students, who they may be, and whether that is certain.

    Of another file, or of one that cannot be read within bounds, nothing is returned.
    """
    if file.stream is None:
        return None
    with ExitStack() as opened:
        try:
            stream = _on_disk(opened.enter_context(file.stream()), opened)
            if not _is_bounded(stream):
                return None
            archive = opened.enter_context(ZipFile(stream))
            names, certain = _students(archive, file.assignment)
        except DAMAGE:
            return None
        if not names:
            return None
        archives.push(opened.pop_all())
        return archive, names, certain


def _on_disk(stream, opened):
    """Return a stream as a file of the system's; a zip's member is copied to one without a name."""
    if isinstance(stream, io.BufferedReader):
        return stream
    copy = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (it is closed)
    shutil.copyfileobj(stream, copy)
    copy.flush()
    return copy


def _is_bounded(stream):
    """Whether a zip has no more members than are read: a list of a million takes half a minute."""
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return next(islice(re.finditer(re.escape(ENTRY), data), MOST, None), None) is None


def _students(archive, assignment):
    """Return the students in a zip, if there may be several, and whether a system has named them.

    A system's names are sure, of one student too. Else it may be folders that bear the
    assignment's name inside, or files of several names.
    """
    places = [place for place, _ in members(archive) if all(map(counts, place.parts))]
    known = [of_system(place) for place in places]
    systems = {student for student in known if student}
    if len(systems) > 1 or (systems and all(known)):
        return sorted(systems), True
    work = [place for place in places if is_work(place.parts)]
    folders = {str(place.parent) for place in work if is_named(place.stem, assignment)}
    names = folders or candidates([place.parts for place in work], assignment)
    return (sorted(names) if len(names) > 1 else []), False
