"""The page for instructors is true: its commands are the program's, and it names every option."""

import re
import shlex
from pathlib import Path

import pytest

from output_layer.grading import gradebook
from output_layer.grading.command import LIMITS, parser
from output_layer.grading.export.command import SYSTEMS as EXPORTED
from output_layer.grading.lateness import read_rule
from output_layer.grading.questions.command import SYSTEMS as ASKED

PAGE = (Path(__file__).parents[2] / "book" / "instructors.md").read_text("utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
LINES = [line for block in BLOCKS for line in block.replace("\\\n", " ").splitlines()]
COMMANDS = [line for line in LINES if line.startswith("output-layer ")]


def options(command):
    """Return the options of one of the program's commands."""
    (commands,) = [one for one in parser()._actions if one.dest == "command"]
    found = commands.choices[command]._actions
    return {name for action in found for name in action.option_strings if name.startswith("--")}


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_page_is_understood(line):
    chosen = parser().parse_args(shlex.split(line, comments=True)[1:])
    if getattr(chosen, "late", None):
        read_rule(chosen.late)


def test_the_page_shows_each_command():
    shown = {line.split()[1] for line in COMMANDS}
    (commands,) = [one for one in parser()._actions if one.dest == "command"]
    assert shown == set(commands.choices)
    for command, systems in (("export", EXPORTED), ("questions", ASKED)):
        lines = [line.split() for line in COMMANDS]
        assert {words[2] for words in lines if words[1] == command} == set(systems)


@pytest.mark.parametrize("command", ["grade", "export", "essays", "questions"])
def test_every_option_is_named_on_the_page(command):
    limits = {f"--{name.replace('_', '-')}" for name in LIMITS} - {"--seconds"}
    missing = [name for name in options(command) - limits - {"--help"} if name not in PAGE]
    assert missing == []


def test_every_status_is_on_the_page():
    kinds = ("GRADED", "WAITING", "UNWRITTEN", "UNREADABLE", "OTHER", "FAILED")
    for status in [*(getattr(gradebook, kind) for kind in kinds), gradebook.STALE.split(";")[0]]:
        assert f"*{status}*" in PAGE, status
