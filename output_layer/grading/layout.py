"""Who handed in what, by the folders in which schools and their systems put it.

What systems write into names is known at any depth. For the rest, folders that all files share
are passed through, and what comes then names the students: folders, or files. Where a layout can
be read in two ways, it is not guessed.
"""

import re
from collections import Counter

from output_layer.grading.names import is_named, of_canvas, without_counter
from output_layer.grading.sections import CLASS, are_sections, is_work, some, stem
from output_layer.grading.systems import named_by_systems

VERSION = re.compile(r"Version \d+")  # a folder of Microsoft Teams for each time of handing in
SUBMITTED, WORKING = "Submitted files", "Working files"  # Teams again; the second is a draft
# What systems and teachers put beside the folders of students.
BESIDE = (".yml", ".yaml", ".xlsx", ".xls", ".csv", ".html", ".txt", ".json", ".log", ".md", ".xml")
TEXTS = (".html", ".txt", ".json")  # what a notebook may have been saved as
GENERAL = re.compile(r"(index|readme|manifest|timestamp)\.\w+")
MANY = 4  # notebooks that one student does not hand in under names of their own
WAYS = ("files", "folders", "subfolders", "one")
ASK = (
    "{where} can be read in two ways: {many}, or {one}. "
    "Say which: --students {way} for the first, --students {other} for the second"
)


class AmbiguousError(ValueError):
    """A layout that can be read in two ways; the message has both, and what decides."""


def students(places, around, name, how=None):
    """Return the student of each of the paths ``places``, or ``None`` where it is nobody's.

    ``around`` is the folder that holds them, ``name`` the assignment's. ``how`` is one of `WAYS`,
    by which the reader has decided. Raises ``AmbiguousError``.
    """
    found = named_by_systems([place.parts for place in places])
    items = [(at, _parts(place)) for at, place in enumerate(places) if not found[at]]
    if any(SUBMITTED in parts for _, parts in items):
        items = [(at, parts) for at, parts in items if WORKING not in parts]
    if len(items) < len(places):  # beside what a system has named, its own files are nobody's
        items = [(at, parts) for at, parts in items if is_work(parts)]
    above = next((part for part in reversed(around.parts) if part not in (name, "/")), name)
    layout = Layout(name, above)
    found |= layout.decided(items, how) if how else layout.read(items, above)
    return [found.get(at) for at in range(len(places))]


def _parts(place):
    return tuple(part for part in place.parts if not VERSION.fullmatch(part))


def _descended(items, above, name=""):
    """Return the last folder that all items share, and the items below it.

    A folder that is called ``name`` is passed through and says nothing.
    """
    while items and len({parts[0] for _, parts in items}) == 1 and len(items[0][1]) > 1:
        above = above if items[0][1][0] == name else items[0][1][0]
        items = [(at, parts[1:]) for at, parts in items]
    return above, items


def _of_files(items):
    """Return the stem of each file as its student; one that repeats, with what is above it."""
    whole = {at: (*parts[:-1], stem(parts)) for at, parts in items}
    ends = Counter(parts[-depth:] for parts in set(whole.values()) for depth in (1, 2))
    return {
        at: "/".join(next((end for end in (parts[-1:], parts[-2:]) if ends[end] == 1), parts))
        for at, parts in whole.items()
    }


def _zips_as_folders(items):
    """Return the items with each zip in a folder of its name, if all that lies loose are zips."""
    loose = {parts for _, parts in items if len(parts) == 1 and is_work(parts)}
    if not all(parts[0].lower().endswith(".zip") for parts in loose):
        return items
    return [(at, (stem(parts), *parts) if parts in loose else parts) for at, parts in items]


def _beside(items):
    """Return the numbers of the files that a system has put beside those of students.

    A text may be all that a student handed in, but not where its name begins that of a notebook.
    """
    work = [stem(parts) for _, parts in items if is_work(parts)]
    begun = {one[:at] for one in work for at, sign in enumerate(one) if sign == "_"}
    return {
        at
        for at, parts in items
        if _is_beside(name := parts[-1].lower())
        and (not name.endswith(TEXTS) or GENERAL.fullmatch(name) or stem(parts) in begun)
    }


def _is_beside(name):
    return name.endswith(BESIDE) and ".ipynb" not in name


class Layout:
    """How the files of one assignment lie; an item is a number and the parts of a path."""

    def __init__(self, name, root):
        self.name, self.root = name, root

    def decided(self, items, how):
        """Return ``{number: student}`` as the reader has decided."""
        if how == "files":
            return _of_files([(at, parts) for at, parts in items if is_work(parts)])
        above, items = _descended(items, self.root)
        items = _zips_as_folders(items) if how != "one" else items
        depth = {"one": 0, "folders": 1, "subfolders": 2}[how]
        folders = {at: [above, *parts[:-1]][: depth + 1] for at, parts in items}
        ways = {tuple(found) for found in folders.values()}
        names = Counter(found[-1] for found in ways)
        return {
            at: "/".join(found[-2:]) if names[found[-1]] > 1 else found[-1]
            for at, found in folders.items()
        }

    def read(self, items, above):
        """Return ``{number: student}``; ``above`` is the folder around that has a meaning."""
        passed, items = _descended(items, "", self.name)
        if not any(len(parts) > 1 for _, parts in items):
            return self._flat(items, passed or above, bool(passed))
        return self._tree(items, passed or above, bool(passed))

    def is_named(self, parts):
        """Whether a file bears the assignment's name, with or without a counter."""
        return is_named(stem(parts), self.name)

    # Files side by side

    def _flat(self, items, above, passed):
        work = [parts for _, parts in items if is_work(parts)]
        beside = _beside(items)
        items = [(at, parts) for at, parts in items if at not in beside]
        if work and all(of_canvas(parts[-1]) for parts in work):
            return {at: of_canvas(parts[-1]) or above for at, parts in items}
        if passed and not self._is_class(above):
            named, few = any(map(self.is_named, work)), len(work) < MANY
            if len(work) < 2 or (named and few):
                return {at: above for at, _ in items}
            if named or few:
                self.ask(above, work, "files", f"one student, {above}")
        elif len(work) > 1 and all(map(self.is_named, work)):
            self.ask(above, work, "files", f"one student, {above}, with several versions")
        stems = {stem(parts) for _, parts in items}
        return {at: self._of_file(parts, above, stems) for at, parts in items}

    def _of_file(self, parts, above, stems):
        """Return whose a file is: a counter behind a name that is there too is a version."""
        if self.is_named(parts):
            return above
        whole, plain = stem(parts), without_counter(stem(parts))
        return of_canvas(parts[-1]) or (plain if plain in stems else whole)

    # Folders side by side

    def _tree(self, items, above, passed):
        tops = {}
        for at, parts in items:
            if len(parts) > 1:
                inner = parts[2:] if parts[1] == self.name and len(parts) > 2 else parts[1:]
                tops.setdefault(parts[0], []).append((at, inner))
        loose = [(at, parts) for at, parts in items if len(parts) == 1]
        loose = [(at, parts) for at, parts in loose if not _is_beside(parts[0].lower())]
        if are_sections(tops, self):
            return self._sections(tops) | (self.read(loose, above) if loose else {})
        working = [top for top, inner in tops.items() if any(is_work(parts) for _, parts in inner)]
        if passed and not self._is_class(above) and len(working) < 2:
            self.ask(above, [(top,) for top in tops], "folders", f"one student, {above}")
        found = {at: top for top, inner in tops.items() for at, _ in inner}
        stems = {stem(parts) for _, parts in loose}
        return found | {at: self._of_file(parts, above, stems) for at, parts in loose}

    def _sections(self, tops):
        """Return the students of each section; one name in two sections is two students."""
        found = {top: self.read(inner, top) for top, inner in tops.items()}
        names = Counter(one for section in found.values() for one in set(section.values()))
        twice = {one for one, count in names.items() if count > 1}
        return {
            at: f"{top}/{one}" if one in twice else one
            for top, section in found.items()
            for at, one in section.items()
        }

    def _is_class(self, folder):
        return bool(CLASS.search(folder)) or folder == self.root

    def ask(self, where, files, way, one, other="one"):
        """Raise the question in which way the files are to be read."""
        many = f"{len(files)} students, {some([stem(parts) for parts in files])}"
        raise AmbiguousError(ASK.format(where=where, many=many, one=one, way=way, other=other))
