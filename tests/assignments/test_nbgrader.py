"""nbgrader alone can run the course: it validates, releases and grades every assignment."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.validator import Validator
from traitlets.config import Config

from output_layer.grading.assignment import read_assignment

ASSIGNMENTS = Path(__file__).parents[2] / "assignments"
NAMES = sorted(path.stem for path in ASSIGNMENTS.glob("*/*.ipynb"))

# nbgrader's own: it hands SQLAlchemy a submission before it has stored it.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def source(name):
    return ASSIGNMENTS / name / f"{name}.ipynb"


def submit(root, name, student, solved):
    """Hand in the release of an assignment, as it is or with the answers of its author."""
    released = root / "release" / name / f"{name}.ipynb"
    notebook = json.loads(released.read_text())
    author = {cell.name: cell for cell in read_assignment(source(name)).cells}
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if solved and marks.get("solution"):
            cell["source"] = author[marks["grade_id"]].source
    shutil.copytree(released.parent, root / "submitted" / student / name)
    (root / "submitted" / student / name / released.name).write_text(json.dumps(notebook))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return nbgrader's programming interface to one course with all assignments."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ASSIGNMENTS, root / "source")
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader starts the program alembic by its name.
        patch.setenv(
            "PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        )
        directories = {"root": str(root), "course_id": "course"}
        exchange = {"root": str(root / "exchange")}
        yield NbGraderAPI(config=Config(CourseDirectory=directories, Exchange=exchange))


def done(result):
    assert result["success"], result.get("log", "") + result.get("error", "")


def graded(course, name, student):
    """Let nbgrader grade one submission; return its points from checks, and what is left to do."""
    done(course.autograde(name, student))
    with course.gradebook as gradebook:
        grades = gradebook.find_submission_notebook(name, name, student).grades
        checks = {grade.name: grade.auto_score for grade in grades if grade.auto_score is not None}
        return checks, {grade.name for grade in grades if grade.needs_manual_grade}


@pytest.mark.parametrize("name", NAMES)
def test_the_solved_source_is_valid(name):
    assert Validator().validate(str(source(name))) == {}


@pytest.mark.parametrize("name", NAMES)
def test_nbgrader_gives_the_solved_notebook_all_points_and_the_blank_one_none(course, name):
    root = Path(course.coursedir.root)
    done(course.generate_assignment(name))
    for student, solved in (("solver", True), ("starter", False)):
        submit(root, name, student, solved)
    cells = read_assignment(source(name)).graded
    checks = {cell.name: cell.points for cell in cells if cell.role == "check"}
    essays = {cell.name for cell in cells if cell.role == "essay"}
    assert graded(course, name, "solver") == (checks, essays)
    assert graded(course, name, "starter") == (dict.fromkeys([*checks, *essays], 0), set())
