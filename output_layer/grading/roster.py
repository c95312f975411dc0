"""The list of a class: who is who, and who has handed in nothing."""

from collections import Counter
from dataclasses import dataclass, field, replace

from output_layer.grading.alike import grouped_alike, letters, plain_name, writings
from output_layer.grading.systems import without_number
from output_layer.grading.tables import read_table

COLUMNS = ("id", "name")  # and, if there are any, email and team


def read_roster(path):
    """Return the rows of a CSV file with the columns `COLUMNS`, as dictionaries.

    Raises ``ValueError`` for a file without them, or an id that stands twice.
    """
    rows = [
        {key: cell.strip() for key, cell in row.items() if key}
        for _, row in read_table(path, COLUMNS)
    ]
    rows = [row for row in rows if row["id"]]
    counts = Counter(row["id"] for row in rows)
    twice = sorted(one for one, count in counts.items() if count > 1)
    if twice:
        raise ValueError(f"{path} has twice the id {', '.join(twice)}")
    return rows


@dataclass
class Named:
    """Submissions under the names of a roster, and who is only in one of the two."""

    handed_in: list
    missing: list | None = None
    strangers: list = field(default_factory=list)

    def forget(self, students):
        """Take students who are known from earlier runs out of those who are missing."""
        self.missing = self.missing and [one for one in self.missing if one not in students]


def named(handed_in, roster):
    """Return the submissions as `Named`; one that the roster does not know keeps the name.

    A student is known by id, email or name. A number of a system's is an id only if the name is
    the same, for it can be anybody's id. Raises ``ValueError`` if two are the same, or a name is
    that of two.
    """
    own, by_name = _index(roster)
    owners, found, known = (
        {},
        [],
        (own, by_name, _groups(handed_in, by_name) | _titles(handed_in, own)),
    )
    for one in handed_in:
        row = _row(one, known)
        if row is not None and row["id"] in owners:
            both = f"{owners[row['id']]} and {one.student}"
            raise ValueError(f"in the roster {both} are both {_name(row)}")
        if row is not None:
            owners[row["id"]] = one.student
        found.append(replace(one, student=_name(row), label=one.student, entry=row) if row else one)
    count = Counter(one.student for one in found)
    if twice := sorted(one for one, times in count.items() if times > 1):
        raise ValueError(f"a file is called as somebody on the roster is: {', '.join(twice)}")
    missing = [_name(row) for row in roster if row["id"] not in owners]
    strangers = [one.student for one in found if not one.entry]
    return Named(sorted(found, key=lambda one: one.student), missing, strangers)


def _name(row):
    return f"{row['name']} ({row['id']})"


def _index(roster):
    """Return rows by id and email, which are one's own, and by the writings of the name."""
    own, by_name = {}, {}
    for row in roster:
        own |= {key: row for key in (row["id"], row.get("email", "").casefold()) if key}
        for writing in writings(row["name"]):
            by_name.setdefault(writing, []).append(row)
    return own, by_name


def _row(one, known):
    """Return the row of a student: by what is one's own before the name, which two may share."""
    own, by_name, groups = known
    name = without_number(one.student, one.number)
    behind = _behind(name, groups)
    row = own.get(one.number) if one.number else _own([name, *behind], own)
    if row and (not one.number or grouped_alike(name, row["name"])):
        return row
    names = [name if one.number else plain_name(name), *behind]
    rows = next(filter(None, (_called(name, by_name) for name in names)), {})
    if len(rows) > 1:
        both = " or ".join(map(_name, rows.values()))
        raise ValueError(f"in the roster {one.student} can be {both}")
    return next(iter(rows.values()), None)


def _called(name, by_name):
    """Return by their ids the rows of those who are called so, in whatever order of words."""
    written = {letters(name), *writings(name)}
    return {row["id"]: row for writing in written for row in by_name.get(writing, [])}


def _groups(handed_in, by_name):
    """Return the names of groups that Moodle has put before those of students, and a hyphen.

    One is known by most of the students behind it: two at least, whom the roster does not know
    with it. So no part of a double name is taken for another's name.
    """
    known = {}
    for one in handed_in:
        name = without_number(one.student, one.number)
        if one.system == "moodle" and not _called(name, by_name):
            for at in (at for at, sign in enumerate(name) if sign == "-"):
                known.setdefault(name[: at + 1], []).append(bool(_called(name[at + 1 :], by_name)))
    return {
        group for group, found in known.items() if sum(found) > 1 and 2 * sum(found) > len(found)
    }


def _titles(handed_in, own):
    """Return the title that Blackboard has put before the user names, and an underscore.

    Titles and user names may have underscores too. Of all that the names begin with, it is what
    leaves most students known; two at least, and more than half.
    """
    names = [one.student for one in handed_in if one.system == "blackboard"]
    first = names[0] if names else ""
    begun = [first[: at + 1] for at, sign in enumerate(first) if sign == "_"]
    counts = {
        title: sum(_own([name.removeprefix(title)], own) is not None for name in names)
        for title in begun
        if all(name.startswith(title) for name in names)
    }
    best = max(counts, key=counts.get, default="")  # the shortest of equals
    return {best} if counts.get(best, 0) > max(1, len(names) / 2) else set()


def _own(names, own):
    """Return the row whose id or email one of the names is, or ``None``."""
    keys = (key for name in names for key in (name, name.casefold()))
    return next((own[key] for key in keys if key in own), None)


def _behind(name, groups):
    return [name.removeprefix(group) for group in groups if name.startswith(group)]
