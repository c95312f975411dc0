"""What libraries return: the record is judged anew, and what is installed is measured again."""

import json
import re
import subprocess
import sys
from importlib.metadata import version

import pytest

from built import ROOT
from output_layer.site.measured import OPERATIONS, OURS, SIGNS, short

FOLDER = ROOT / "tests" / "benchmarks" / "libraries"
sys.path.insert(0, str(FOLDER))
import judged  # noqa: E402
import measure  # noqa: E402

RECORD = json.loads((ROOT / "book" / "libraries.json").read_text(encoding="utf-8"))
LIBRARIES, ASKED = RECORD["libraries"], RECORD["questions"]
ADAPTERS, QUESTIONS = measure.adapters(), measure.questions()
INSTALLED = ("ours", "scipy", "sklearn")  # their versions here are among those recorded
each_library = pytest.mark.parametrize("name", LIBRARIES)
each_installed = pytest.mark.parametrize("stem", INSTALLED)


def answers(entry):
    """Return all answers of a library: (question/type, place) → answer."""
    return {
        (name, place): answer
        for name, said in entry["answers"].items()
        for place, answer in enumerate(said)
        if answer is not None
    }


def test_the_record_holds_every_variant_of_every_adapter():
    variants = {name: adapter.CALLS for adapter in ADAPTERS.values() for name in adapter.VARIANTS}
    assert {name: entry["calls"] for name, entry in LIBRARIES.items()} == variants
    assert len({entry["calls"]["sigmoid"] for entry in LIBRARIES.values() if "sigmoid" in
                entry["calls"]}) >= 15  # fmt: skip


def test_the_record_holds_every_question_with_its_truth():
    assert measure.truths() == ASKED


def test_each_library_is_shown_as_its_adapter_says_and_as_no_other():
    labels = {
        name: measure.label(adapter, name, LIBRARIES[name]["version"])
        for adapter in ADAPTERS.values()
        for name in adapter.VARIANTS
    }
    assert {name: entry["label"] for name, entry in LIBRARIES.items()} == labels
    assert len(set(labels.values())) == len(labels)
    assert [name for name, text in labels.items() if LIBRARIES[name]["version"] not in text] == [
        OURS
    ]


@each_library
def test_pins_are_exact(name):
    pins = LIBRARIES[name]["pins"]
    assert [pin for pin in pins if pin != "." and not re.fullmatch(r"[\w.-]+==[\w.+]+", pin)] == []
    assert pins


@each_library
def test_an_answer_has_the_shape_that_the_page_reads(name):
    found = answers(LIBRARIES[name])
    assert found
    for (asked, _), answer in found.items():
        assert asked in ASKED
        assert answer["sign"] in (*SIGNS, "choice")
        assert isinstance(answer["text"], str)
        assert answer["sign"] in ("refused", "choice") or answer.keys() & {"digits", "found"}


@each_library
def test_a_library_is_asked_of_everything_that_it_has(name):
    entry = LIBRARIES[name]
    asked = {ASKED[question]["operation"] for question in entry["answers"]}
    assert asked == set(entry["calls"])
    assert asked <= set(OPERATIONS)


@each_library
def test_every_verdict_is_that_of_the_numbers(name):
    judged_again = 0
    for (asked, place), answer in answers(LIBRARIES[name]).items():
        if "found" not in answer:
            continue
        stem, _, kind = asked.partition("/")
        question, case = QUESTIONS[stem], list(QUESTIONS[stem].CASES.values())[place]
        given = {"asked": kind, "type": answer["type"], "found": answer["found"]}
        verdict = judged.verdict(question, case, given)
        assert {key: answer[key] for key in verdict} == verdict
        judged_again += 1
    assert judged_again > 3


def measured_here(stem, tmp_path):
    """Return the answers of an installed library, judged: question/type → its cases."""
    given, taken = tmp_path / "given.json", tmp_path / "taken.json"
    given.write_text(json.dumps(measure.asked(QUESTIONS)))
    program = [sys.executable, FOLDER / "asked.py", FOLDER / "adapters" / f"{stem}.py"]
    subprocess.run([*program, given, taken], check=True, timeout=120)
    variant = next(iter(ADAPTERS[stem].VARIANTS))
    found = json.loads(taken.read_text())
    return measure.entry(ADAPTERS[stem], variant, found["version"], found["answers"])


@each_installed
def test_what_is_installed_answers_as_recorded(stem, tmp_path):
    here = measured_here(stem, tmp_path)
    name = next(
        name for name in ADAPTERS[stem].VARIANTS if LIBRARIES[name]["version"] == here["version"]
    )
    known = answers(LIBRARIES[name])
    found = answers(here)
    assert found.keys() == known.keys()
    for key, answer in found.items():
        assert answer["sign"] == known[key]["sign"], key
        if answer["sign"] == "choice":
            assert answer["text"] == known[key]["text"], key
        elif "digits" in answer:
            assert abs(answer["digits"] - known[key]["digits"]) <= 1, key


def test_ours_is_right_wherever_there_is_a_truth(tmp_path):
    found = answers(measured_here("ours", tmp_path))
    numeric = {key: answer for key, answer in found.items() if answer["sign"] in SIGNS[:4]}
    assert len(numeric) > 100
    assert {key: answer for key, answer in numeric.items() if answer["sign"] != "right"} == {}


def test_the_versions_measured_are_those_of_the_book():
    for stem in ("scipy", "sklearn"):
        measured = [LIBRARIES[variant]["version"] for variant in ADAPTERS[stem].VARIANTS]
        assert version(ADAPTERS[stem].PACKAGE) in measured


# The judge.


def verdict(found, *, kind="float32", size=-17, **settings):
    """Return what is said of one number in place of σ(−17)."""
    question = vars(QUESTIONS["sigmoid_small"]) | settings
    answer = {"asked": kind, "type": kind, "found": [found]}
    return judged.verdict(type("Asked", (), question), {"x": [size]}, answer)


@pytest.mark.parametrize(
    ("found", "sign", "digits"),
    [
        ("4.1399378e-08", "right", 6),
        ("4.13998e-08", "some", 4),
        ("4.2e-08", "some", 1),
        ("8.8e-08", "wrong", 0),
        ("0.0", "wrong", 0),
        ("-4.1399378e-08", "wrong", 0),
        ("inf", "wrong", 0),
        ("nan", "undefined", 0),
    ],
)
def test_a_number_is_judged_by_its_digits(found, sign, digits):
    judged_so = verdict(found)
    assert (judged_so["sign"], judged_so["digits"]) == (sign, digits)


def test_a_result_below_all_numbers_is_right_as_zero_and_a_subnormal_one_is_not():
    assert verdict("0.0", size=-745)["sign"] == "right"
    assert verdict("0.0", size=-90)["sign"] == "wrong"


def test_an_error_and_a_missing_call_are_answers():
    question = QUESTIONS["sigmoid_small"]
    refused = judged.verdict(question, {"x": [-17]}, {"error": "TypeError: no float16"})
    assert refused == {"sign": "refused", "text": "TypeError: no float16"}
    assert judged.verdict(question, {"x": [-17]}, None) is None


def test_where_there_is_no_distribution_nothing_but_nan_is_right():
    question = QUESTIONS["softmax_masked"]
    case = question.CASES["(−∞, −∞, −∞)"]
    for found, sign in ((["nan"] * 3, "right"), (["0.0"] * 3, "wrong"), (["0.33"] * 3, "wrong")):
        answer = {"asked": "float32", "type": "float32", "found": found}
        assert judged.verdict(question, case, answer)["sign"] == sign


@pytest.mark.parametrize("stem", [n for n, one in QUESTIONS.items() if hasattr(one, "answers")])
def test_the_readings_of_a_question_differ(stem):
    question = QUESTIONS[stem]
    for case in question.CASES.values():
        readings = question.answers(**judged.rounded(case, question.TYPES[0]))
        texts = {
            tuple(f"{float(one):.3g}" for one in judged.flat(numbers))
            for numbers in readings.values()
        }
        assert len(texts) == len(readings) > 1


def test_numbers_are_written_short():
    texts = {"1e-28": "10⁻²⁸", "-2.5": "−2.5", "1000.0": "1000", "1.603e-28": "1.603 · 10⁻²⁸"}
    assert {text: short(text) for text in texts} == texts
