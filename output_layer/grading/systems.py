"""What a learning-management system has given, and what a student may have written."""

from collections import Counter
from dataclasses import replace

from output_layer.grading.names import (
    number_of,
    of_blackboard,
    of_brightspace,
    of_canvas,
    of_moodle,
    readable,
)
from output_layer.grading.sections import is_work

OF = {"moodle": of_moodle, "brightspace": of_brightspace, "blackboard": of_blackboard}
METADATA = "submission_metadata.yml"  # Gradescope's, with the names of the students


def named_by_systems(paths):
    """Return the students whom a system has written into the paths, ``None`` for other paths.

    Moodle's names are known anywhere. Those of Brightspace and Blackboard count where all have
    them: a student may call a file so. Blackboard puts a text beside each file.
    """
    found = {at: of_moodle(parts) for at, parts in enumerate(paths)}
    for of in (of_brightspace, of_blackboard):
        rest = {at: parts for at, parts in enumerate(paths) if not found[at]}
        work = {at for at, parts in rest.items() if is_work(parts)}
        if work and all(of(rest[at]) for at in work):
            students = {of(rest[at]) for at in work}
            alone = {at for at, parts in rest.items() if of(parts) not in students}
            found |= {at: of(rest[at]) for at in work | alone}
    return found


def gradescope_names(files):
    """Return the names of students that Gradescope has listed, by their folders.

    Behind a name stands the student's own number, which stays for the next time of handing in;
    where the list has none, the submission's.
    """
    names, numbers, folder = {}, {}, None
    for file in files:
        if file.place.name == METADATA:
            for line in file.load().decode("utf-8", "replace").splitlines():
                key, _, value = line.strip(" -").partition(": ")
                folder, value = key.rstrip(":") if line[:1].strip() else folder, value.strip("'\" ")
                if key == ":name" and folder:
                    name = readable(value)
                    names[folder] = f"{names[folder]}, {name}" if folder in names else name
                elif key == ":sid" and value.isdigit():
                    numbers.setdefault(folder, value)
    of = {folder: numbers.get(folder, folder.rpartition("_")[2]) for folder in names}
    return {folder: f"{name} ({of[folder]})" for folder, name in names.items()}


def numbered(files, *, listed):
    """Return the files with the system that has named their students, and its number for them.

    ``listed`` has the students of Gradescope's list. A file can be called as a system would call
    it: a system that has named fewer than half of what was handed in has named nothing.
    """
    systems = [_system(file, listed) for file in files]
    pairs = zip(files, systems, strict=True)
    counts = Counter(system for file, system in pairs if is_work(file.place.parts))
    given = {system for system in counts if system and 2 * counts[system] >= counts.total()}
    return [
        replace(file, system=system, number=number_of(file.student)) if system in given else file
        for file, system in zip(files, systems, strict=True)
    ]


def _system(file, listed):
    """Return which system has named the student of a file, or an empty text."""
    for system, of in OF.items():
        if file.student == of(file.place.parts):
            return system
    if file.student in listed:
        return "gradescope"
    return "canvas" if file.student == of_canvas(file.place.name) else ""


def without_number(label, number):
    """Return how a student is called, without the system's number."""
    return label.removesuffix(f" ({number})") if number else label
