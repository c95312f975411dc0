"""The cell that installs the book on Colab, in each lab, as the repository's URL asks for it.

Colab opens a lab straight from the repository, so the cell has to be in the stored file. Without
a URL there is nothing to install from and no such cell. After a change of ``repository: url:``
in ``_config.yml`` run::

    python -m output_layer.site.colab
"""

from pathlib import Path

import nbformat
import yaml

CELL_ID = "install-on-colab"
SOURCE = """\
# Colab has no copy of the book yet; everywhere else this cell does nothing.
import sys

if "google.colab" in sys.modules:
    %pip install --quiet "git+{url}"
"""


def fit(lab, url):
    """Put the cell after the title of the notebook ``lab``, or take it out if ``url`` is empty."""
    lab.cells = [cell for cell in lab.cells if cell.id != CELL_ID]
    if url:
        cell = nbformat.v4.new_code_cell(SOURCE.format(url=url).rstrip(), id=CELL_ID)
        cell.metadata["tags"] = ["remove-cell"]  # the page on the site needs no such cell
        lab.cells.insert(1, cell)
    return lab


def repository_url(root):
    """Return the URL that ``_config.yml`` in ``root`` names, "" if none."""
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    return (settings.get("repository") or {}).get("url") or ""


def main(root=Path()):
    """Fit every lab under ``root`` to the setting; leave alone what fits already."""
    url = repository_url(root)
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        before = path.read_text(encoding="utf-8")
        after = nbformat.writes(fit(nbformat.reads(before, as_version=4), url)) + "\n"
        if nbformat.reads(before, as_version=4) != nbformat.reads(after, as_version=4):
            path.write_text(after, encoding="utf-8")
            print(f"{path}: {'installs from ' + url if url else 'no cell for Colab'}")


if __name__ == "__main__":
    main()
