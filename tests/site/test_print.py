"""What comes out of the printer: each page as the PDF that Chromium and Firefox make of it.

Nobody opens a fold first, and nothing is asked of the page but what ought to be on paper.
"""

import numpy as np
import pytest

from printed import Printed
from reader import LABS, reading, toc

CHAPTERS = [name.replace("notebooks/", "book/") for name in LABS]
MARGIN = 28.3  # points: 1 cm
LINE, CORNER = 12, 4  # points: the height of a line of text, and of the round corner of a frame
BORDER = 0.5  # of a sheet's width: the top of a frame, and no line of text, has more ink
# All that is written in folds, and all code and output, line by line, without the formulas within.
WRITTEN = r"""() => {
  const NOT_TEXT = ".math, sup, sub, .widget-view, .fold-hide, .headerlink, button";
  const all = [...document.querySelectorAll(".bd-article :is(details :is(p, summary, td), pre)")];
  return all.flatMap((node) => {
    const copy = node.cloneNode(true);
    for (const each of copy.querySelectorAll(NOT_TEXT)) {
      each.replaceWith(document.createElement("hr"));
    }
    return copy.innerHTML.split("<hr>").map((html) => {
      copy.innerHTML = html;
      return copy.textContent.split("\n");
    }).flat();
  });
}"""


def empty_frames(printed):
    """Return the number of each sheet at whose foot a frame begins with nothing in it."""
    return [n for n, sheet in enumerate(printed.sheets, 1) if begins_in_vain(inked(sheet))]


def inked(sheet):
    """Return which points of a sheet are not white, down to just above the lower margin."""
    picture = sheet.render(scale=1, grayscale=True).to_numpy().squeeze()
    return picture[: -int(MARGIN) - 2] < 250


def begins_in_vain(ink):
    """Tell whether the side of a frame reaches the foot, with nothing but sides beside it."""
    heights = np.where(ink.all(axis=0), len(ink), ink[::-1].argmin(axis=0))
    beside = ink[:, heights <= LINE]
    filled = beside.any(axis=1) & (beside.mean(axis=1) < BORDER)
    return any(not filled[CORNER - height :].any() for height in heights[heights > LINE])


@pytest.mark.parametrize(
    ("engine", "name"),
    [
        *(("chromium", name) for name in toc()),
        *(("firefox", name) for name in CHAPTERS),
    ],
)
def test_all_that_is_written_comes_out_of_the_printer(engines, engine, name):
    tab = engines.tab(engine)
    tab.open(f"{name}.html")
    printed = Printed(tab.printed(), MARGIN)
    assert printed.lacks(tab.ask(WRITTEN)) == []
    assert printed.cut() == []
    assert empty_frames(printed) == []


# The headings by which a table is sorted are its headings on paper too.
BUTTONS = """() => [...document.querySelectorAll("main button")]
  .filter((button) => !button.closest("th") && button.checkVisibility({ opacityProperty: true }))
  .map((button) => button.textContent.trim() || button.className)"""


@pytest.mark.parametrize("name", toc())
def test_paper_has_no_button(browser, address, name):
    with reading(browser, address, name) as (page, _):
        page.emulate_media(media="print")
        assert page.evaluate(BUTTONS) == []
