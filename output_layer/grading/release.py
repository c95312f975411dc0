"""The students' version of an assignment: one zip, made by nbgrader's own conversion.

nbgrader blanks the solutions, cuts the hidden tests out, clears the outputs and locks the cells
that are not the student's. It works in a throw-away course here and keeps no gradebook.
"""

import argparse
import io
import os
import shutil
import sys
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from output_layer.grading.assignment import read_assignment

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
README = """\
{title}
The Output Layer, {points:g} points.

You need Python 3.11 or newer, and three packages:

    python -m pip install jupyterlab numpy matplotlib

Work.    Unpack this folder, open a terminal in it and type: jupyter lab {name}.ipynb
         Replace every "raise NotImplementedError()" and every "YOUR ANSWER HERE" by your answer.
         Your answers need NumPy alone. Leave the locked cells as they are.
Check.   Run the cell below your answer. If it says nothing, its check is passed; if not, its last
         line says what to look at. Before you hand in: Kernel, Restart Kernel and Run All Cells.
         More is checked when you are graded, with other numbers.
Hand in. Save the notebook and hand in one file: {name}.ipynb
"""


class ReleaseError(Exception):
    """An assignment cannot be released; the message says why."""


def release(notebook, out):
    """Write the zip for students of a solved notebook into the folder ``out``; return its path.

    It holds the blank notebook, the data beside the solved one and a README.txt. The same
    assignment and nbgrader give the same bytes on every machine. Raises ``ValueError`` if the
    notebook is no assignment, and ``ReleaseError`` if nbgrader is missing or cannot convert it.
    """
    notebook, out = Path(notebook), Path(out)
    assignment = read_assignment(notebook)
    files = converted(notebook) | {"README.txt": readme(assignment).encode()}
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{assignment.name}.zip"
    unfinished = target.with_suffix(".part")
    unfinished.write_bytes(packed(files, assignment.name))
    os.replace(unfinished, target)
    return target


def converted(notebook):
    """Return what nbgrader releases of a notebook's folder, as {name: bytes}.

    Of the notebooks in the folder only this one is released. Raises ``ReleaseError``.
    """
    with TemporaryDirectory(prefix="output-layer-") as root:
        name, source = notebook.stem, Path(root, "source", notebook.stem)
        shutil.copytree(notebook.parent, source, ignore=shutil.ignore_patterns("*.ipynb", ".*"))
        shutil.copy(notebook, source)
        generate(root, name)
        made = Path(root, "release", name)
        files = [path for path in made.rglob("*") if path.is_file()]
        return {path.relative_to(made).as_posix(): path.read_bytes() for path in files}


def generate(root, name):
    """Let nbgrader convert the assignment ``name`` of the course in ``root``.

    Raises ``ReleaseError`` with nbgrader's log.
    """
    try:
        from nbgrader.converters import GenerateAssignment
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.utils import capture_log
        from traitlets.config import Config
    except ModuleNotFoundError as error:
        advice = 'python -m pip install -e ".[classroom]"'
        raise ReleaseError(f"{error.name} is not installed: {advice}") from None
    course = CourseDirectory(root=str(root), assignment_id=name)
    # What the flag --no-db of `nbgrader generate_assignment` sets.
    config = Config(SaveCells={"enabled": False}, GenerateAssignment={"no_database": True})
    done = capture_log(GenerateAssignment(coursedir=course, config=config))
    if not done["success"]:
        raise ReleaseError(f"nbgrader cannot release {name}:\n{done.get('log', done['error'])}")


def readme(assignment):
    """Return the few lines that tell a student how to work, check and hand in."""
    name, points = assignment.name, assignment.points
    title = next((cell.title for cell in assignment.cells if cell.role == "text"), name)
    return README.format(title=title, name=name, points=points)


def packed(files, folder=""):
    """Return a zip of ``{name: bytes}`` in a folder, if any: sorted, undated, not compressed.

    Compressed bytes differ with the version of zlib.
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(PurePosixPath(folder, name).as_posix(), EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, everywhere
            archive.writestr(entry, content)
    return data.getvalue()


def main(arguments=None):
    """Release the assignments that the command line names; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m output_layer.grading.release", description=release.__doc__.splitlines()[0]
    )
    parser.add_argument("notebooks", nargs="+", type=Path, help="solved notebooks")
    parser.add_argument("--out", default="dist", type=Path, help="folder of the zips (dist)")
    options = parser.parse_args(arguments)
    try:
        for notebook in options.notebooks:
            print(release(notebook, options.out).resolve())
    except (OSError, ValueError, ReleaseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
