"""Work in cells of the student's own counts, and all that was written for a teacher is shown.

The verdict of a visible check is that of the student's notebook, run from top to bottom in a fresh
kernel: some tests run it so, by nbclient, and compare.
"""

import copy
import json
import random

import nbformat
import pytest
from nbclient import NotebookClient

import classroom
from classroom import AVERAGE, BLANK, SOLVED, SQUARE, code, document, named, points, text, write_toy
from output_layer.grading.assignment import read_assignment
from output_layer.grading.sandbox import Sandbox
from output_layer.grading.session import AT_THE_END, grade_submission
from output_layer.grading.submission import read_submission

FULL = [40.0, 40.0]


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    return read_assignment(write_toy(tmp_path_factory.mktemp("assignment")))


def at(made, name, step=0):
    """Return the place of a named cell."""
    return made["cells"].index(named(made, name)) + step


def graded(toy, made):
    """Return the outcomes by the names of their cells."""
    outcomes = grade_submission(toy, read_submission(json.dumps(made).encode()))
    return {one["name"]: one for one in outcomes}


def below(source, name="square", **answers):
    """Return a notebook with a cell of the student's own below a named one."""
    made = document(**answers)
    made["cells"].insert(at(made, name, 1), code(source))
    return made


# Answers


WAYS = {
    "in a new cell below the blank one": below(SQUARE, square=BLANK),
    "in a new cell below the emptied one": below(SQUARE, square=""),
    "in a new cell below a comment": below(SQUARE, square="# see below"),
    "a better version below a wrong one": below(SQUARE, square="def square(z):\n    return 0"),
    "a better version below the check": below(SQUARE, "check-square", square=BLANK),
    "a helper in a new cell below": below(
        "def times(a, b):\n    return a * b", square="def square(z):\n    return times(z, z)"
    ),
    "an import in a new cell below": below(
        "import math", square="def square(z):\n    return math.pow(z, 2)"
    ),
    "a helper at the end of the notebook": below(
        "def times(a, b):\n    return a * b",
        "why",
        square="def square(z):\n    return times(z, z)",
    ),
    "by assignment": below("square = np.square", square=BLANK),
    "by a star": below("from math import *\nsquare = lambda z: pow(z, 2)", square=BLANK),
    "in the cell of the check": document(
        **{"square": BLANK, "check-square": f"{SQUARE}\nassert square(3.0) == 9"}
    ),
    "an import in the given cell": document(
        given="import numpy as np\nimport math\n\nFACTOR = 2.0",
        square="def square(z):\n    return math.pow(z, 2)",
    ),
}


@pytest.mark.parametrize("made", WAYS.values(), ids=WAYS)
def test_an_answer_counts_wherever_it_stands(toy, made):
    assert points(toy, made) == FULL


def test_an_answer_split_into_two_cells_counts(toy):
    made = document()
    cell = named(made, "square")
    head, body = copy.deepcopy(cell), copy.deepcopy(cell)
    head["source"], body["source"] = (
        "def times(a, b):\n    return a * b",
        "square = lambda z: times(z, z)",
    )
    made["cells"][at(made, "square") : at(made, "square", 1)] = [head, body]
    assert points(toy, made) == FULL


def test_work_below_a_deleted_check_counts(toy):
    made = below(SQUARE, square=BLANK)
    made["cells"].remove(named(made, "check-square"))
    assert points(toy, made) == FULL


def test_what_comes_after_a_check_does_not_take_its_points(toy):
    made = below("def square(z):\n    return 'an experiment'", "check-average")
    assert points(toy, made) == FULL


def test_an_answer_below_its_check_counts_and_the_student_is_told(toy):
    made = below(SQUARE, "check-average", square=BLANK)
    outcome = graded(toy, made)["check-square"]
    assert (outcome["verdict"], outcome["sentence"]) == ("right", AT_THE_END)


def test_a_wrong_answer_gets_the_hint_of_the_last_version(toy):
    made = below("def square(z):\n    return 2 * z", "check-average", square=BLANK)
    assert graded(toy, made)["check-square"]["sentence"] == "That is twice three."


# What a notebook has, and a plain program has not


HELPER = "def times(a, b):\n    return a * b"
IN_JUPYTER = {
    "display": "from IPython.display import display, Math, HTML\ndisplay(Math('x'), HTML('<b>'))",
    "display of its own": "import IPython\nIPython.display.clear_output()\ndisplay(1)",
    "the shell": "get_ipython().run_line_magic('matplotlib', 'inline')",
    "plots": "import IPython\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "a command's lines": "files = !ls\nlen(files)",
    "a time": "t = %timeit -o 1 + 1\nprint(t.average)",
    "await": "import asyncio\nawait asyncio.sleep(0.001)",
    "await with a value": "async def f():\n    return 3\nassert await f() == 3",
    "the last value": "_, Out, In",
    "magic": "%matplotlib inline\n%time 1 + 1",
    "a question": "np.exp?",
}


@pytest.mark.parametrize("source", IN_JUPYTER.values(), ids=IN_JUPYTER)
def test_what_only_a_notebook_has_does_not_cost_the_rest_of_the_cell(toy, source):
    made = below(f"{source}\n{HELPER}", "given", square="def square(z):\n    return times(z, z)")
    assert points(toy, made) == FULL
    assert graded(toy, made)["own-3"]["sentence"] == ""


def test_the_last_value_that_was_shown_has_its_name(toy):
    made = below("6 * 7", "given")
    made["cells"].insert(3, code("_ + 1"))
    assert graded(toy, made)["own-4"]["output"] == "43\n"
    made["cells"][2]["source"] = "_ = 5\n6 * 7"
    assert graded(toy, made)["own-4"]["output"] == "6\n"


def test_a_file_that_a_cell_writes_can_be_imported(toy):
    made = below(f"%%writefile helper.py\n{HELPER}\n", "given", square="square = None")
    named(made, "square")["source"] = (
        "from helper import times\n\ndef square(z):\n    return times(z, z)"
    )
    assert points(toy, made) == FULL


def test_a_cell_in_another_language_is_left_alone(toy):
    made = below("%%bash\nfor i in 1 2; do echo $i; done", "given")
    assert points(toy, made) == FULL
    assert graded(toy, made)["own-3"]["sentence"] == ""


# Names that a visible check makes


@pytest.fixture(scope="module")
def leaving(tmp_path_factory):
    """Return an assignment whose first check leaves names, some of them only where it is hidden."""
    solved = classroom.toy()
    check = next(cell for cell in solved["cells"] if "# The square of" in cell["source"])
    visible_, hidden = check["source"].split("### BEGIN")
    more = "found = square(4.0)\nfor step in range(3):\n    pass\nz = 1.0\n"
    hidden = hidden.replace("TESTS\n", "TESTS (of the rest)\nsecret_name = 16.0\n", 1)
    check["source"] = f"{visible_}{more}### BEGIN{hidden}"
    return read_assignment(write_toy(tmp_path_factory.mktemp("leaving"), solved=solved))


def after_the_check(source, **answers):
    made = below(f"{source}\n{HELPER}", "check-square", **answers)
    named(made, "average")["source"] = (
        "def average(values):\n    return times(sum(values), 1 / len(values))"
    )
    return made


@pytest.mark.parametrize("source", ["print(found)", "print(step)", "z += 1"])
def test_a_cell_below_a_check_has_the_names_that_it_shows(leaving, source):
    made = after_the_check(source)
    assert points(leaving, made) == FULL
    assert graded(leaving, made)["own-5"]["sentence"] == ""


def test_a_name_of_the_students_own_stays_as_it_is(leaving):
    made = after_the_check("z = 5.0")
    made["cells"].insert(at(made, "average"), code("print(found, z)"))
    assert graded(leaving, made)["own-6"]["output"] == "16.0 5.0\n"


def test_a_check_that_fails_leaves_what_it_has_made_before(leaving):
    made = after_the_check("print(found)", square="def square(z):\n    return 2 * z")
    assert "NameError" in graded(leaving, made)["own-5"]["sentence"]


def test_nothing_that_is_hidden_in_a_check_goes_inside(leaving):
    sent = []

    class Heard(Sandbox):
        def ask(self, request, callback=None):
            sent.append(json.dumps(request))
            return super().ask(request, callback)

    made = after_the_check("print(found)\nprint(secret_name)")
    outcomes = grade_submission(leaving, read_submission(json.dumps(made).encode()), start=Heard)
    (own,) = [one for one in outcomes if one["name"] == "own-5"]
    assert own["sentence"] == "Line 2: NameError: name 'secret_name' is not defined."
    assert any('"add"' in one and "found = square" in one for one in sent)
    assert not [one for one in sent if "HIDDEN" in one or ("secret" in one and "own-5" not in one)]


PIECES = [SQUARE, BLANK, "", "# later", "def square(z):\n    return 2 * z", "square = np.square",
          AVERAGE, "def average(values):\n    return np.mean(values)", "del square", "1 / 0",
          "old = average", "FACTOR = 3.0"]  # fmt: skip


def shuffled(seed):
    """Return a notebook with cells of the student's own in places that chance has chosen."""
    chance = random.Random(seed)
    made = document(square=chance.choice(PIECES[:5]), average=chance.choice(PIECES[6:8]))
    for _ in range(chance.randint(1, 4)):
        made["cells"].insert(chance.randint(1, len(made["cells"])), code(chance.choice(PIECES)))
    return made


def in_a_kernel(made):
    """Return, by name, whether the visible checks pass in a fresh kernel, from top to bottom."""
    book = nbformat.from_dict(nbformat.notebooknode.from_dict(made))
    NotebookClient(book, allow_errors=True, kernel_name="python3").execute()
    checks = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return {
        cell.metadata.nbgrader.grade_id: not any(o.output_type == "error" for o in cell.outputs)
        for cell in checks
        if cell.cell_type == "code"
    }


@pytest.mark.filterwarnings("ignore")  # nbformat's on cells without an id
@pytest.mark.parametrize("seed", range(4))
def test_what_passes_in_the_students_notebook_passes_here(toy, seed):
    made = shuffled(seed)
    passed = in_a_kernel(made)
    outcomes = graded(toy, made)
    assert set(passed) == {"check-square", "check-average"}
    for name, right in passed.items():
        if right:
            assert outcomes[name]["verdict"] == "right", name
        elif outcomes[name]["verdict"] == "right":
            assert outcomes[name]["sentence"] == AT_THE_END


# What is missing


REASONS = {
    "its cell is still blank": document(square=BLANK),
    "its cell is empty": document(square="# nothing yet"),
    "did not run to its end": document(square=f"1 / 0\n{SQUARE}"),
    "makes `sqare`. Has it been renamed?": document(square="def sqare(z):\n    return z**2"),
    "its cell `square` does not make it": document(square="print('done')"),
}


@pytest.mark.parametrize(("sentence", "made"), REASONS.items(), ids=REASONS)
def test_a_missing_name_has_its_own_sentence(toy, sentence, made):
    said = graded(toy, made)["check-square"]["sentence"]
    assert said.startswith("`square` is not there")
    assert sentence in said


def test_a_cell_that_was_made_a_text_has_its_own_sentence(toy):
    made = document()
    named(made, "square")["cell_type"] = "markdown"
    assert graded(toy, made)["check-square"]["sentence"] == (
        "`square` is not there: its cell `square` is a cell of text, which does not run. "
        "Make it a cell of code."
    )


def test_a_deleted_cell_has_its_own_sentence(toy):
    made = document()
    made["cells"].remove(named(made, "square"))
    assert "is not in the notebook" in graded(toy, made)["check-square"]["sentence"]


# Texts


def essay(toy, made):
    """Return the verdict on the essay and the text that a teacher sees."""
    outcome = graded(toy, made)["why"]
    return outcome["verdict"], outcome["source"]


STUB = "YOUR ANSWER HERE"


def test_a_text_in_new_cells_around_an_untouched_essay_is_its_text(toy):
    made = document(why=STUB)
    place = at(made, "why")
    made["cells"][place + 1 : place + 1] = [text("First."), text("Second.")]
    made["cells"].insert(place, text("Above."))
    assert essay(toy, made) == ("by hand", "Above.\n\nFirst.\n\nSecond.")


def test_a_text_below_the_stub_and_in_a_new_cell_is_shown_in_order(toy):
    made = document(why=f"{STUB}\n\nIn the cell.")
    made["cells"].append(text("Below it."))
    assert essay(toy, made) == ("by hand", "In the cell.\n\nBelow it.")


def test_a_text_whose_metadata_are_lost_is_shown(toy):
    made = document()
    for cell in made["cells"]:
        cell["metadata"] = {}
    assert essay(toy, made) == ("by hand", SOLVED["why"])


def test_a_text_written_elsewhere_is_shown_where_the_essay_is_empty(toy):
    made = document(why=STUB)
    made["cells"].insert(0, text("At the top."))
    assert essay(toy, made) == ("by hand", "At the top.")
    made = document()
    made["cells"].insert(2, text("A note."))
    assert essay(toy, made) == ("by hand", SOLVED["why"])
    (note,) = [one for one in graded(toy, made).values() if one["role"] == "note"]
    assert note["source"] == "A note."


def test_lines_written_into_a_text_of_the_authors_are_shown(toy):
    made = document(why=STUB)
    made["cells"][0]["source"] = "# Squares\n\nMy answer."
    assert essay(toy, made) == ("by hand", "# Squares\n\nMy answer.")
    made["cells"][0]["metadata"] = {"nbgrader": {"grade_id": "cell-0"}}  # its name, as it is read
    assert essay(toy, made) == ("by hand", "My answer.")


PROSE = ["The digits 4 and 9 are confused.", "# Because it\n# is so.", "So, it is\nas they say."]


@pytest.mark.parametrize("source", PROSE)
@pytest.mark.parametrize("own", ["", "In the cell."])
def test_a_text_in_a_new_cell_of_code_is_shown(toy, source, own):
    """The key and the button for a new cell make one of code."""
    made = document(why=f"{STUB}\n\n{own}")
    made["cells"].append(code(source))
    assert essay(toy, made) == ("by hand", "\n\n".join(filter(None, [own, source])))


def test_code_around_an_essay_is_its_text_only_where_there_is_no_other(toy):
    made = document(why=STUB)
    made["cells"].append(code("print('Because.')"))
    assert essay(toy, made) == ("by hand", "print('Because.')")
    assert graded(toy, made)["own-8"]["output"] == "Because.\n"
    made = document()
    made["cells"].append(code("print('Because.')"))
    assert essay(toy, made) == ("by hand", SOLVED["why"])
    made = document(why=STUB)
    made["cells"].append(copy.deepcopy(named(made, "average")))
    assert essay(toy, made) == ("not done", "")


def test_a_text_in_a_cell_of_code_is_shown(toy):
    made = document()
    named(made, "why")["cell_type"] = "code"
    assert essay(toy, made) == ("by hand", SOLVED["why"])


@pytest.mark.parametrize("untouched", [STUB, "", f"  {STUB}\n"])
def test_an_untouched_essay_is_not_done(toy, untouched):
    assert essay(toy, document(why=untouched)) == ("not done", "")


def test_the_authors_own_lines_are_no_text_of_the_students(tmp_path):
    solved = json.loads(write_toy(tmp_path).read_text())
    solved["cells"][-1]["source"] = "### Why\n\n### BEGIN SOLUTION\nSo.\n### END SOLUTION"
    (tmp_path / "toy" / "toy.ipynb").write_text(json.dumps(solved))
    toy = read_assignment(tmp_path / "toy" / "toy.ipynb")
    assert essay(toy, document(why=f"### Why\n\n{STUB}")) == ("not done", "")
    assert essay(toy, document(why="### Why\n\nSo.")) == ("by hand", "### Why\n\nSo.")
