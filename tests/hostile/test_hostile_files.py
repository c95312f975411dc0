"""Code that looks for secrets, writes where it should not, or calls home."""

import ast
import os
import stat
import sys
from pathlib import Path

import pytest

import output_layer
from hostile_toy import HONEST, SECRET, grade, grade_own, lost
from output_layer.grading import confinement

DOUBLE = HONEST["double"]
ROOT = Path(output_layer.__file__).parent.parent
SEARCH = "import os\nfound = [os.path.join(p, f) for p, _, files in os.walk('/') for f in files]\n"
PLACES = {
    "passwd": "/etc/passwd",
    "shadow": "/etc/shadow",
    "hosts": "/etc/hosts",
    "resolver": "/etc/resolv.conf",
    "home": str(Path.home()) + "/.bashrc",
    "environment": "/proc/self/environ",
    "command line": "/proc/1/cmdline",
    "parent's memory": f"/proc/{os.getpid()}/mem",
    "mounts": "/proc/self/mounts",
    "system": "/sys/kernel/hostname",
    "log of the kernel": "/dev/kmsg",
    "terminal": "/dev/tty",
    "disk": "/dev/sda",
    "grader": str(ROOT / "output_layer/grading/session.py"),
    "this test": __file__,
    "assignments": str(ROOT / "assignments"),
    "above": "../" * 20 + "etc/passwd",
}


@pytest.fixture(scope="module")
def elsewhere():
    return grade_own({name: f"print(open({at!r}).read())" for name, at in PLACES.items()})


@pytest.mark.parametrize("name", PLACES)
def test_what_is_elsewhere_on_the_machine_is_not_there(elsewhere, name):
    assert lost(elsewhere.points) == set()
    said = elsewhere.said(name)
    assert "FileNotFoundError" in said
    assert said.endswith("Only the files that come with the assignment are there.")
    assert elsewhere[name]["output"] == ""


def test_solutions_hidden_checks_and_other_submissions_are_nowhere():
    known = ("/usr/", "/lib", "/dev/", "/grader/packages/", os.path.dirname(os.__file__))
    source = SEARCH + f"print([place for place in found if not place.startswith({known})])\n"
    output = grade(double=source + DOUBLE)["double"]["output"]
    programs = confinement.INNER.glob("[!_]*.py")
    inside = {f"/grader/inner/{program.name}c" for program in programs}
    binary = os.path.realpath(sys.executable)
    others = {place for place in set(ast.literal_eval(output)) - inside if place != binary}
    assert all(Path(place).name.startswith(("fontlist", "libpython")) for place in others)


def test_the_memory_of_the_process_does_not_hold_the_hidden_checks():
    source = "import gc\ndef double(x):\n    kinds = (str, dict, list)\n"
    source += "    held = str([o for o in gc.get_objects() if type(o) in kinds])\n"
    source += "    return 0.0 if 'SECRET-' '6174' in held else 2 * x\n"
    assert lost(grade(double=source).points) == set()


def test_the_environment_tells_nothing(monkeypatch):
    monkeypatch.setenv("API_TOKEN", SECRET)
    source = "import os, sys, socket\nprint(dict(os.environ), sys.argv, os.getcwd(), "
    source += "socket.gethostname(), os.getuid(), os.uname().nodename)\n"
    result = grade(double=source + DOUBLE)
    output = result["double"]["output"]
    assert SECRET not in output
    assert "API_TOKEN" not in output
    assert os.uname().nodename not in output.replace("sandbox", "")
    assert "65534" in output
    assert lost(result.points) == set()


def test_no_other_process_can_be_seen():
    source = "import os\nseen = []\nfor pid in range(3, 5000):\n    try:\n        os.kill(pid, 0)\n"
    source += (
        "        seen.append(pid)\n    except ProcessLookupError:\n        pass\nprint(seen)\n"
    )
    assert grade(double=source + DOUBLE)["double"]["output"].strip() == "[]"


WRITES = {
    "root": "/x",
    "python": "os.__file__",
    "grader": "/grader/inner/child.pyc",
    "values": "/grader/inner/values.pyc",
    "numpy": "np.__file__",
    "packages": "/grader/packages/scipy.py",
    "system": "/usr/lib/x",
    "other packages": "/usr/lib/python3/x",
    "shared memory": "/dev/shm/x",
    "home": str(Path.home() / "x"),
    "tests": str(Path(__file__).with_name("x.py")),
    "up": "/tmp/../x",
}


@pytest.fixture(scope="module")
def written():
    source = "import os\nwith open({}, 'a') as file:\n    file.write('raise SystemExit')"
    places = {key: at if ".__" in at else repr(at) for key, at in WRITES.items()}
    return grade_own({key: source.format(at) for key, at in places.items()})


@pytest.mark.parametrize("name", WRITES)
def test_nothing_can_be_written_outside(written, name):
    assert lost(written.points) == set()
    assert any(e in written.said(name) for e in ("Read-only", "No such file", "Permission"))
    assert not Path("/x").exists()


def test_links_lead_nowhere():
    source = "import os\nos.symlink('/etc/passwd', '/tmp/a')\nprint(open('/tmp/a').read())"
    result = grade(double=source)
    assert lost(result.points) == {"double"}
    assert "FileNotFoundError" in result.said("double")
    hard = "import os\nos.link(os.__file__, '/tmp/a')\nopen('/tmp/a', 'a').write('x')"
    assert "cross-device" in grade(double=hard).said("double")


def test_rights_of_what_belongs_to_the_machine_cannot_be_changed():
    before = stat.S_IMODE(os.stat("/dev/null").st_mode)
    source = (
        "import os\nfor place in ('/dev/null', '/dev/zero', os.__file__, np.__file__):\n    try:\n"
    )
    source += (
        "        os.chmod(place, 0o600)\n        print('changed', place)\n    except OSError:\n"
    )
    result = grade(double=f"{source}        pass\n{DOUBLE}")
    assert stat.S_IMODE(os.stat("/dev/null").st_mode) == before
    assert result["double"]["output"] == ""
    assert lost(result.points) == set()


def test_what_one_submission_writes_the_next_does_not_find():
    grade(double="open('/tmp/note', 'w').write('the answer')\n" + DOUBLE)
    assert "FileNotFoundError" in grade(double="print(open('/tmp/note').read())").said("double")


CALLS = {
    "socket": "import socket\nsocket.create_connection(('192.0.2.1', 80), 2)",
    "udp": "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "unix": "import socket\nsocket.socket(socket.AF_UNIX)",
    "netlink": "import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "pair": "import socket\nsocket.socketpair()",
    "urllib": "import urllib.request\nurllib.request.urlopen('http://192.0.2.1/')",
    "name": "import socket\nsocket.getaddrinfo('example.org', 80)",
    "server": "import http.server\nhttp.server.HTTPServer(('127.0.0.1', 0), None)",
    "asyncio": "import asyncio\nasyncio.new_event_loop()",
}


@pytest.fixture(scope="module")
def calls():
    return grade_own(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_there_is_no_network(calls, name):
    assert lost(calls.points) == set()
    assert any(e in calls.said(name) for e in ("not permitted", "name resolution", "gaierror"))


IMPORTS = ["scipy", "sklearn", "pandas", "torch", "output_layer", "nbgrader", "pytest", "pip"]


@pytest.fixture(scope="module")
def imports():
    return grade_own({name: f"import {name}" for name in IMPORTS})


@pytest.mark.parametrize("name", IMPORTS)
def test_an_answer_cannot_be_imported_and_the_student_is_told(imports, name):
    said = f"Line 1: ModuleNotFoundError: No module named '{name}'. Only NumPy, matplotlib and"
    assert imports.said(name).startswith(said)


def test_the_walls_are_the_ones_that_were_meant():
    arguments = " ".join(confinement.walls())
    assert "--unshare-all" in arguments
    assert "--bind " not in arguments.replace("--ro-bind ", "").replace("--dev-bind ", "")
