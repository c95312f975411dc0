"""The race: the training in JavaScript is Python's, and the figure shows it."""

from xml.etree import ElementTree

import numpy as np
import pytest

import nodejs
from output_layer import train_neuron
from output_layer.figures import Race
from stage import stage

STARTS = [(0.6, 0.9), (2.0, 2.0), (4.0, 4.0), (-5.0, 5.0), (0.0, 0.0)]
PUBLISHED = {(0.6, 0.9): ("0.8176", "0.09396"), (2.0, 2.0): ("0.9820", "0.2028")}


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy"])
@pytest.mark.parametrize("eta", [0.005, 0.15, 2.0])
@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
def test_training_agrees_with_python(cost, eta, y):
    options = {"x": 1.2, "y": y, "eta": eta, "cost": cost, "epochs": 200}
    answers = nodejs.call("training", [["train_neuron", w, b, options] for w, b in STARTS])
    for start, answer in zip(STARTS, answers, strict=True):
        run = train_neuron(*start, **options)
        for name in ("w", "b", "a", "cost"):
            # 1e-9 is a million times the rounding of one update. Near its minimum a cost is the
            # square of a small a − y, whose own rounding, 1e-16, is all that is left of it.
            theirs, ours = list(answer[name].values()), getattr(run, name)
            np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=1e-20, err_msg=name)


def test_training_has_the_defaults_of_python():
    answer = nodejs.call("training", [["train_neuron", 2, 2]])[0]
    np.testing.assert_allclose(list(answer["a"].values()), train_neuron(2.0, 2.0).a, rtol=1e-9)


@pytest.mark.parametrize("start", PUBLISHED)
def test_readouts_give_the_published_outputs(start):
    w, b = start
    ends = [Race(w=w, b=b, epoch=epoch).readouts()["quadratic_a"] for epoch in (0, 300)]
    assert tuple(ends) == PUBLISHED[start]


def test_both_neurons_start_alike():
    shown = Race(w=-1.3, b=4.1).readouts()
    for part in "wba":
        assert shown[f"quadratic_{part}"] == shown[f"cross_entropy_{part}"]


def test_an_epoch_after_the_last_shows_the_last():
    late, last = Race(epochs=40, epoch=900), Race(epochs=40, epoch=40)
    assert late.readouts() == last.readouts()
    assert late.readouts()["epoch"] == "40"


def curves(race):
    """Return the heights of the curves of a picture, longest paths first."""
    root = ElementTree.fromstring(race.picture())
    paths = [node.get("d").count("L") for node in root.iter() if node.get("d")]
    return sorted(paths, reverse=True)


def test_the_picture_has_two_outputs_and_two_costs():
    longest = curves(Race())[:5]
    assert min(longest[:4]) > 5 * longest[4]


def test_the_picture_marks_an_epoch_between_the_ends():
    marked, plain = curves(Race(epoch=90)), curves(Race(epoch=0))
    assert len(marked) == len(plain) + 3  # in each of the three charts
    assert len(curves(Race(epoch=300))) == len(plain)


# In the browser.


@pytest.fixture
def race(browser):
    with stage(browser, Race()) as (actor,):
        yield actor


# What a move changes in the drawings: "playhead d" for the shape of the playhead.
CHANGES = """(root) => new Promise((done) => {
  const observer = new MutationObserver((list) => done(list
    .filter(({ type, target }) => type === "attributes" && target.ownerSVGElement)
    .map(({ target, attributeName }) => `${target.getAttribute("class")} ${attributeName}`)));
  observer.observe(root, { subtree: true, attributes: true });
  const slider = root.querySelector("input[type=range]");
  slider.value = Number(slider.value) + 90;
  slider.dispatchEvent(new Event("input"));
})"""


def test_a_move_draws_no_curve_anew_and_changes_no_layer(race):
    """A transform or a clip that changes costs more than all the shapes that move."""
    changes = race.root.evaluate(CHANGES)
    assert race.get("epoch") == 90
    assert {change.split()[-1] for change in changes} == {"cx", "cy", "d", "style", "x1", "x2"}
    assert {c.rsplit(" ", 1)[0] for c in changes if c.endswith(" d")} == {"level", "playhead"}
    race.agrees()


def test_a_curve_is_full_up_to_the_playhead_and_pale_after_it(race):
    race.set(epoch=150)
    for gradient in race.root.locator(".charts linearGradient").all():
        edge, end = (float(gradient.get_attribute(name)) for name in ("x1", "x2"))
        chart = gradient.locator("xpath=ancestor::*[contains(@class, 'plot')]")
        marks = chart.locator(".front .dot").evaluate_all(
            "(all) => all.map((c) => +c.getAttribute('cx'))"
        )
        assert edge == marks[0] == pytest.approx(end - 1)
        opacities = gradient.locator("stop").evaluate_all(
            "(all) => all.map((s) => +getComputedStyle(s).stopOpacity)"
        )
        assert opacities == [1, 0.3]
    strokes = race.root.locator(".charts .marks .line").evaluate_all(
        "(all) => all.map((p) => p.style.stroke)"
    )
    ids = race.root.locator(".charts linearGradient").evaluate_all("(all) => all.map((g) => g.id)")
    assert sorted(strokes) == sorted(f'url("#{each}")' for each in ids)
    assert len(set(ids)) == 4


@pytest.mark.parametrize("chart", [".outputs", ".above", ".below"])
def test_a_drag_over_each_chart_scrubs(race, chart):
    box = race.root.locator(f".charts {chart} rect").first.bounding_box()
    mouse = race.page.mouse
    mouse.move(box["x"] + 4, box["y"] + 20)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, box["y"] + 20, steps=3)
    mouse.up()
    assert race.get("epoch") == pytest.approx(150, abs=2)
    race.agrees()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_classic_start_begins_a_race_of_its_own(race, place):
    race.set(epoch=120, w=-1.0)
    race.root.locator(".choice").first.locator("label").nth(place).click()
    w, b = STARTS[place]
    assert [race.get(name) for name in ("w", "b", "epoch")] == [w, b, 0]
    race.agrees()


def test_the_rate_goes_from_round_value_to_round_value(race):
    slider = race.root.locator("[data-control=eta] input[type=range]")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "End", "Home"):
        slider.press(key)
        seen.append(race.get("eta"))
    assert seen == [0.2, 0.25, 2, 0.005]
    assert slider.get_attribute("aria-valuetext").startswith("0.005.")
    race.agrees()


def test_a_rate_can_be_typed_exactly(race):
    field = race.root.locator("[data-control=eta] input[type=number]")
    field.fill("0.137")
    field.press("Enter")
    assert race.get("eta") == 0.137
    race.agrees()


CORNERS = [
    {"w": -5, "b": -5, "x": -2, "y": 0, "eta": 2, "epochs": 1000, "epoch": 1000},
    {"w": 5, "b": 5, "x": 2, "y": 0, "eta": 0.005, "epochs": 10, "epoch": 3},
    {"w": 0, "b": 0, "x": 0, "y": 1, "eta": 2, "epochs": 300, "epoch": 0},
    {"w": -5, "b": -5, "x": 2, "y": 1, "eta": 2, "epochs": 1000, "epoch": 500},
]


@pytest.mark.parametrize("state", CORNERS)
def test_the_corners_of_the_state_are_drawn(race, state):
    race.set(**state)
    race.agrees()


@pytest.mark.parametrize("state", [{"epoch": 60}, {"b": 0, "w": 19.9}])
def test_the_neuron_is_filled_to_its_output(race, state):
    """Also where the output is 1 to eight digits, further out than Python's limits go."""
    race.set(**state)
    levels = race.root.locator(".level").evaluate_all(
        "(all) => all.map((level) => level.getBBox().height)"
    )
    rings = race.root.locator(".cell").evaluate_all(
        "(all) => all.map((c) => 2 * c.getAttribute('r'))"
    )
    shown = [float(race.readouts()[f"{stem}_a"]) for stem in ("quadratic", "cross_entropy")]
    assert levels == pytest.approx(np.multiply(rings, shown), rel=1e-3)
