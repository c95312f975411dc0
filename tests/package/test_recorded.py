"""Numbers that were measured once: each file names the command that measured, and has its shape."""

import json
import shlex
from importlib.util import module_from_spec, spec_from_file_location

import numpy as np
import pytest

import output_layer
from built import ROOT

RECORDED = sorted((ROOT / "book").glob("*.json"))
# `libraries` has a file of tests of its own.
LOOKED_AT = {"grading", "libraries", "stability", "summary", "training"}
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


@pytest.fixture(scope="module")
def training():
    """Return the program that measures for the chapter `training`, and what it has written."""
    path = ROOT / "book" / "training.json"
    return program(path)[0], json.loads(path.read_text())


def test_training_has_the_shape_that_its_command_writes(training, tmp_path, monkeypatch):
    module, known = training
    for name in ("race", "dead", "noise", "smoothing"):
        monkeypatch.setattr(module, name, lambda *_: "one experiment")
    monkeypatch.setattr(module, "rare", lambda *_: dict.fromkeys(known["rare"]["0.0"], "one"))
    monkeypatch.setattr(module, "misled", lambda *_: 0.5)
    module.record(known["libraries"], tmp_path / "made")
    made = json.loads((tmp_path / "made").read_text())
    assert list(made) == list(known)
    for name in ("race", "dead", "noise", "writers", "rare", "smoothing"):
        assert _branches(made[name]) == _branches(known[name])
    assert shape(made["misled"]) == shape(known["misled"])


def _branches(measured):
    """Return the keys down to what one experiment gives, for which a text may stand."""
    if isinstance(measured, str) or isinstance(next(iter(measured.values())), list):
        return ()
    return {key: _branches(part) for key, part in measured.items()}


def test_training_says_what_a_cheap_part_of_it_gives_again(training):
    module, known = training
    one = [1]
    again = module.rare(0.001, one)
    for rule, found in again.items():
        assert found["recall"][0] == pytest.approx(
            known["rare"]["0.001"][rule]["recall"][0], abs=0.05
        )
    for name, found in module.smoothing(300, 0.001, one).items():
        assert found[0] == pytest.approx(known["smoothing"]["300"]["0.001"][name][0], abs=0.01)
    dead = module.dead(2.0, "Adam", module.QUADRATIC, one)
    assert dead["right"][0] == pytest.approx(
        known["dead"]["2.0"]["Adam"]["quadratic"]["right"][0], abs=0.05
    )
    assert module.misled("Adam", 0.03, module.QUADRATIC, 300) == pytest.approx(
        known["misled"]["quadratic"]["0.03"]["300"], abs=0.02
    )


@pytest.mark.parametrize("name", ["1 − a", "softmax twice", "focal", "smoothed"])
def test_the_gradients_that_training_measures_with_are_slopes(training, name):
    cost, slope = training[0].COSTS[name]
    labels, z = np.array([1, 0, 9]), np.random.default_rng(0).normal(size=(3, 10))
    output_layer.check_gradient(lambda z: cost(z, labels).sum(), lambda z: slope(z, labels), z)


def test_a_network_learns_by_its_own_gradient(training):
    module, _ = training
    x, labels = module.INPUTS[:7], module.LABELS[:7]
    parts, run, _ = module._start("network", 1)

    def mean_cost(table, place):
        moved = [table if n == place else part for n, part in enumerate(parts)]
        return output_layer.log_likelihood_cost(run(moved, x)[1], labels).mean()

    inputs, z = run(parts, x)
    slopes = output_layer.log_likelihood_cost_gradient(z, labels) / 7
    for place, gradient in enumerate(module.gradients(inputs, parts, slopes)):
        output_layer.check_gradient(
            lambda table, place=place: mean_cost(table, place),
            lambda _, gradient=gradient: gradient,
            parts[place],
            method="central",
        )


def test_pytorch_divides_by_weights_for_labels_and_by_examples_for_shares(training):
    ((name, said),) = training[1]["libraries"].items()
    assert name.startswith("PyTorch 2.")
    costs = output_layer.log_likelihood_cost(
        said["logits"], said["labels"], weights=said["weights"], smoothing=said["smoothing"]
    )
    np.testing.assert_allclose(costs, said["each"], rtol=1e-14)
    whole = np.array(said["weights"])[said["labels"]].sum()
    assert said["mean of labels"] == pytest.approx(costs.sum() / whole, rel=1e-14)
    assert said["mean of shares"] == pytest.approx(costs.mean(), rel=1e-14)


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
    assert {path.stem for path in RECORDED} == LOOKED_AT, "a new record needs a test of its shape"
