#!/usr/bin/env bash
# EbookLib writes viewBox as viewbox into an EPUB, where case counts: the figure loses its scale.
# Found with EbookLib 0.20 and lxml 6.1.3; linearGradient becomes lineargradient, drawn by nobody.
# A chapter's content goes through lxml's parser for HTML, which puts names in lower case, and is
# written as XHTML, which has no mending of them as HTML has. Formulas in MathML come through.
# Guessed before the run: the content as given, and the properties svg and mathml in the manifest;
# EPUB requires both for such a page, and neither is written unless the author sets them.
# No documentation was found to say so. Put figures into files of their own, as images.
# Ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check EbookLib==0.20 \
    lxml==6.1.3
"$folder/venv/bin/python" - <<'END'
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

from ebooklib import epub

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><linearGradient id="g"/></svg>'
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>σ</mi></math>'
)
book = epub.EpubBook()
book.set_identifier("none")
book.set_title("Sigmoid")
book.set_language("en")
chapter = epub.EpubHtml(title="Sigmoid", file_name="sigmoid.xhtml", content=f"<p>{FIGURE}</p>")
book.add_item(chapter)
book.add_item(epub.EpubNav())
book.spine = [chapter]
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "book.epub"
    epub.write_epub(path, book)
    with ZipFile(path) as files:
        page = files.read("EPUB/sigmoid.xhtml").decode()
        manifest = files.read("EPUB/content.opf").decode()
(item,) = [line.strip() for line in manifest.splitlines() if "sigmoid.xhtml" in line]
print(f"EbookLib {version('EbookLib')}: {page[page.index('<svg') : page.index('</svg')].split()}")
print(f"and the manifest has {item}")
lowered = "viewbox" in page and "viewBox" not in page and "<lineargradient" in page
sys.exit(int(not (lowered and "<mi>σ</mi>" in page and "properties" not in item)))
END
