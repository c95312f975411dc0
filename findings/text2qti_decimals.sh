#!/usr/bin/env bash
# text2qti writes 0.00123456 ± 0.000001 as 0.0012 to 0.0012, so the right answer is a wrong one.
# Found with text2qti 0.8.0: bounds get four decimals, unless all of them are whole numbers.
# The range 0.12344 to 0.12346 becomes 0.1234 to 0.1235, which is five times as wide. Below 0.0001
# it refuses the question, so it knows the limit, but above it rounds without a word.
# Guessed before the run: bounds with the digits that the author has typed.
# No documentation was found to say so. A loss, a step size or a probability in scientific size has
# to be asked for in other units, say in thousandths.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check text2qti==0.8.0
"$folder/venv/bin/python" - <<'END'
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

answers = ["0.00123456 +- 0.000001", "[0.12344, 0.12346]", "50257"]
quiz = "\n".join(f"{i}.  How much is {i}?\n=   {answer}\n" for i, answer in enumerate(answers, 1))
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "quiz.txt"
    path.write_text(quiz, encoding="utf-8")
    program = Path(sys.executable).with_name("text2qti")
    subprocess.run([program, path], cwd=folder, check=True, capture_output=True)
    with ZipFile(path.with_suffix(".zip")) as files:
        text = "".join(files.read(name).decode() for name in files.namelist())
lower, upper = (re.findall(rf"<{tag} [^>]*>([^<]*)", text) for tag in ("vargte", "varlte"))
found = list(zip(lower, upper))
print(f"text2qti {version('text2qti')}: {answers} become {found}")
sys.exit(int(found != [("0.0012", "0.0012"), ("0.1234", "0.1235"), ("50257", "50257")]))
END
