"""The picture of a typed cost: the cost and its slope over z, beside the slope of cross-entropy."""

import numpy as np
from sympy import lambdify

from output_layer.algebra.symbols import output
from output_layer.own.limits import number
from output_layer.own.numbers import costs
from output_layer.own.words import WORDS, say

WIDEST = 6.0
TOLD = (-4, 4)  # where the alternative text says the slope
Z = np.linspace(-WIDEST, WIDEST, 121)
SIZE = {"width": 6.4, "height": 2.9}
LOOKS = (("class_1", "solid"), ("class_2", (0, (5, 2.5))))


def answers(z):
    """Return the outputs of a neuron for its weighted inputs."""
    return 1 / (1 + np.exp(-np.asarray(z, float)))


def values(slope, z):
    """Return a slope, a function of a alone, over z."""
    with np.errstate(all="ignore"):
        found = lambdify(output, slope, "numpy")(answers(z))
    return np.broadcast_to(np.asarray(found, float), np.shape(z))


def svg(typed, slopes):
    """Draw a cost as SVG text: ``slopes`` has its slope for each target, as a function of a."""
    from output_layer.figures import picture  # Matplotlib takes longer than the derivation

    def draw(figure):
        left, right = (
            picture.axes(
                figure,
                xlabel=WORDS["axis_z"],
                ylabel=WORDS[name],
                position=(1, 2, place),
                xlim=(-WIDEST, WIDEST),
            )
            for place, name in enumerate(("axis_cost", "axis_slope"), 1)
        )
        _curves(left, right, typed, slopes, picture.COLOURS)
        right.legend(frameon=False, loc="lower right", fontsize=8)

    return picture.svg(draw, **SIZE)


def _curves(left, right, typed, slopes, colours):
    """Draw both curves of each target, and dotted the slope of cross-entropy."""
    drawn = {left: [], right: []}
    for place, (target, slope) in enumerate(slopes.items()):
        colour, line = LOOKS[place]
        style = {"color": colours[colour], "linestyle": line}
        drawn[left].append(costs(typed, answers(Z), float(target)))
        drawn[right].append(values(slope, Z))
        left.plot(Z, drawn[left][-1], **style)
        right.plot(Z, drawn[right][-1], label=say("legend", y=number(target)), **style)
        last = place == len(slopes) - 1
        name = WORDS["legend_cross_entropy"] if last else None
        look = {"color": colours["muted"], "linewidth": 1, "linestyle": ":", "label": name}
        right.plot(Z, answers(Z) - float(target), **look)
    for axes, curves in drawn.items():
        axes.set_ylim(*_range(curves, axes is right))


def _range(curves, signed):
    """Return the limits of an axis: of curves that shoot up, what they are for |z| ≤ 2, twice."""
    middle = np.concatenate([curve[abs(Z) <= 2] for curve in curves])
    whole = np.concatenate(curves)
    low, high = middle.min(), middle.max()
    room = max(high - low, 1e-12)
    low, high = max(whole.min(), low - room), min(whole.max(), high + room)
    if signed:
        low, high = min(low, -1.0), max(high, 1.0)
    return low - 0.05 * (high - low), high + 0.05 * (high - low)


def alternative(slopes):
    """Return the text in place of the picture."""
    curves = "; ".join(
        say("curve", y=number(target), values=", ".join(_told(slope)))
        for target, slope in slopes.items()
    )
    return say("picture", low=f"−{WIDEST:g}", high=f"{WIDEST:g}", curves=curves)


def _told(slope):
    found = zip(TOLD, values(slope, TOLD), strict=True)
    return (say("value", z=_signed(z), value=_signed(value)) for z, value in found)


def _signed(value):
    return f"{round(float(value), 3) + 0.0:.3g}".replace("-", "−")
