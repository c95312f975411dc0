"""The command ``output-layer questions``."""

from pathlib import Path

from output_layer.grading.questions import canvas, moodle, qti
from output_layer.grading.questions.chapters import CHAPTERS, chosen
from output_layer.grading.whole import write

# What makes the file of a system, and how its name ends: Moodle and Canvas look at that first.
SYSTEMS = {
    "moodle": (moodle.document, ".xml"),
    "canvas": (canvas.package, ".zip"),
    "qti": (qti.package, ".zip"),
}


def add_to(commands):
    """Add the command to a parser's."""
    made = commands.add_parser("questions", help="write the self-tests for Moodle, Canvas or QTI")
    add = made.add_argument
    add("system", choices=SYSTEMS, help="where they are asked; qti is QTI 2.1, for other systems")
    add("--out", required=True, metavar="FILE", help="the file, which ends in .xml or .zip")
    add("--chapter", nargs="+", default=[], metavar="NAME",
        help=f"these chapters only: {', '.join(CHAPTERS)}")  # fmt: skip


def write_questions(system, out, names=()):
    """Write the questions of the chapters with these names, or of all, into a file.

    Returns a sentence that says what was written. Raises ``ValueError`` for a chapter or a file
    name that cannot be, ``OSError`` where nothing can be written.
    """
    make, ending = SYSTEMS[system]
    path, chapters = Path(out), chosen(names)
    if path.suffix.lower() != ending:
        raise ValueError(f"{path} has to end in {ending}, or {system} will not take it")
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder {path.parent}")
    write(path, make(chapters))
    count = sum(len(chapter.items) for chapter in chapters)
    return f"{count} questions of {len(chapters)} chapters are in {path}; import it as it is"


def run(chosen_options):
    """Run the command and return its exit code."""
    print(
        write_questions(chosen_options["system"], chosen_options["out"], chosen_options["chapter"])
    )
    return 0
