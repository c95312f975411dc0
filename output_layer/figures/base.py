"""What the figures of the book share: a script, a style, words, limits, numbers, a picture."""

import os
from base64 import b64encode
from html import escape
from pathlib import Path

import anywidget
import traitlets
from IPython import get_ipython
from IPython.display import display

from output_layer.figures import picture
from output_layer.figures.bundle import bundle
from output_layer.figures.numbers import number
from output_layer.figures.style import stylesheet

__all__ = ["Figure", "bounded", "table"]

HERE = Path(__file__).parent
# Beside a figure that nobody may bring to life; `view.mjs` removes it where somebody does.
STILL = '<img data-still="{key}" alt="{alt}" src="data:image/svg+xml;base64,{data}">'
# Many voices skip raised digits, so a figure says a power of ten in these words.
SHARED_WORDS = {"scientific": "{mantissa} times ten to the power {exponent}"}

MAKERS = {".svg": picture.svg, ".png": picture.png, ".pdf": picture.pdf}


def bounded(default, low, high, step):
    """Return a trait for a number from ``low`` to ``high``; its slider moves by ``step``.

    All four integers make an integer trait. A value outside raises ``TraitError``.
    """
    whole = all(isinstance(value, int) for value in (default, low, high, step))
    kind = traitlets.Int if whole else traitlets.Float
    return kind(default, min=low, max=high).tag(sync=True, step=step)


def table(words):
    """Return the trait for a figure's words: all that a reader sees or hears, name → text."""
    return traitlets.Dict(default_value={**SHARED_WORDS, **words}).tag(sync=True)


def unattended():
    """Return whether this runs in a kernel that nobody sits at, as with ``nbconvert --execute``.

    Then no one can be asked for input, and the request that runs the cell says so. The builder of
    the book runs cells like this too; it has a place for pictures and says which.
    """
    kernel = getattr(get_ipython(), "kernel", None)
    request = getattr(kernel, "get_parent", dict)()  # not every kernel, nor a terminal, has it
    attended = request.get("content", {}).get("allow_stdin", True)
    return not attended and "OUTPUT_LAYER_PICTURES" not in os.environ


class Figure(anywidget.AnyWidget):
    """An interactive figure: traits here, drawing in the ``.mjs`` of the same name.

    A subclass in ``name.py`` has its traits, ``words`` (a `table`, in which the entries
    ``picture`` and ``spoken`` are filled with state and readouts), `values` and `draw`. Its
    script is ``name.mjs``.
    ``Figure(words={...})`` replaces some of the words, for a translation.
    """

    SIZE = (6.4, 4.0)  # of the picture, in inches

    words = table({})
    limits = traitlets.Dict().tag(sync=True)
    still = traitlets.Unicode().tag(sync=True)  # the key of the pictures that it takes the place of

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        # Without such a file it is a reader's own subclass, and keeps the script; anywidget
        # too makes one, for each instance, that brings the script as a trait.
        script = HERE / f"{cls.__module__.rpartition('.')[2]}.mjs"
        if script.is_file() and "_esm" not in vars(cls):
            cls._esm = bundle(script)
            cls._css = stylesheet()

    def __init__(self, *, words=None, **state):
        unknown = set(state) - set(self.trait_names())
        if unknown:
            raise TypeError(f"{type(self).__name__} has no trait {', '.join(sorted(unknown))}")
        words = {**type(self).words.default(), **(words or {})}
        super().__init__(words=words, limits=self._limits(), **state)

    def values(self):
        """Return the figure's numbers in its current state: name → number, or text as it is."""
        raise NotImplementedError

    def draw(self, figure):
        """Draw the current state on a Matplotlib ``figure``."""
        raise NotImplementedError

    def readouts(self):
        """Return the texts that the figure shows in its current state: name → text."""
        return {
            name: value if isinstance(value, str) else number(value)
            for name, value in self.values().items()
        }

    def sentence(self):
        """Return one sentence that says what the figure shows in its current state."""
        return self.words["picture"].format(**{**self.trait_values(sync=True), **self.readouts()})

    def picture(self):
        """Return the current state as SVG text, transparent, for any background."""
        width, height = self.SIZE
        return picture.svg(self.draw, width=width, height=height)

    def save(self, path):
        """Save the picture of the current state, by the ending of ``path``: SVG, PNG or PDF.

        ``ValueError`` for any other ending.
        """
        path = Path(path)
        width, height = self.SIZE
        if (make := MAKERS.get(path.suffix.lower())) is None:
            raise ValueError(f"{path.name} must end in {', '.join(MAKERS)}")
        made = make(self.draw, width=width, height=height)
        path.write_bytes(made.encode("utf-8") if isinstance(made, str) else made)

    def _ipython_display_(self):
        """Show a picture below the figure where it may stay an empty box.

        A page of nbconvert has the figure's state, fetches from elsewhere what runs it, and shows
        one kind of each output; so the picture is an output of its own.
        """
        if not unattended():
            raise NotImplementedError  # IPython then shows what `_repr_mimebundle_` gives
        self.still = self.model_id
        data, metadata = super()._repr_mimebundle_()
        display({**data, "text/plain": self.sentence()}, metadata=metadata, raw=True)
        display({"text/html": self._image(), **self._still()}, raw=True)

    def _image(self):
        data = b64encode(self.picture().encode()).decode("ascii")
        return STILL.format(key=self.still, alt=escape(self.sentence()), data=data)

    def _repr_mimebundle_(self, **options):
        data, metadata = super()._repr_mimebundle_(**options)
        return {**data, "text/plain": self.sentence(), **self._still()}, metadata

    def _still(self):
        """Return the picture in the format that is asked for: LaTeX takes no SVG."""
        if os.environ.get("OUTPUT_LAYER_PICTURES") != "pdf":
            return {"image/svg+xml": self.picture()}
        width, height = self.SIZE
        data = picture.pdf(self.draw, width=width, height=height)
        return {"application/pdf": b64encode(data).decode("ascii")}

    @classmethod
    def _limits(cls):
        """Return name → [low, high, step] for the bounded traits: the sliders' limits."""
        traits = cls.class_traits(step=lambda step: step is not None)
        return {name: [t.min, t.max, t.metadata["step"]] for name, t in traits.items()}
