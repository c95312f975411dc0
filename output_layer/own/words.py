"""All that is said of a cost that a reader types; a translation replaces the table `WORDS`."""

WORDS = {
    # What was wrong with the text.
    "expected": "Type a formula of a and y, such as (a - y)**2/2.",
    "not a text": "A cost is typed as a text, such as '(a - y)**2/2', and not {kind}.",
    "empty": "Nothing is typed. {expected}",
    "too long": "The text has {count} characters, and {most} are allowed.",
    "too many parts": "The formula has {count} parts, and {most} are allowed.",
    "equals sign": "Leave out all up to the equals sign: {expected}",
    "character": "The character {text} at place {place} has no meaning here. {expected}",
    "open": "The bracket at place {place} is never closed.",
    "unmatched": "The bracket at place {place} was never opened.",
    "ends": "The text ends where a number, a, y or a bracket should follow. {expected}",
    "syntax": "The formula cannot be read at place {place}, before {text}. {expected}",
    "number runs on": "After a number a sign is missing: write 2*a and not 2a.",
    "zeros": "A number cannot begin with 0 and another digit.",
    "call of a number": "Before a bracket a sign is missing: write {text}*(…) for a product.",
    "unknown name": "The name {text} is not known. There are {names}, and the functions "
    "{functions}.",
    "unknown function": "The function {text} is not known. There are {functions}.",
    "bare function": "The function {text} needs its argument in brackets: {text}(…).",
    "arguments": "The function {text} takes {wanted}, and not {count}.",
    "one argument": "one argument",
    "several arguments": "two arguments or more",
    "attribute": "A dot stands in numbers alone: .{text} has no meaning here.",
    "comma": "A comma stands between the arguments of max and min alone; a decimal has a dot.",
    "part": "The text {text} is no part of a formula. {expected}",
    "whole division": "Two strokes divide and round: write one stroke, /.",
    "number": "The number {text} is too large, too small or too long: {digits} digits are allowed, "
    "and sizes from 10^(−{powers}) to 10^{powers}.",
    "exponent": "The exponent {text} is not allowed: from −{most} to {most}, with two "
    "decimals or a denominator up to {most}.",
    "too high": "The powers multiply to more than {most}, which is too much to work out.",
    "tower": "An exponential inside an exponential grows too fast to be worked out.",
    "unreal": "A part of the formula is no real number.",
    "zero": "The formula divides by 0, or takes the logarithm of it.",
    "no a": "The cost does not depend on a, the output of the neuron. {expected}",
    "no number": "At a = {a} and y = {y} the cost has no real value, or a huge one; it needs one "
    "for every a between 0 and 1.",
    "target": "A target y lies between 0 and 1, and {text} does not.",
    "no slope": "For y = {y} the slope of this cost could not be worked out.",
    "wrong": "The derived slope differs from differences of the typed cost by {error}.",
    "unproved": "The slope of this cost could not be derived step by step.",
    # The reasons of the steps.
    "chain": "The chain rule.",
    "differentiate": "Differentiate the cost; $a$ is $\\sigma(z)$.",
    "slope": "Insert the slope of the sigmoid.",
    "simplify": "Simplify.",
    # The verdict.
    "side": "**Target {y}, answer near {end}.** As $a \\to {end}$, $\\partial C/\\partial z \\to "
    "{value}$. {verdict} {cross_entropy}",
    "side by numbers": "**Target {y}, answer near {end}.** No exact limit was found; by numbers "
    "only, $\\partial C/\\partial z$ is {value} at {place}. {verdict} {cross_entropy}",
    "cross-entropy": "Cross-entropy has the slope ${value}$ there.",
    "stalls": "The neuron stalls where it is most wrong.",
    "stalls backwards": "The neuron stalls where it is most wrong, and the little push that is "
    "left leads away from the target.",
    "pushes": "The push goes on.",
    "explodes": "The push goes on and grows without bound, so a single step can leap too far.",
    "wrong way": "The push goes the wrong way, away from the target.",
    "explodes backwards": "The push goes the wrong way, away from the target, and grows without "
    "bound.",
    "nothing": "For this target the cost is the same for every output, so nothing pushes at all.",
    "undecided": "Whether the push dies cannot be told from this.",
    "no target": "This cost does not know the target: target 0 and target 1 get the same push.",
    "least": "For target {y} this cost is smallest at $a = {place}$, not at the target.",
    "least by numbers": "For target {y} this cost is smallest at a of about {place}, not at the "
    "target; that is found by numbers only.",
    "least on a stretch": "For target {y} this cost is smallest on a flat stretch that does not "
    "reach the target; that is found by numbers only.",
    "least at end": "For target {y} this cost is smallest as $a \\to {place}$, not at the target.",
    "checked": "Checked by numbers: the slope agrees with differences of the typed cost to a "
    "relative error below $10^{{{power}}}$.",
    # The picture.
    "picture": "Two plots over z from {low} to {high}. On the left is the cost, on the right its "
    "slope: {curves}.",
    "curve": "for target {y} it is {values}",
    "value": "{value} at z = {z}",
    "axis_z": "*z*",
    "axis_cost": "cost *C*",
    "axis_slope": "slope ∂*C*/∂*z*",
    "legend": "target {y}",
    "legend_cross_entropy": "cross-entropy",
}


def say(name, **values):
    """Return a sentence of the table with its values; ``{expected}`` is filled in by itself."""
    return WORDS[name].format(**{"expected": WORDS["expected"], **values})
