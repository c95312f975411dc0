"""Makes the book's other forms from the built site: ``python -m output_layer.formats zip``."""

import argparse
import sys
from pathlib import Path

from output_layer.formats import folder

# What makes each form: a function of the site's folder, which returns the path of the file.
MAKERS = {"zip": folder.make}
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
            print(MAKERS[form](_standing(options.site)).resolve())
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _standing(site):
    """Return the folder of the site; raise ``ValueError`` if there is no book in it."""
    if not (site / "index.html").is_file():
        raise ValueError(NO_SITE.format(site))
    return site


if __name__ == "__main__":
    sys.exit(main())
