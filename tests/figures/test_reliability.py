"""Reliability: its digits are those of the models, and what it shows moves as it should."""

import json
import warnings
from importlib.util import module_from_spec, spec_from_file_location

import numpy as np
import pytest
from sklearn.datasets import load_digits

from built import ROOT
from output_layer import answers, reliability
from output_layer.figures import Reliability
from output_layer.figures.reliability import DECAYS, MODELS, decoded, gap_of, interval
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 900}}
NARROW = {"viewport": {"width": 320, "height": 900}}
RECORD = ROOT / "output_layer" / "figures" / "reliability.json"

each_decay = pytest.mark.parametrize("decay", range(len(DECAYS)), ids=map(str, DECAYS))


@pytest.fixture(scope="module")
def program():
    """Return the program that the record names, as a module."""
    command = json.loads(RECORD.read_text(encoding="utf-8"))["command"]
    _, _, name, _, target = command.split()
    assert ROOT / target == RECORD
    spec = spec_from_file_location("recording_reliability", ROOT / name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert command == module.COMMAND
    return module


@pytest.fixture(scope="module")
def logits(program):
    """Return the labels of all digits, and their logits by each of the models."""
    digits = load_digits()
    x = digits.data / 16
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return digits.target, [m.decision_function(x) for m in program.models(x, digits.target)]


@each_decay
def test_the_recorded_digits_are_those_that_the_models_give(decay, program, logits):
    labels, z = logits
    places, below = program.gaps(z[decay][program.NEW], labels[program.NEW])
    recorded, gaps = decoded(MODELS[decay]["gaps"])
    # Without decay the fit has no end, and where it stops hangs on the last digits of a machine.
    slack = 0.02 if decay == 0 else 0.0
    assert np.mean(recorded != places) <= slack
    most = gap_of(63)
    wide = 0.075 * (np.minimum(below, most) + 0.05) + 1e-6 + slack * below
    assert np.mean(abs(gaps[:, 1:] - np.minimum(below, most)) <= wide) >= 1 - slack
    assert MODELS[decay]["tau"] == pytest.approx(
        program.fit_temperature(z[decay][program.VALIDATE], labels[program.VALIDATE]),
        rel=0.05 if decay == 0 else 0.0,
        abs=0.005,
    )


@each_decay
@pytest.mark.parametrize("tau", [0.5, 1.0, 9.0])
def test_rounding_moves_no_mean_by_a_hundredth(decay, tau, program, logits):
    labels, z = logits
    found = Reliability(decay=decay, tau=tau).answers()
    exact = answers(z[decay][program.NEW] / tau, labels[program.NEW])
    assert found[0].mean() == pytest.approx(exact.confidence.mean(), abs=0.01)
    assert found[1].mean() == pytest.approx(exact.right.mean(), abs=0.005)


def test_without_decay_it_is_far_too_sure_and_with_much_too_modest():
    gaps = [np.subtract(*map(np.mean, Reliability(decay=d).answers()[:2])) for d in range(4)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 0.07
    assert gaps[-1] < -0.15


def test_no_temperature_changes_an_answer():
    rates = {Reliability(decay=1, tau=tau).values()["accuracy"] for tau in (0.1, 1.0, 20.0)}
    assert len(rates) == 1


def test_interval_is_wilsons():
    # Of 10 answers 9 are right: the ends solve (rate - p)² = 1.96² p (1 - p)/10.
    for end in interval(0.9, 10):
        assert (0.9 - end) ** 2 == pytest.approx(1.96**2 * end * (1 - end) / 10)


# In the browser.


@pytest.fixture
def diagram(browser):
    with stage(browser, Reliability(), **BROAD) as (actor,):
        yield actor


def test_the_drawing_is_dragged_to_a_threshold(diagram):
    box = diagram.root.locator(".plot").bounding_box()
    diagram.page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 100)
    assert diagram.get("threshold") == 1
    diagram.agrees()


def test_buttons_fit_the_temperature_and_take_it_back(diagram):
    diagram.root.get_by_role("radio", name="0.001").press("Space")
    diagram.root.get_by_role("button", name="Fit").press("Enter")
    assert diagram.get("tau") == MODELS[2]["tau"]
    diagram.agrees()
    diagram.root.get_by_role("button", name="= 1").click()
    assert diagram.get("tau") == 1
    diagram.agrees()


def test_there_is_a_point_and_a_number_for_each_bin_that_has_digits(diagram):
    for decay in range(4):
        diagram.set(decay=decay)
        counts = reliability(*Reliability(decay=decay).answers()[:2]).count
        dots = diagram.root.locator(".bins .point").evaluate_all(
            "(all) => all.filter((dot) => dot.style.display !== 'none').length"
        )
        texts = diagram.root.locator(".bins .count").all_text_contents()
        assert [text for text in texts if text] == [str(count) for count in counts if count]
        assert dots == np.count_nonzero(counts)


@pytest.mark.parametrize("options", [BROAD, NARROW])
def test_nothing_moves_on_the_page_when_the_numbers_change(browser, options):
    with stage(browser, Reliability(), **options) as (actor,):
        before = actor.root.bounding_box()
        for state in ({"decay": 3}, {"tau": 20.0}, {"threshold": 1.0}):
            actor.set(**state)
            assert actor.root.bounding_box() == before
        assert actor.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
