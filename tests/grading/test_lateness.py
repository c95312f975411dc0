"""Lateness costs what the teacher's rule says, by times that systems have written."""

import doctest
from zipfile import ZipFile, ZipInfo

import pytest

from output_layer.grading import lateness
from output_layer.grading.found import found
from output_layer.grading.lateness import read_rule, rule_text

DUE = "due=2026-11-20T23:59"
COSTS = {
    (f"{DUE}, day=10%", "2026-11-20T23:59:00"): None,
    (f"{DUE}, day=10%", "2026-11-20T23:59:02"): -5,
    (f"{DUE}, day=10%", "2026-11-21T23:59:00"): -5,
    (f"{DUE}, day=10%", "2026-11-22T00:00:00"): -10,
    (f"{DUE}, day=2.5", "2026-11-22T00:00:00"): -5,
    (f"{DUE}, day=10%, grace=15min", "2026-11-21T00:14:00"): None,
    (f"{DUE}, day=10%, grace=2h", "2026-11-21T02:00:00"): -5,
    (f"{DUE}, day=10%, most=20%", "2026-12-20T00:00:00"): -10,
    (f"{DUE}, day=10%, most=3", "2026-12-20T00:00:00"): -3,
    (DUE, "2026-12-20T00:00:00"): None,
    (f"{DUE}, day=0", "2026-12-20T00:00:00"): None,
}


DAY = "due=2026-11-20, day=10%"
COSTS |= {
    (DAY, "2026-11-20T23:59:58"): None,  # a day alone is due at its end
    (DAY, "2026-11-21T00:00:00"): -5,
}


@pytest.mark.parametrize(("rule", "when", "cost"), [(*key, cost) for key, cost in COSTS.items()])
def test_each_day_that_has_begun_costs_what_the_rule_says(rule, when, cost):
    found = read_rule(rule).cost({"when": when, "flag": False}, 50)
    assert (found and found[0]) == cost


def test_the_reason_names_days_deadline_and_rule():
    rule = read_rule(f"{DUE}, day=10%, most=15%")
    assert rule.cost({"when": "2026-11-21T00:00:00"}, 50)[1] == (
        "1 day after 2026-11-20 23:59, 10% a day"
    )
    said = rule.cost({"when": "2026-11-22T12:00:00"}, 50)[1]
    assert said == "2 days after 2026-11-20 23:59, 10% a day, 15% at most"


def test_what_is_only_marked_as_late_costs_one_day_and_says_so():
    cost, reason = read_rule(f"{DUE}, day=10%").cost({"when": "", "flag": True}, 50)
    assert cost == -5
    assert "does not say by how much" in reason
    assert read_rule(f"{DUE}, day=10%").cost({"when": "", "flag": False}, 50) is None


def test_a_rule_can_be_a_file(tmp_path):
    (tmp_path / "rule.txt").write_text("due = 2026-11-20T23:59\nday = 10%\n\ngrace = 15min\n")
    text = rule_text(str(tmp_path / "rule.txt"))
    assert read_rule(text) == read_rule(f"{DUE}, day=10%, grace=15min")


@pytest.mark.parametrize(
    "rule",
    ["day=10%", "due=soon", f"{DUE}, day=ten", f"{DUE}, day=-1", f"{DUE}, fee=1", f"{DUE}, 10%",
     f"{DUE}, grace=long", f"{DUE}, most=x", f"{DUE}, day=nan", f"{DUE}, day=inf", "due=2026-11-20,"
     "day=-inf%", f"{DUE}, most=nan%", f"{DUE}, grace={'9' * 30}d", f"{DUE}Z", f"{DUE}+01:00"],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_an_example(rule):
    with pytest.raises(ValueError, match="is not like 'due="):
        read_rule(rule)


def test_examples_give_what_they_show():
    failed, tried = doctest.testmod(lateness)
    assert tried
    assert not failed


HANDED = {
    "Ada_11_assignsubmission_file/toy.ipynb": ("2026-11-21T00:30:00", False),
    "ada_LATE_11_411_toy.ipynb": ("", True),
    "ada_11_411_toy.ipynb": ("", False),
    "ada_11_411_my_LATE_1_toy.ipynb": ("", False),
}


@pytest.mark.parametrize(("place", "expected"), HANDED.items())
def test_times_are_moodles_and_marks_are_canvass(tmp_path, place, expected):
    with ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr(ZipInfo(place, (2026, 11, 21, 0, 30, 0)), "{}")
    with found([tmp_path / "c.zip"], "toy") as (one,):
        assert (one.handed["when"], one.handed["flag"]) == expected
        assert one.handed["place"] == place


def test_times_of_a_disk_and_times_that_are_none_do_not_count(tmp_path):
    (tmp_path / "ada.ipynb").write_text("{}")
    with found([tmp_path], "toy") as (one,):
        assert one.handed["when"] == ""
    with ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr(ZipInfo("Ada_11_assignsubmission_file/toy.ipynb"), "{}")
    with found([tmp_path / "c.zip"], "toy") as (one,):
        assert one.handed["when"] == ""


LISTED = "---\nsubmission_11:\n  :submitters:\n  - :name: Ada\nsubmission_12:\n  - :name: Bob\n"
DOWNLOADED = {
    "the teacher's own": {"ada.ipynb": "{}", "bob.ipynb": "{}"},
    "GitHub Classroom": {"toy-ada/toy.ipynb": "{}", "toy-bob/toy.ipynb": "{}"},
    "Gradescope": {"submission_11/toy.ipynb": "{}", "submission_12/toy.ipynb": "{}",
                   "submission_metadata.yml": LISTED},
}  # fmt: skip


@pytest.mark.parametrize("files", DOWNLOADED.values(), ids=DOWNLOADED)
def test_times_in_other_zips_are_those_of_the_download_and_do_not_count(tmp_path, files):
    with ZipFile(tmp_path / "submissions.zip", "w") as archive:
        for place, text in files.items():
            archive.writestr(ZipInfo(place, (2026, 12, 21, 0, 30, 0)), text)
    with found([tmp_path / "submissions.zip"], "toy") as all_:
        assert [(one.handed["when"], one.has_time) for one in all_] == [("", False)] * len(all_)
