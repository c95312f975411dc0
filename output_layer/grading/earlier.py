"""Who is known from earlier runs into the same folder, under whatever name."""

import json
from dataclasses import dataclass, field

from output_layer.grading.names import file_name
from output_layer.grading.whole import write


@dataclass
class Earlier:
    """The students of earlier runs who are not in this one, with their labels.

    A label is what the layout calls a student; it does not depend on a roster. ``renamed`` maps
    the names that some had before to those that they have now.
    """

    labels: dict = field(default_factory=dict)
    renamed: dict = field(default_factory=dict)

    def __len__(self):
        """Return how many they are."""
        return len(self.labels)

    def adopt(self, book):
        """Give the results of those who were called otherwise their names of today."""
        for old, new in self.renamed.items():
            path, place = (book.folder / "results" / f"{file_name(one)}.json" for one in (old, new))
            if not place.exists():
                document = json.loads(path.read_text("utf-8")) | {"student": new}
                write(place, json.dumps(document))
            path.unlink()
            (book.folder / "feedback" / f"{file_name(old)}.html").unlink(missing_ok=True)


def earlier_runs(book, handed_in):
    """Return the `Earlier` of a gradebook, for the submissions of this run.

    Raises ``ValueError`` if a system's number was another student's.
    """
    now = {one.handed["label"]: one.student for one in handed_in}
    found, numbers = Earlier(), {}
    for student in book.others([one.student for one in handed_in]):
        handed = book.other(student)[0].handed
        label = handed.get("label", student)
        if label in now:
            found.renamed[student] = now[label]
        else:
            found.labels[student] = label
            numbers[handed.get("system"), handed.get("number")] = student
    _check_numbers(numbers, handed_in, book)
    _check_names(handed_in, book)
    return found


def _check_names(handed_in, book):
    """Raise ``ValueError`` if a file is called as the roster of an earlier run called somebody."""
    for one in handed_in:
        if one.student.endswith(")") and not (one.entry or one.number):
            before = book.other(one.student)[0].handed
            if before.get("id") and before.get("label") != one.handed["label"]:
                raise ValueError(
                    f"{one.place} is called as {one.student} is, of an earlier run, who has handed "
                    f"in {before['place']}: rename the file"
                )


def _check_numbers(numbers, handed_in, book):
    twice = [
        f"{numbers[one.system, one.number]} and {one.student}"
        for one in handed_in
        if one.number and (one.system, one.number) in numbers
    ]
    if twice:
        raise ValueError(
            f"two students have one number, one of them in an earlier run: {'; '.join(twice)}. "
            f"If they are one, delete the earlier file in {book.folder / 'results'}"
        )
