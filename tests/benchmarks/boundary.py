"""How long the browser works on a frame while one of 200 points of the boundary is dragged.

A program, not a test::

    PYTHONPATH=tests/shared python tests/benchmarks/boundary.py

For each of both layers, at rest and while it trains, it drags a point for some seconds and prints
milliseconds: the median and the 95th percentile of what the script takes for one move of the
pointer, and of the time between frames. At 60 frames a second a frame has 16.7 ms.
"""

from itertools import product

import numpy as np
from playwright.sync_api import sync_playwright

import browser
from output_layer.figures import Boundary
from stage import stage

MOVES = 240
WATCH = """() => {
  window.times = { move: [], frame: [] };
  let begun, last;
  addEventListener('pointermove', () => { begun = performance.now(); }, { capture: true });
  addEventListener('pointermove', () => { times.move.push(performance.now() - begun); });
  const frame = (now) => {
    if (last) times.frame.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


def crowd(sigmoids):
    """Return a boundary with 200 seeded points of four classes."""
    rng = np.random.default_rng(0)
    places = rng.uniform(-2.9, 2.9, (200, 2))
    points = np.column_stack([places, rng.integers(1, 5, 200)])
    return Boundary(points=points, classes=4, sigmoids=sigmoids)


def drag(actor):
    """Drag the point in the middle of the list around its place, again and again."""
    box = actor.root.locator(".spot .grip").nth(100).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = actor.page.mouse
    mouse.move(x, y)
    mouse.down()
    for angle in np.linspace(0, 12 * np.pi, MOVES):
        mouse.move(x + 40 * np.sin(angle), y + 30 * np.sin(2 * angle))
    mouse.up()


def measure(chromium, *, sigmoids, playing):
    """Return the milliseconds of all moves and of all frames."""
    with stage(chromium, crowd(sigmoids)) as (actor,):
        if playing:
            actor.root.get_by_role("button", name="Play").click()
        actor.page.evaluate(WATCH)
        drag(actor)
        times = actor.page.evaluate("times")
    return times["move"], times["frame"]


def told(what, times):
    return f"{what} {np.median(times):5.1f} (95%: {np.percentile(times, 95):5.1f})"


def main():
    """Print a line for each layer, at rest and while it trains."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**browser.options(playwright))
        for sigmoids, playing in product((False, True), repeat=2):
            move, frame = measure(chromium, sigmoids=sigmoids, playing=playing)
            layer, state = ("softmax", "sigmoids")[sigmoids], ("at rest", "trains")[playing]
            print(f"{layer:8} {state:7}", told("move", move), told("frame", frame), sep="   ")
        chromium.close()


if __name__ == "__main__":
    main()
