#!/usr/bin/env bash
# With Matplotlib's folder of fonts at hand, Typst sets letters that no font has as boxes, and the
# file is PDF/UA-1 all the same; without the folder it refuses the text, as PDF/UA asks.
# Found with typst 0.15.2 and Matplotlib 3.11.2, whose folder has LastResortHE-Regular.ttf: a box
# for every character there is. For Typst each is a glyph, so its check has nothing to find, and
# veraPDF 1.31 calls the file conforming too.
# Guessed before the run: the strict mode stops at the first Chinese letter, so fonts are complete
# when a book compiles. This book hands Typst the fonts that it means, one by one.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2 \
    matplotlib==3.11.2
"$folder/venv/bin/python" - <<'END'
import sys
from pathlib import Path

import matplotlib
import typst

text = '#set document(title: "T")\n#set text(lang: "zh")\n#title()\n= 输出层'.encode()
fonts = Path(matplotlib.get_data_path(), "fonts", "ttf")
strict = {"format": "pdf", "ignore_system_fonts": True, "pdf_standards": ["ua-1"]}


def answer(**options):
    try:
        return "set" if typst.compile(text, **strict, **options) else "nothing"
    except typst.TypstError as error:
        return str(error)


alone, beside = answer(), answer(font_paths=[fonts])
print(f"typst {typst.__version__} alone: {alone}\nwith Matplotlib's fonts: {beside}")
box = any(fonts.glob("LastResort*"))
sys.exit(int("could not be displayed" not in alone or beside != "set" or not box))
END
