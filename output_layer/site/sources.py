"""The pages of source code, which viewcode makes: always anew, and with the way back."""

import re
import shutil
from pathlib import Path

from sphinx.ext import viewcode

_BACK = re.compile(r'(class="viewcode-back" href="[^"#]*#)([^"]+)')


def write_anew(app):
    """Take away the pages of source code, which viewcode else leaves as an earlier build made them.

    Their stylesheet is the one of that build. `html-collect-pages` calls this, before viewcode.
    """
    shutil.rmtree(Path(app.outdir, viewcode.OUTPUT_DIRNAME), ignore_errors=True)
    return ()


def lead_back(app, pagename, templatename, context, doctree):
    """Lead from the source to where it is described; `html-page-context` calls this for each page.

    Some functions of a module are imported from the top of the package, others from the module;
    viewcode takes all of them for what the first one is.
    """
    if pagename.startswith(f"{viewcode.OUTPUT_DIRNAME}/"):
        module = pagename.partition("/")[2].replace("/", ".")
        known = app.env.get_domain("py").objects
        context["body"] = _BACK.sub(
            lambda found: found[1] + described(found[2], module, known), context["body"]
        )


def described(name, module, known):
    """Return the name under which something of a module is known, given any of its names.

    >>> described("output_layer.scale.top_k", "output_layer.scale", {"output_layer.top_k"})
    'output_layer.top_k'
    """
    top = module.partition(".")[0]
    own = name.removeprefix(f"{module}.").removeprefix(f"{top}.")
    names = (name, f"{top}.{own}", f"{module}.{own}")
    return next((each for each in names if each in known), name)


def register(app):
    """Tell Sphinx."""
    app.setup_extension("sphinx.ext.viewcode")
    app.connect("html-collect-pages", write_anew, priority=400)
    app.connect("html-page-context", lead_back)
