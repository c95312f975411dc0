"""What follows from the settings in ``_config.yml``: a repository, the site's address, or neither.

Without them nothing on the site names another host and no button leads nowhere.
"""

from pathlib import Path

HERE = Path(__file__).parent
COLAB = "https://colab.research.google.com"
BINDER = "https://mybinder.org"
# Jupyter Book loads these always. Thebe and comments ask other hosts, and toggle buttons fold
# with a script what `folds` leaves to the browser.
UNWANTED = ("sphinx_thebe", "sphinx_comments", "sphinx_togglebutton")

# static/start.js, and what it runs first of all that waits: see `own_scripts`
OWN_SCRIPTS = ("start.js", ("later.js", {"priority": 100}))


def silence_unwanted(app):
    """Take away every event listener of the extensions that this book has no use for."""
    for listeners in app.events.listeners.values():
        listeners[:] = [each for each in listeners if not _unwanted(each.handler)]


def _unwanted(handler):
    return (handler.__module__ or "").split(".")[0] in UNWANTED


def load_extensions(app):
    """Load what only makes sense when the address of the site is known."""
    if app.config.html_baseurl:
        app.setup_extension("sphinx_sitemap")
        app.setup_extension("sphinxext.opengraph")


def configure(app, config):
    """Point Sphinx to the site's own files, and switch on what the settings allow."""
    config.html_static_path += [str(HERE / "static"), str(HERE / "vendor")]
    config.templates_path.append(str(HERE / "templates"))
    config.html_additional_pages["index"] = "door.html"  # leads to the first page
    config.html_js_files += OWN_SCRIPTS
    config.nb_ipywidgets_js = {"host.js": {}}
    config.autodoc_typehints = "none"  # the docstrings say more, and in words
    config.default_role = "py:obj"  # of docstrings: a name in single quotes is one of the package
    config.add_function_parentheses = False
    config.sitemap_url_scheme = "{link}"
    config.sitemap_excludes = ["index.html"]
    config.ogp_site_url = config.html_baseurl
    config.ogp_social_cards = {"enable": False}
    config.ogp_enable_meta_description = False  # every page has one anyway
    if config.html_theme_options.get("repository_url"):
        config.html_theme_options.update(repository_options(config.html_theme_options))


def repository_options(options):
    """Return the theme's options that a repository makes possible, given ``options``."""
    launch = {**options.get("launch_buttons", {}), "notebook_interface": "jupyterlab"}
    launch["binderhub_url"] = BINDER
    if "github.com" in options["repository_url"]:
        launch["colab_url"] = COLAB  # Colab opens files of GitHub only
    return {"launch_buttons": launch, "use_repository_button": True, "use_issues_button": True}
