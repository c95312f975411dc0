"""Numbers that were measured once: each file names the command that measured, and has its shape."""

import json
import shlex
from importlib.util import module_from_spec, spec_from_file_location

import numpy as np
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


@pytest.fixture(scope="module")
def libraries():
    """Return the program that measures what libraries take and give, and what it has written."""
    path = ROOT / "book" / "summary.json"
    return program(path)[0], json.loads(path.read_text())


def test_summary_has_every_call_that_its_command_measures(libraries):
    module, known = libraries
    found = {name.split()[0]: set(of["calls"]) for name, of in known["libraries"].items()}
    tables = module.TABLES.items()
    assert found == {name.split(",")[0]: set(calls) for name, (calls, _) in tables}


def test_summary_says_what_an_installed_library_does(libraries, tmp_path):
    module, known = libraries
    sklearn = {n: calls for n, calls in module.libraries().items() if n.startswith("scikit-learn")}
    module.record(sklearn, tmp_path / "made")
    made = json.loads((tmp_path / "made").read_text())
    assert made["command"] == known["command"]
    (now,), (then,) = (
        [of for name, of in each["libraries"].items() if name.startswith("scikit-learn")]
        for each in (made, known)
    )
    assert now == then


COSTS = [
    ("label", output_layer.log_likelihood_cost),
    ("targets", output_layer.cross_entropy_cost),
]


@pytest.mark.parametrize("reduction", ["each", "mean", "sum"])
@pytest.mark.parametrize(("told", "cost"), COSTS)
def test_a_call_is_described_by_what_it_returns(libraries, told, cost, reduction):
    module, _ = libraries
    reduce = module.REDUCED[reduction]
    about = module.described(lambda numbers, right: reduce(cost(numbers, right)), told)
    assert (about["takes"], about["gives"]) == ("logits", reduction)
    assert about["mistaken"] > about["right"] > 0


def test_a_call_that_takes_shares_is_told_from_one_that_takes_their_logarithms(libraries):
    module, _ = libraries
    rows = np.arange(len(module.LABELS))
    of_shares = module.described(lambda a, y: -np.log(abs(a[rows, y]) + 1e-300), "label")
    of_logarithms = module.described(lambda log_a, y: -log_a[rows, y].mean(), "label")
    assert (of_shares["takes"], of_shares["gives"]) == ("shares", "each")
    assert (of_logarithms["takes"], of_logarithms["gives"]) == ("log-shares", "mean")


def test_another_cost_is_refused(libraries):
    module, _ = libraries
    with pytest.raises(ValueError, match="no cost of this book"):
        module.described(lambda numbers, right: 2 * numbers.sum(), "label")


def test_every_recorded_file_is_looked_at():
    assert {path.stem for path in RECORDED} == {"grading", "stability", "summary"}, (
        "a new record needs a test of its shape here"
    )
