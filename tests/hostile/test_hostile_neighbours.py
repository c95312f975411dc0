"""Submissions whose processes one process has forked: none meets another, nor what forks them."""

import json
import os
from contextlib import suppress

import pytest

from classroom import handed_in
from hostile_toy import FULL, HONEST, LIMITS, assignment, left_over, solved
from output_layer.grading.forkserver import ForkServer
from output_layer.grading.kept import Kept
from output_layer.grading.sandbox import GoneError, Sandbox
from output_layer.grading.session import grade_submission
from output_layer.grading.submission import read_submission

WAYS = {
    "every process": "import os\nos.kill(-1, 9)",
    "its own group": "import os\nos.kill(0, 9)",
    "the first number": "import os\nos.kill(1, 9)\nos.kill(1, 15)",
    "each number": "import os\nfrom contextlib import suppress\nfor number in range(3, 5000):\n"
    "    with suppress(OSError):\n        os.kill(number, 9)",
    "its parent": "import os\nos.kill(os.getppid(), 9)",
    "each group": "import os\nfrom contextlib import suppress\nfor number in range(1, 5000):\n"
    "    with suppress(OSError):\n        os.killpg(number, 9)",
    "files that are open": "import os\nos.closerange(0, 4096)",
}


@pytest.fixture
def server():
    """Give what forks, until the test is over."""
    server = ForkServer(LIMITS)
    yield server
    server.close()


def run(box, source):
    """Return what a cell prints, or the name of what stopped it."""
    answer = box.ask({"do": "run", "source": source, "name": "cell"})
    return answer["output"].strip() or (answer["error"] or {}).get("type")


@pytest.mark.parametrize("source", WAYS.values(), ids=WAYS)
def test_no_signal_reaches_a_neighbour_or_what_forks(server, source):
    neighbour, hostile = Sandbox(LIMITS, server=server), Sandbox(LIMITS, server=server)
    with suppress(GoneError):
        run(hostile, source)
    hostile.close()
    assert run(neighbour, "print(6 * 7)") == "42"
    neighbour.close()
    assert server.lives
    following = Sandbox(LIMITS, server=server)
    assert run(following, "print(6 * 7)") == "42"
    following.close()


def test_a_process_sees_its_own_numbers_alone(server):
    first, second = Sandbox(LIMITS, server=server), Sandbox(LIMITS, server=server)
    source = (
        "import os\nfrom contextlib import suppress\nseen = []\nfor number in range(1, 5000):\n"
        "    with suppress(OSError):\n        os.kill(number, 0)\n        seen.append(number)\n"
        "print(os.getpid(), os.getppid(), seen)"
    )
    assert run(first, source) == run(second, source) == "2 1 [1, 2]"
    first.close()
    second.close()


def test_files_stay_with_their_submission(server):
    first, second = Sandbox(LIMITS, server=server), Sandbox(LIMITS, server=server)
    run(first, "open('answers.txt', 'w').write('42')")
    listed = "import os\nprint(sorted(os.listdir('.')), os.getcwd())"
    assert run(first, listed) == "['answers.txt', 'matplotlib'] /tmp"
    assert run(second, listed) == "['matplotlib'] /tmp"
    first.close()
    third = Sandbox(LIMITS, server=server)
    assert run(third, listed) == "['matplotlib'] /tmp"
    second.close()
    third.close()


def test_files_of_the_assignment_can_be_read_by_each_and_changed_by_none(tmp_path):
    (tmp_path / "digits.csv").write_text("1,2")
    kept = Kept()
    for _ in range(2):
        box = kept.take(LIMITS, unsafe=False, data=tmp_path)
        assert run(box, "print(open('digits.csv').read())") == "1,2"
        for change in ("open('digits.csv', 'a')", "import os\nos.remove('digits.csv')"):
            assert run(box, change) == "OSError"
        shelf = "open('/grader/shelf/digits.csv', 'a')"
        assert run(box, shelf) == "OSError"
        box.close()
    kept.close()


def test_room_for_files_is_each_ones_own(server):
    fill = f"open('full', 'wb').write(bytes({LIMITS.files_memory // 2 + 2**20}))\nprint('written')"
    boxes = [Sandbox(LIMITS, server=server) for _ in range(3)]
    assert [run(box, fill) for box in boxes] == ["written"] * 3
    again = fill.replace("'full'", "'fuller'")
    assert run(boxes[0], again) == "OSError"
    for box in boxes:
        box.close()


def test_what_one_has_changed_the_next_does_not_find(server):
    spoiled = "import sys\nimport numpy as np\nnp.allclose = lambda *args: True\n"
    spoiled += "sys.modules['values'].encode = None\nsys.secret = 'SECRET'\nprint('done')"
    first = Sandbox(LIMITS, server=server)
    assert run(first, spoiled) == "done"
    first.close()
    second = Sandbox(LIMITS, server=server)
    source = "import sys\nimport numpy as np\nprint(np.allclose(1, 2), hasattr(sys, 'secret'))"
    assert run(second, source) == "False False"
    second.close()


DRAWN = {
    "numpy": "import numpy as np\nprint(np.random.rand())",
    "random": "import random\nprint(random.random())",
    "a generator": "import numpy as np\nprint(np.random.default_rng().random())",
    "names of files": "import tempfile\nprint(tempfile.mkdtemp())",
    "secrets": "import secrets\nprint(secrets.token_hex())",
}


@pytest.mark.parametrize("source", DRAWN.values(), ids=DRAWN)
def test_what_is_drawn_without_a_seed_differs(server, source):
    boxes = [Sandbox(LIMITS, server=server) for _ in range(4)]
    assert len({run(box, source) for box in boxes}) == 4
    for box in boxes:
        box.close()


def test_each_has_given_up_what_the_one_that_forks_keeps(server):
    box = Sandbox(LIMITS, server=server)
    (student,) = children(box.process.pid)
    rights = status(student)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(rights[name], 16) == 0
    assert (rights["NoNewPrivs"], rights["Seccomp"]) == ("1", "2")
    assert rights["Uid"].split()[0] == str(os.stat(f"/proc/{server.process.pid}").st_uid)
    own = {kind: os.readlink(f"/proc/{student}/ns/{kind}") for kind in ("mnt", "pid", "ipc", "uts")}
    (inner,) = children(server.process.pid)
    forks = next(iter(children(inner)))
    shared = {kind: os.readlink(f"/proc/{forks}/ns/{kind}") for kind in own}
    assert not set(own.values()) & set(shared.values())
    box.close()


def children(pid):
    """Return the numbers of the processes that a process has started."""
    with open(f"/proc/{pid}/task/{pid}/children") as told:
        return [int(number) for number in told.read().split()]


def status(pid):
    """Return what the kernel says of a process."""
    with open(f"/proc/{pid}/status") as told:
        return dict(line.rstrip("\n").split(":\t", 1) for line in told if ":\t" in line)


def test_processor_time_is_counted_from_each_ones_start(server):
    box = Sandbox(LIMITS, server=server)
    assert float(run(box, "import time\nprint(time.process_time())")) < 0.5
    box.close()


def test_a_submission_is_graded_alike_whoever_was_before():
    kept, names = Kept(), {}
    hostile = "import os\nimport numpy as np\nnp.asarray = None\nos.kill(-1, 9)\nos._exit(0)"
    for name, double in {"alone": None, "hostile": hostile, "after": None}.items():
        answers = HONEST | ({"double": double} if double else {})
        submission = read_submission(handed_in(solved(), **answers))
        names[name] = grade_submission(assignment(), submission, LIMITS, start=kept.take)
    assert json.dumps(names["alone"]) == json.dumps(names["after"])
    points = {one["name"]: one["points"] for one in names["after"] if one["role"] == "check"}
    assert points == FULL
    kept.close()


def test_where_the_one_that_forks_has_died_another_takes_its_place():
    kept = Kept()
    kept.take(LIMITS, unsafe=False, data=None).close()
    dead = kept.server
    dead.process.kill()
    dead.process.wait()
    box = kept.take(LIMITS, unsafe=False, data=None)
    assert kept.server is not dead
    assert run(box, "print(6 * 7)") == "42"
    box.close()
    kept.close()
    assert left_over() == []


def test_when_the_one_that_forks_ends_no_student_runs_on():
    server = ForkServer(LIMITS)
    box = Sandbox(LIMITS, server=server)
    server.close()
    assert box.process.wait(20) == -9
    box.close()
    assert left_over() == []


def test_a_student_holds_no_way_back_to_what_forks(server):
    box = Sandbox(LIMITS, server=server)
    (student,) = children(box.process.pid)
    held = [os.readlink(f"/proc/{student}/fd/{at}") for at in os.listdir(f"/proc/{student}/fd")]
    assert {name.split(":")[0] for name in held} == {"/dev/null", "pipe"}
    assert sum(name.startswith("pipe") for name in held) == 2
    box.close()
