"""All figures of the package: Python and JavaScript say the same, and each stands alone."""

import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import traitlets

import nodejs
import output_layer
from output_layer import figures
from output_layer.figures import numbers
from output_layer.figures.base import Figure
from states import some_states, state_names

CLASSES = [getattr(figures, name) for name in figures.__all__]
NODE_TESTS = sorted(Path(__file__).parent.glob("*.test.mjs"))
Z = np.unique([*np.linspace(-40, 40, 801), *np.linspace(-745, 745, 299), 700.0, -700.0, 1e-300])
P = [5e-324, 1e-300, 1e-16, 0.1, 0.25, 0.4999999, 0.5, 0.50000001, 0.75, 0.9, 1 - 1e-16]
# In a − y with 0 < y < 1 the two sides round σ differently by up to 2 units of 1.1e-16.
ROUNDING = 5e-16

every_figure = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)


def stem(cls):
    return cls.__module__.rpartition(".")[2]


@pytest.mark.parametrize("path", NODE_TESTS, ids=lambda path: path.name)
def test_the_modules_pass_their_own_tests_in_node(path):
    report = nodejs.node("--test", "--test-reporter=tap", path)
    assert re.search(r"^# pass [1-9]", report, re.MULTILINE)


# The functions have the same name and the same value in both languages.


@pytest.mark.parametrize("name", ["sigmoid", "sigmoid_derivative", "log_sigmoid", "softplus"])
def test_functions_of_z_agree_with_python(name):
    answers = nodejs.call("maths", [[name, z] for z in Z.tolist()])
    # 1e-12 is far above the rounding of either; subnormal numbers differ by one step of 5e-324.
    np.testing.assert_allclose(answers, getattr(output_layer, name)(Z), rtol=1e-12, atol=5e-324)


def test_logit_agrees_with_python():
    answers = nodejs.call("maths", [["logit", p] for p in P])
    np.testing.assert_allclose(answers, output_layer.logit(P), rtol=1e-12)


@pytest.mark.parametrize("y", [0.0, 0.25, 0.9, 1.0])
@pytest.mark.parametrize(
    "name",
    [
        "quadratic_cost",
        "quadratic_cost_gradient",
        "cross_entropy_cost",
        "cross_entropy_cost_gradient",
    ],
)
def test_costs_agree_with_python(name, y):
    answers = nodejs.call("maths", [[name, z, y] for z in Z.tolist()])
    atol = 5e-324 if y in (0, 1) else ROUNDING
    np.testing.assert_allclose(answers, getattr(output_layer, name)(Z, y), rtol=1e-12, atol=atol)


@pytest.mark.parametrize("y", [0.0, 0.25, 0.5, 1.0])
def test_newtons_step_agrees_with_python(y):
    z = Z[abs(Z) <= 700]  # JSON has no infinity
    answers = nodejs.call("maths", [["cross_entropy_newton_step", each, y] for each in z.tolist()])
    expected = output_layer.cross_entropy_newton_step(z, y)
    # JavaScript writes 10²⁰ as an integer, and Python reads it as one.
    np.testing.assert_allclose([*map(float, answers)], expected, rtol=1e-12, atol=ROUNDING)


def test_javascript_exports_only_functions_that_python_has():
    text = (nodejs.FIGURES / "maths.mjs").read_text(encoding="utf-8")
    exported = re.findall(r"^export (?:function|const) (\w+)", text, re.MULTILINE)
    assert exported
    assert set(exported) <= set(output_layer.__all__)


# A number is written by the same characters in both languages.


def some_numbers():
    rng = np.random.default_rng(1)
    spread = rng.choice([-1, 1], 4000) * 10 ** rng.uniform(-320, 300, 4000)
    usual = rng.normal(scale=30, size=2000)
    ties = [0.5, 1.5, 2.5, 1234.5, 1235.5, 0.00048828125, -0.125, 99995, 99999.5, 0.0009995]
    edges = [0.0, -0.0, 5e-324, 1.7e308, 0.001, 0.0009999999, 9.9995, 99999, 100000, -1, -0.004]
    return [*spread.tolist(), *usual.tolist(), *np.round(usual, 1).tolist(), *ties, *edges]


def test_number_gives_the_same_text_as_javascript():
    values = some_numbers()
    assert nodejs.call("numbers", [["number", v] for v in values]) == [*map(numbers.number, values)]


@pytest.mark.parametrize("decimals", [0, 1, 2, 3, 6])
def test_fixed_gives_the_same_text_as_javascript(decimals):
    values = [value for value in some_numbers() if abs(value) < 1e20]  # JavaScript's own end
    answers = nodejs.call("numbers", [["fixed", value, decimals] for value in values])
    assert answers == [numbers.fixed(value, decimals) for value in values]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.952574, "0.9526"),
        (-12.5, "−12.50"),
        (4.5395807e-5, "4.540×10⁻⁵"),
        (0.00099996, "0.001000"),
        (99999.6, "1.000×10⁵"),
        (22028.5, "22029"),
        (-1e-300, "−1.000×10⁻³⁰⁰"),
        (-0.0, "0"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "undefined"),
    ],
)
def test_number_writes_four_digits(value, text):
    assert numbers.number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(-3, "−3.00"), (-0.004, "0.00"), (0.125, "0.13"), (float("nan"), "undefined")],
)
def test_fixed_writes_two_decimals_and_no_minus_before_zero(value, text):
    assert numbers.fixed(value, 2) == text


# Every figure.


def test_every_script_has_its_figure_in_the_package():
    texts = {path.stem: path.read_text(encoding="utf-8") for path in nodejs.FIGURES.glob("*.mjs")}
    assert {name for name in texts if "export default" in texts[name]} == set(map(stem, CLASSES))


@every_figure
def test_readouts_are_the_same_in_javascript(cls):
    made = [cls(**state) for state in some_states(cls)]
    calls = [["values", {n: getattr(f, n) for n in state_names(cls)}] for f in made]
    for figure, answer in zip(made, nodejs.call(stem(cls), calls), strict=True):
        expected = figure.values()
        assert answer.keys() == expected.keys()
        for name, value in expected.items():
            if isinstance(value, str):
                assert answer[name] == value, f"{name} of {calls}"
            else:
                np.testing.assert_allclose(answer[name], value, rtol=1e-9, err_msg=name)


@every_figure
def test_readouts_are_texts(cls):
    assert all(isinstance(text, str) and text for text in cls().readouts().values())


@every_figure
def test_limits_hold_in_python_and_reach_the_sliders(cls):
    figure = cls()
    assert figure.limits
    for name, (low, high, step) in figure.limits.items():
        assert low <= getattr(figure, name) <= high
        assert 0 < step <= high - low
        with pytest.raises(traitlets.TraitError, match=name):
            setattr(figure, name, high + 1)
        with pytest.raises(traitlets.TraitError, match=name):
            cls(**{name: low - 1})


@every_figure
def test_an_unknown_trait_is_named(cls):
    with pytest.raises(TypeError, match="no trait heft"):
        cls(heft=1)


@every_figure
def test_the_words_stand_in_the_table_and_all_are_used(cls):
    words = cls().words
    named = {*re.findall(r"\bwords\.(\w+)", cls._esm), *cls().limits, *cls().readouts()}
    assert named <= words.keys(), "a word is missing from the table"
    unused = [key for key in words if not re.search(rf"\b{key}\b", cls._esm)]
    assert not unused
    assert all(word and word.count("*") % 2 == 0 for word in words.values())


@every_figure
def test_words_can_be_replaced_one_by_one(cls):
    figure = cls(words={"title": "Ein Bild"})
    assert figure.words == {**cls().words, "title": "Ein Bild"}


@every_figure
def test_the_script_is_one_module_without_imports(cls):
    lines = [line for line in cls._esm.splitlines() if re.match(r"\s*(import|export)\b", line)]
    assert lines == ["export default { render };"]
    head = cls._esm.removesuffix("export default { render };\n")
    nodejs.node("-e", f'"use strict";{head}\nif (typeof render !== "function") throw render;')


@every_figure
def test_a_readers_subclass_keeps_the_script(cls):
    own = type("Own", (cls,), {"__module__": "__main__"})
    assert own()._esm == cls()._esm


@every_figure
def test_script_and_style_reach_the_page_but_no_path_of_this_machine(cls):
    figure = cls()
    state = figure.get_state()
    assert state["_esm"] == cls._esm
    assert state["_css"] == cls._css
    assert "figure" in state["_css"]
    assert str(nodejs.FIGURES.parents[1]) not in repr(state)


@every_figure
def test_the_picture_is_deterministic_light_and_follows_the_state(cls):
    pictures = [cls(**state).picture() for state in some_states(cls, 2)]
    assert len(set(pictures)) == len(pictures)
    assert cls().picture() == cls().picture()
    for picture in pictures:
        ElementTree.fromstring(picture)
        assert len(picture.encode()) <= 25_000
        # Black and white are each lost on one of the two grounds.
        assert not re.search(r"#000000|#ffffff|: ?white|: ?black", picture)


@every_figure
def test_the_output_carries_view_picture_and_sentence(cls):
    data, _ = cls()._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["image/svg+xml"] == cls().picture()
    assert data["text/plain"] == cls().sentence()
    assert not re.search(r"[{}*]", data["text/plain"])
    assert data["text/plain"].endswith(".")


@pytest.mark.parametrize("method", [Figure.values, lambda figure: Figure.draw(figure, None)])
def test_a_figure_must_bring_its_numbers_and_its_picture(method):
    with pytest.raises(NotImplementedError):
        method(Figure())
