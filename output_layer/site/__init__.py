"""Makes Jupyter Book's site one that needs no kernel, no network and no other host.

A Sphinx extension; what each part does and why stands at the head of its module:

- `settings`: what follows from the few settings in ``_config.yml``
- `maths`: formulas as MathML, made at build time
- `latex`: the same formulas as LaTeX, for readers who copy one
- `renderer`: figures and their pictures in the page
- `folds`: solutions that open and close without a script
- `access`: tables and bibliography for assistive technology
- `chinese`: the language of Chinese text, and `search`, which finds it
- `blocks`: the lab of a chapter, and how to run it
- `roadmap`: the map of the chapters
- `equations`: the list of all equations, and `package`, that of all public functions
- `sources`: their source code
- `aloud`: how each equation is said, and its braille, made by `spoken` with the rules of `saying`
- `measured`: what libraries return, as tables
- `selftests`: the questions as forms, and `progress`, the list of them all
- `arrival`: the order in which a page comes: first lines, stylesheet, figures
- `state`: the figures' scripts and numbers in a page, nothing twice
- `head`: scripts, description and launch buttons of each page
- `assets`: one trimmed stylesheet (`styles`, `properties`), `fonts` with the glyphs that the book
  uses, `pictures` in a third of their bytes
- `cores`: all cores are used, and no time on garbage
- `kernels`: a page's kernel starts with its libraries loaded, a fork of `fork_server`
- `replies`: no reply of a kernel is overlooked
- `streams`: a notebook to download has each printed line once
- `frames`: each figure on a page of its own, for slides and learning platforms
- `forms`: the list of the book's other forms, which `output_layer.formats` makes
- `numbering`: numbers in place of random names, so that two builds are the same
- `__main__`: the command that builds the book so
- `colab`: the first cell of each lab, for Colab
- `host`: the JavaScript that mounts widgets without a kernel, joined by `own_scripts`
- `live`: Python in the reader's browser, for the cells of a page
- `later`: the JavaScript of all that comes after the first figure, joined by `own_scripts` too
"""

# Where Matplotlib has never run, it lists the fonts now: done by a page, it would say so on
# that page's standard error, which a strict build refuses.
import matplotlib.font_manager  # noqa: F401

from output_layer.site import (
    access,
    aloud,
    assets,
    blocks,
    chinese,
    cores,
    equations,
    folds,
    forms,
    frames,
    head,
    kernels,
    latex,
    maths,
    measured,
    numbering,
    package,
    progress,
    renderer,
    replies,
    roadmap,
    search,
    selftests,
    settings,
    sources,
    streams,
)
from output_layer.site.live import extension


def setup(app):
    """Connect the parts to Sphinx; Sphinx calls this once."""
    replies.look_again()
    streams.keep_outputs()
    settings.silence_unwanted(app)
    settings.load_extensions(app)
    app.connect("config-inited", settings.configure, priority=400)
    app.connect("builder-inited", cores.one_thread_each)
    app.connect("builder-inited", kernels.fork_kernels)
    app.connect("env-before-read-docs", cores.share_out)
    app.connect("doctree-read", numbering.renumber, priority=300)  # before downloads are collected
    app.connect("doctree-read", blocks.add, priority=400)  # before downloads are collected
    app.connect("html-page-context", head.refine, priority=900)  # after everyone who adds
    app.connect("html-page-context", latex.write)
    app.connect("html-page-context", assets.forget)
    app.connect("build-finished", assets.finish, priority=900)
    renderer.register(app)
    folds.register(app)
    access.register(app)
    chinese.register(app)
    search.register(app)
    maths.register(app)
    equations.register(app)
    aloud.register(app)
    measured.register(app)
    package.register(app)
    sources.register(app)
    roadmap.register(app)
    selftests.register(app)
    progress.register(app)
    frames.register(app)
    forms.register(app)
    extension.register(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
