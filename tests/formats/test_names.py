"""A name that one of the systems would refuse, or take for another, is found."""

import pytest

from output_layer.formats.names import LONGEST, problems

REFUSED = {
    "device": ["book/con.html", "AUX", "com1.tar.gz", "lpt9", "nul .txt", "Prn/page.html"],
    "forbids": ["what?.html", "a:b", "a*b.js", 'say "a".txt', "a\\b", "a\tb", "a|b", "<b>"],
    "drops": ["page.", "folder /page.html", "folder./page.html"],
    "leads out": ["/page.html", "../page.html", "book/../../page.html"],
    "characters": ["a" * (LONGEST + 1)],
}


@pytest.mark.parametrize(("said", "name"), [(k, name) for k in REFUSED for name in REFUSED[k]])
def test_a_name_that_windows_refuses_is_told(said, name):
    assert any(said in each for each in problems([name]))


def test_names_that_are_one_without_case_or_with_other_accents_are_told():
    for first, other in [("a/B.html", "A/b.html"), ("é.html", "e\u0301.html"), ("a/b", "A/c")]:
        said = problems([first, other])
        assert said
        assert all("without case" in each for each in said)


def test_names_that_all_systems_take_are_left_alone():
    names = ["console.html", "com.html", "com10", "auxiliary/nul-set.html", ".x", "a b.txt", "é"]
    assert problems([*names, "a" * LONGEST]) == []
