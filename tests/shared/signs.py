"""Where the signs of a page's formulas are: which lie on each other, and in what order.

The engines differ in fonts' roundings and in spaces, so places are compared with each other
within one engine, not between engines.
"""

import numpy as np

SLACK = 1  # pixel, by which engines round
PLAIN = (1.5, 0.6)  # height and width that a plain parenthesis of Latin Modern stays below, in em
# Of each formula the boxes of its signs, and of each row of its tables those of its cells' signs.
# The box of a sign is as high as its ink: Firefox makes it as high as the line.
PLACES = """() => {
  document.querySelectorAll("details").forEach((fold) => (fold.open = true));
  const pen = document.createElement("canvas").getContext("2d");
  const box = (sign) => {
    const { left, top, right, bottom } = sign.getBoundingClientRect();
    const style = getComputedStyle(sign);
    pen.font = `${style.fontStyle} ${style.fontSize} ${style.fontFamily}`;
    const size = pen.measureText(sign.textContent);
    const line = size.fontBoundingBoxAscent + size.fontBoundingBoxDescent;
    if (Math.abs(bottom - top - line) > 1) return [left, top, right, bottom];
    const above = size.fontBoundingBoxAscent - size.actualBoundingBoxAscent;
    const below = size.fontBoundingBoxDescent - size.actualBoundingBoxDescent;
    return [left, top + above, right, bottom - below];
  };
  const all = (node, selector) => [...node.querySelectorAll(selector)];
  const signs = (node) => all(node, "mi, mn, mo, mtext").filter((sign) => sign.textContent.trim());
  return all(document, ".bd-article .math").map((formula) => ({
    text: signs(formula).map((sign) => sign.textContent),
    boxes: signs(formula).map(box),
    fences: all(formula, "mo[fence]").map((sign) => {
      const { width, height } = sign.getBoundingClientRect();
      const size = parseFloat(getComputedStyle(sign).fontSize);
      return [sign.textContent, width / size, height / size];
    }),
    rows: all(formula, "mtr").map((row) => [...row.children].map((cell) => signs(cell).map(box))),
  }));
}"""


def overlaps(boxes, slack):
    """Tell of each pair of boxes whether they share more than ``slack`` in both directions."""
    boxes = np.array(boxes)
    low, high = boxes[:, :2], boxes[:, 2:]
    shared = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)
    return np.triu((shared > slack).all(axis=-1), 1)


def covered(formula, model):
    """Return the pairs of signs that lie on each other in one engine and apart in Chromium."""
    pairs = overlaps(formula["boxes"], SLACK) & ~overlaps(model["boxes"], 0)
    return ["".join(formula["text"][i] for i in pair) for pair in np.argwhere(pairs)]


def disordered(formula):
    """Return the rows whose cells do not follow each other from left to right."""
    return [row for row in formula["rows"] if not ordered([cell for cell in row if cell])]


def ordered(cells):
    ends = [max(right for _, _, right, _ in cell) for cell in cells]
    starts = [min(left for left, *_ in cell) for cell in cells]
    return all(start >= end - SLACK for end, start in zip(ends, starts[1:], strict=False))


def wide(formula):
    """Return the parentheses as tall as a plain one, but wider."""
    height, width = PLAIN
    round_ones = [fence for fence in formula["fences"] if fence[0] in ("(", ")")]
    return [each for each in round_ones if each[2] < height and each[1] > width]
