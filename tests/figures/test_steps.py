"""The steps: each link of the chain rule is the slope it claims, and the walk shows it."""

import numpy as np
import pytest

import nodejs
from output_layer import log_likelihood_cost, softmax, softmax_jacobian
from output_layer.figures import Steps
from stage import stage

BROAD = {"viewport": {"width": 760, "height": 1000}}
PAIRS = [(label, component) for label in (1, 2, 3) for component in (1, 2, 3)]
EXTREMES = [
    {"z1": 5.0, "z2": -5.0, "z3": -5.0, "label": 2, "component": 1},
    {"z1": 5.0, "z2": -5.0, "z3": -5.0, "label": 1, "component": 1},
    {"z1": 0.0, "z2": 0.0, "z3": 0.0, "label": 3, "component": 2},
]


@pytest.mark.parametrize("classes", [1, 2, 3, 8])
def test_the_jacobian_agrees_with_python(classes):
    z = np.random.default_rng(classes).normal(scale=10, size=(60, classes))
    answers = nodejs.call("maths", [["softmax_jacobian", row] for row in z.tolist()])
    np.testing.assert_allclose(answers, softmax_jacobian(z), rtol=1e-13, atol=5e-324)


@pytest.mark.parametrize(("label", "component"), PAIRS)
def test_each_link_is_the_slope_that_the_chain_rule_asks_for(label, component):
    figure = Steps(label=label, component=component)
    z, y, j = figure.logits(), label - 1, component - 1
    ahead, back = (softmax(z + sign * 1e-6 * np.eye(3)[j])[y] for sign in (1, -1))
    shown = figure.values()
    inner = (ahead - back) / 2e-6
    assert shown["same" if y == j else "other"] == pytest.approx(inner, rel=1e-6)
    assert shown["outer"] == pytest.approx(-1 / softmax(z)[y])
    costs = (log_likelihood_cost(z + sign * 1e-6 * np.eye(3)[j], y) for sign in (1, -1))
    slope = np.subtract(*costs) / 2e-6
    assert [shown["product"], shown["gradient"]] == pytest.approx([slope, slope], rel=1e-6)


@pytest.mark.parametrize("state", [{}, *EXTREMES])
def test_product_and_difference_are_written_alike(state):
    shown = Steps(**state).readouts()
    assert shown["product"] == shown["gradient"]
    assert shown["gradient"] == shown[f"g{Steps(**state).component}"]


def test_the_components_of_the_gradient_cancel():
    shown = Steps(z1=-2.0, label=3).values()
    assert shown["g1"] + shown["g2"] + shown["g3"] == pytest.approx(0, abs=1e-15)


def test_the_picture_marks_the_chain_that_was_chosen():
    pictures = {Steps(label=y, component=j).picture() for y, j in PAIRS}
    assert len(pictures) == len(PAIRS)


# In the browser.


@pytest.fixture
def steps(browser):
    with stage(browser, Steps(component=2), **BROAD) as (actor,):
        yield actor


def lit(actor):
    """Return the names of the nodes that stand out, and how many links do."""
    names = actor.root.locator(".chain .lit > text:first-of-type").all_text_contents()
    return sorted(names), actor.root.locator(".chain .edge.lit").count()


WALK = [
    (["C", "a₁", "a₂", "a₃", "z₁", "z₂", "z₃"], 10, "cost"),
    (["C", "a₁"], 1, "outer"),
    (["a₁", "z₂"], 1, "other"),
    (["C", "a₁", "z₂"], 2, "product"),
    (["a₂", "∂C/∂z₂"], 0, "gradient"),
]


def current(actor):
    return actor.root.locator("[aria-current=step] b").evaluate_all(
        "(all) => all.map((node) => node.dataset.readout)"
    )


REVEALED = [{"cost"}, {"outer"}, {"same", "other"}, {"product"}, {"gradient", "g1", "g2", "g3"}]


def seen(actor):
    """Return which results of the derivation are to be seen, on a screen and by a screen reader."""
    shown = actor.root.locator("[data-readout]:visible").evaluate_all(
        "(all) => all.map((node) => node.dataset.readout)"
    )
    return {name for name in shown if name in set().union(*REVEALED)}


def test_a_result_is_hidden_until_its_step(steps):
    for step in range(5):
        assert seen(steps) == set().union(*REVEALED[: step + 1])
        steps.root.get_by_role("button", name="Next").click()
    steps.root.get_by_role("button", name="Back").click()
    assert "gradient" not in seen(steps)
    said = steps.root.locator("input[type=range]").first.get_attribute("aria-valuetext")
    assert steps.readouts()["g1"] not in said


def test_on_paper_every_result_stands(steps):
    steps.page.emulate_media(media="print")
    assert seen(steps) == set().union(*REVEALED)
    steps.page.emulate_media(media="screen")


def test_next_walks_through_every_step_and_back_returns(steps):
    for nodes, links, line in WALK:
        assert lit(steps) == (nodes, links)
        assert current(steps) == [line]
        steps.agrees()
        steps.root.get_by_role("button", name="Next").click()
    assert steps.get("step") == 4, "the walk ends at its last step"
    for left in (3, 2, 1, 0, 0):
        steps.root.get_by_role("button", name="Back").click()
        assert steps.get("step") == left


def test_a_step_says_its_sentence(steps):
    steps.root.get_by_role("button", name="Next").click()
    said = steps.root.get_by_role("status").text_content()
    assert said == "The last link. A larger a₁ lowers the cost, most where a₁ is small."
    assert steps.root.locator(".comment").text_content() == said
    steps.root.locator("[data-control=step] input[type=range]").press("End")
    assert steps.root.get_by_role("status").text_content().startswith("What is left")


@pytest.mark.parametrize(("label", "component"), PAIRS)
def test_the_case_that_holds_stands_out(steps, label, component):
    steps.set(step=2)
    for name, value in (("label", label), ("component", component)):
        group = steps.root.get_by_role("group", name=name)
        group.get_by_role("radio", name=str(value)).press("Space")
        assert steps.get(name) == value
    assert current(steps) == ["same" if label == component else "other"]
    assert lit(steps) == (sorted([f"a{'₁₂₃'[label - 1]}", f"z{'₁₂₃'[component - 1]}"]), 1)
    lines = steps.root.locator(".lines li").all_text_contents()
    assert f"∂a{'₁₂₃'[label - 1]}/∂z{'₁₂₃'[component - 1]} = " in " ".join(lines[2:4])
    steps.agrees()


@pytest.mark.parametrize("component", [1, 2])
def test_the_last_line_subtracts_one_from_the_label_alone(steps, component):
    steps.set(component=component)
    share = Steps().readouts()[f"a{component}"]
    line = steps.root.locator(".lines li").last.text_content()
    assert f"= {share} − {'10'[component - 1]} = " in line


def test_a_logit_moves_every_number(steps):
    before = steps.readouts()
    steps.root.locator("[data-control=z3] input[type=range]").press("End")
    assert steps.get("z3") == 5
    after = steps.readouts()
    assert all(after[name] != text for name, text in before.items())
    steps.agrees()


@pytest.mark.parametrize("width", [320, 375, 760])
@pytest.mark.parametrize("state", EXTREMES)
def test_the_extremes_are_drawn_within_the_column(browser, state, width):
    with stage(browser, Steps(), viewport={"width": width, "height": 1000}) as (steps,):
        for step in range(5):
            steps.set(**state, step=step)
            steps.agrees()
            assert steps.page.evaluate("document.documentElement.scrollWidth") == width
            sides = steps.root.locator("text:visible").evaluate_all(
                "(all) => all.filter((n) => n.textContent).map((n) => n.getBoundingClientRect())"
                ".flatMap((b) => [b.left, b.right])"
            )
            assert all(0 <= side <= width for side in sides)
