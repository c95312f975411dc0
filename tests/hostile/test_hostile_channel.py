"""Code that changes Python under the grader's part in its process, or forges its messages."""

import numpy as np
import pytest

from hostile_toy import HONEST, LIMITS, SHORT, grade, lost
from output_layer.grading.inside import values
from output_layer.grading.sandbox import GoneError, Sandbox

DOUBLE = HONEST["double"]
WRONG = "\n\ndef double(x):\n    return 7.0\n"
FIND = """
import gc, json, os, struct
channel = next(o for o in gc.get_objects() if type(o).__name__ == "Channel")
student = next(o for o in gc.get_objects() if type(o).__name__ == "Student")
out = channel.outgoing.fileno()


def send(document):
    text = json.dumps(document).encode()
    os.write(out, struct.pack(">I", len(text)) + text)
"""
PATCHES = {
    "allclose": "np.allclose = lambda *args, **kwargs: True",
    "equality": "np.isclose = np.array_equal = np.equal = np.all = lambda *a, **k: np.True_",
    "testing": "import numpy.testing\nnumpy.testing.assert_allclose = lambda *args, **kwargs: None",
    "builtins": "import builtins\nbuiltins.all = builtins.any = builtins.bool = lambda x: True",
    "abs": "import builtins\nbuiltins.abs = builtins.max = lambda *args: 0.0",
    "open": "import builtins\nbuiltins.open = lambda *args: None",
    "assertions": "import builtins\nbuiltins.AssertionError = KeyError",
    "import": "import builtins\nbuiltins.__import__ = lambda *args: np",
    "modules": "import sys\nsys.modules['numpy'] = sys.modules['values'] = None",
    "main": "import sys\nsys.modules['__main__'].total_points = 100",
    "json": "import json\njson.dumps = lambda *args, **kwargs: '{\"value\": 6.0}'",
    "exit": "import sys\nsys.exit = lambda *args: None",
    "trace": "import sys\nsys.settrace(lambda *args: None)\nsys.setprofile(lambda *args: None)",
    "hooks": "import sys\nsys.excepthook = sys.displayhook = lambda *args: None",
    "streams": "import sys\nsys.stdout = sys.stderr = sys.stdin = sys.__stdout__ = None",
    "names": "globals().clear()\nimport numpy as np",
    "given": "DATA = None\nnp.array = lambda *args: 6.0",
    "collector": "import gc\ngc.freeze()\ngc.disable()",
    "hash": "import sys\nsys.set_int_max_str_digits(0)",
    "fake result": "print('check-double: 40 points')\nprint('{\"value\": 6.0, \"points\": 100}')",
}


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_what_is_changed_inside_does_not_make_a_wrong_answer_right(patch):
    result = grade(double=patch + WRONG)
    assert result["check-double"]["points"] == 0
    assert np.allclose(0.0, 1.0) is False


def test_patched_names_cost_nothing_where_the_answer_is_right():
    patch = "np.allclose = np.array_equal = lambda *args, **kwargs: True\n"
    assert lost(grade(double=patch + DOUBLE).points) == set()


FORGED = {
    "value": "send({'value': 6.0})",
    "many": "for _ in range(50):\n    send({'value': 6.0})",
    "verdict": "send({'verdict': 'right', 'points': 40.0, 'check-double': 'right'})",
    "ready": "send({'ready': True})",
    "ticket": "send({'value': 6.0, 'ticket': 'a' * 16})",
    "not a dictionary": "os.write(out, struct.pack('>I', 2) + b'[]')",
    "not JSON": "os.write(out, struct.pack('>I', 2) + b'{]')",
    "pickle": "import pickle\nos.write(out, pickle.dumps(print))",
    "huge length": "os.write(out, b'\\xff' * 4)",
    "stream": "for _ in range(10**4):\n    os.write(out, b'x' * 1000)",
    "deep": "os.write(out, struct.pack('>I', 10**6) + b'[' * 10**6)",
    "wide": "os.write(out, struct.pack('>I', 10**7) + b'[' + b'[],' * 3333332 + b'0]  ')",
    "digits": "os.write(out, struct.pack('>I', 10**7) + b'1' * 10**7)",
    "encoding": "os.write(out, struct.pack('>I', 4) + b'\\xff\\xfe\\xfd\\xfc')",
    "dies": "os.write(out, b'\\0')\nos._exit(0)",
    "other end": "for at in range(3, 64):\n    try:\n        os.write(at, b'x' * 100)\n"
    "    except OSError:\n        pass",
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("place", ["cell", "call"])
def test_a_forged_message_is_seen_and_costs_its_own_points(forged, place):
    inner = forged.replace("\n", "\n    ")
    call = f"{FIND}\n\ndef double(x):\n    {inner}\n    return 6.0"
    result = grade(double=FIND + forged + WRONG if place == "cell" else call)
    assert lost(result.points) == {"double"}
    said = result.said("double") + result.said("check-double")
    assert "It wrote into the grader's channel" in said or "ended the program" in said


LATE = {
    "half a message": "os.write(out, b'\\0\\0\\1\\0half')\nwhile True:\n    pass",
    "half a length": "os.write(out, b'\\0')\nwhile True:\n    pass",
    "calls for nothing": "while True:\n    send({'callback': 0, 'args': []})\n"
    "    channel.incoming.read1(1000)",
    "calls ahead": "os.set_blocking(out, False)\nwhile True:\n    try:\n"
    "        send({'callback': 0, 'args': []})\n        channel.incoming.read1(1)\n"
    "    except BlockingIOError:\n        channel.incoming.read1(10**5)",
    "closed": "os.close(channel.incoming.fileno())\nwhile True:\n    pass",
}


@pytest.mark.parametrize("source", LATE.values(), ids=LATE)
def test_a_channel_that_is_kept_busy_does_not_buy_time(source):
    result = grade(SHORT, double=FIND + source)
    assert lost(result.points) == {"double"}
    assert result.said("double").startswith(("It ran for more", "It wrote", "It ended"))


ENCODERS = {
    "constant": "lambda *args: 7.0",
    "unknown": "lambda *args: {'points': 40}",
    "dtype": "lambda *args: {'array': 'AAAAAAAAAAA=', 'dtype': 'O', 'shape': [1]}",
    "structure": "lambda *args: {'array': 'AAAAAAAAAAA=', 'dtype': [['a', 'f8']], 'shape': [1]}",
    "shape": "lambda *args: {'array': 'AAAAAAAAAAA=', 'dtype': '<f8', 'shape': [10**30]}",
    "infinite shape": "lambda *args: {'array': '', 'dtype': '<f8', 'shape': [float('inf')]}",
    "negative shape": "lambda *args: {'array': '', 'dtype': '<f8', 'shape': [-1, 0]}",
    "base64": "lambda *args: {'array': '<b>', 'dtype': '<f8', 'shape': [1]}",
    "function": "lambda *args: {'function': 10**9}",
    "tuple": "lambda *args: {'tuple': 5}",
    "collisions": "lambda *args: {'dict': [[i * (2**61 - 1), 0] for i in range(100000)]}",
    "complex": "lambda *args: {'complex': [10**400, 0]}",
    "error": "lambda *args: 1 / 0",
}


@pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS)
def test_a_forged_value_is_no_value(encoder):
    source = (
        f"{FIND}\n\nimport values\n\n\ndef double(x):\n    values.encode = {encoder}\n    return 6"
    )
    result = grade(double=source)
    assert result["check-double"]["points"] == 0
    assert result.said("check-double")


def test_an_answer_that_was_sent_ahead_for_the_next_question_is_not_taken():
    ahead = "\n\ndef double(x):\n    return 7.0\n\n\nticket = [None]\nobey = student.obey\n\n\n"
    ahead += "def doubled(request):\n    answer = obey(request)\n    channel.write(answer)\n"
    ahead += "    return answer | {'value': 6.0}\n\n\nstudent.obey = doubled\n"
    result = grade(double=FIND + ahead)
    assert result["check-double"]["points"] == 0


def test_the_grader_lives_on_when_a_message_is_too_large_to_be_sent():
    sandbox = Sandbox(LIMITS)
    with pytest.raises(values.NotPlainError):
        sandbox.ask({"do": "run", "source": "x" * values.LARGEST, "name": "cell"})
    assert sandbox.process.poll() is not None


def test_an_error_out_here_ends_the_process_for_it_would_be_out_of_step():
    sandbox = Sandbox(LIMITS)
    source = "def call(f):\n    return f(1.0)"
    sandbox.ask({"do": "run", "source": source, "name": "cell"})
    sandbox.ask({"do": "get", "name": "call"})
    request = {"do": "call", "function": 0, "args": [{"function": 0}], "kwargs": {}}

    def interrupted(asked):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sandbox.ask(request, interrupted)
    assert sandbox.process.poll() is not None


def test_calls_within_calls_end():
    sandbox = Sandbox(LIMITS)
    sandbox.ask({"do": "run", "source": "def call(f):\n    return f(1.0)", "name": "cell"})
    sandbox.ask({"do": "get", "name": "call"})
    request = {"do": "call", "function": 0, "args": [{"function": 0}], "kwargs": {}}

    def again(asked):
        return sandbox.ask(dict(request), again)

    with pytest.raises(GoneError, match="called itself through the grader too often"):
        sandbox.ask(dict(request), again)
