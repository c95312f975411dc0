"""Numbers that were measured once: each file names the command that measured, and has its shape."""

import json
import shlex
from importlib.util import module_from_spec, spec_from_file_location

import pytest

import output_layer
from built import ROOT

RECORDED = sorted((ROOT / "book").glob("*.json"))
each_record = pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name)


def program(path):
    """Return the program that a record names, as a module, and where it says it writes."""
    *settings, python, name, option, target = shlex.split(json.loads(path.read_text())["command"])
    assert (settings, python, option) == (["PYTHONPATH=tests/shared"], "python", "--record")
    spec = spec_from_file_location(f"recording_{path.stem}", ROOT / name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, ROOT / target


def shape(value):
    """Return a JSON document with types in place of numbers and texts."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    return float if isinstance(value, int | float) else type(value)


@each_record
def test_a_record_names_the_command_that_writes_it(path):
    module, target = program(path)
    assert target == path
    assert json.loads(path.read_text())["command"] == module.COMMAND


def test_stability_has_the_shape_that_its_command_writes(tmp_path):
    path = ROOT / "book" / "stability.json"
    module, _ = program(path)
    functions = {name: getattr(output_layer, name) for name in module.NAMES}
    known = json.loads(path.read_text())
    assert [name.split()[0] for name in known["libraries"]] == list(module.RECORDED)
    module.record(dict.fromkeys([*known["libraries"], "SciPy"], functions), tmp_path / "made")
    made = json.loads((tmp_path / "made").read_text())
    assert shape(made) == shape(known)


def test_grading_has_the_shape_that_its_command_writes(tmp_path):
    path = ROOT / "book" / "grading.json"
    module, _ = program(path)
    module.record(tmp_path / "made", 10, 2, rates=(860.7, 68.2), peak=155 * 2**20)
    made = json.loads((tmp_path / "made").read_text())
    assert shape(made) == shape(json.loads(path.read_text()))
    assert (made["per_minute"], made["memory_mib"]) == (861, 155)


def test_every_recorded_file_is_looked_at():
    assert {path.stem for path in RECORDED} == {"grading", "stability"}, (
        "a new record needs a test of its shape here"
    )
