"""The shell that IPython's display machinery asks for: it hands everything to the session.

IPython's own shell needs a terminal, a history and a debugger; a page has none of them.
"""

import abc
from types import SimpleNamespace

import live_session
from IPython.core.formatters import DisplayFormatter
from traitlets.config import Config
from traitlets.config.configurable import SingletonConfigurable

PICTURES = Config({"InlineBackend": {"figure_formats": {"svg"}}})


class Events:
    """The callbacks that a library wants to have run after each cell."""

    def __init__(self):
        self.callbacks = {}

    def register(self, event, function):
        """Run a function at each event of this name."""
        if function not in self.callbacks.setdefault(event, []):
            self.callbacks[event].append(function)

    def unregister(self, event, function):
        """Run it no more; ``ValueError`` if it is not there."""
        try:
            self.callbacks[event].remove(function)
        except (KeyError, ValueError):
            raise ValueError(f"no function {function} is registered for {event!r}") from None

    def trigger(self, event):
        """Run all functions of this name."""
        for function in list(self.callbacks.get(event, ())):
            function()


class Publisher:
    """Where displayed things go."""

    is_publishing = True

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        """Show the data; a display with a name takes the place of the one before."""
        live_session.show(data, metadata or {}, (transient or {}).get("display_id"), update)

    def clear_output(self, wait=False):
        """Take away what the cell has shown, now or when something new comes."""
        live_session.clear(wait)


class InteractiveShellABC(metaclass=abc.ABCMeta):  # noqa: B024 - IPython's has no methods either
    """What a library takes for a shell."""


class InteractiveShell(SingletonConfigurable):
    """The one shell of a page."""

    def __init__(self, **options):
        super().__init__(config=PICTURES, **options)
        self.display_formatter = DisplayFormatter()
        self.display_pub = Publisher()
        self.events = Events()
        self.configurables = []
        self.user_ns = live_session.NAMES
        # Who asks a kernel for its request finds that somebody sits at it.
        self.kernel = SimpleNamespace(get_parent=dict)

    @classmethod
    def initialized(cls):
        """Return True: a page always has its shell."""
        return True

    def showtraceback(self, exc_tuple=None, **_):
        """Show an error that a callback of a control has raised."""
        live_session.show_error(exc_tuple[1])


InteractiveShellABC.register(InteractiveShell)
