"""Makes the book's other forms from the built site: ``python -m output_layer.formats zip``."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

PACKAGE = "output_layer.formats"
# The module that makes each form: its `make` takes the site's folder and returns the paths. Those
# of paper and e-readers need packages that the site does not.
MAKERS = {"zip": "folder", "pdf": "pdf", "epub": "epub"}
LACKING = "{} is missing. This installs it: python -m pip install -e '.[forms]'"
NO_SITE = "No book stands in {}. The command make book builds it."


def main(arguments=None):
    """Make the forms that the command line names; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m output_layer.formats", description="Make the book as other files."
    )
    parser.add_argument("forms", nargs="+", choices=MAKERS, help="which forms")
    parser.add_argument(
        "--site", type=Path, default=Path("_build", "html"), help="the built site (_build/html)"
    )
    options = parser.parse_args(arguments)
    try:
        for form in options.forms:
            for path in _maker(form)(_standing(options.site)):
                print(path.resolve())
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _maker(form):
    """Return what makes a form; raise ``ValueError`` if a package for it is missing."""
    try:
        return import_module(f"{PACKAGE}.{MAKERS[form]}").make
    except ModuleNotFoundError as error:
        raise ValueError(LACKING.format(error.name)) from error


def _standing(site):
    """Return the folder of the site; raise ``ValueError`` if there is no book in it."""
    if not (site / "index.html").is_file():
        raise ValueError(NO_SITE.format(site))
    return site


if __name__ == "__main__":
    sys.exit(main())
