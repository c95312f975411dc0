"""Numbers of libraries as readers see and hear them: cells with verdicts, and their tables."""

from docutils import nodes

SIGNS = ("right", "some", "wrong", "undefined", "refused")
# The words a reader sees or hears; a translation replaces this table.
WORDS = {
    "right": "right: ",
    "some": "some digits: ",
    "wrong": "wrong: ",
    "undefined": "undefined: ",
    "refused": "refused: ",
    "choice": "",
    "digits": "{text} ({digits} digits)",
    "digit": "{text} ({digits} digit)",
    "units": "{text} units",
    "nothing": "–",
}
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
ENDS = {"inf": "∞", "+inf": "∞", "-inf": "−∞", "nan": "NaN"}


def short(text):
    """Return a number as a table shows it: four digits, and its power of ten as readers write it.

    >>> short("3.059022e-07"), short("-inf"), short("0.125")
    ('3.059 · 10⁻⁷', '−∞', '0.125')
    """
    if text in ENDS:
        return ENDS[text]
    digits, _, power = f"{float(text):.4g}".partition("e")
    if not power:
        return digits.replace("-", "−")
    raised = f"10{str(int(power)).translate(SUPERSCRIPTS)}"
    return raised if digits == "1" else f"{digits.replace('-', '−')} · {raised}"


def numbers(text):
    """Return numbers with commas as a table shows them; other words stay."""
    if text == "none":
        return WORDS["nothing"]
    return ", ".join(map(short, text.split(", ")))


def cell(text, *classes):
    """Return a cell that holds a text."""
    return nodes.entry("", nodes.paragraph("", text), classes=list(classes))


def verdict(answer):
    """Return the cell of an answer: its verdict, which is heard and not seen, and its number."""
    if answer is None:
        return cell(WORDS["nothing"], "m-nothing")
    sign, text = answer["sign"], answer["text"]
    if sign == "refused":
        text = text.partition(":")[0]
    elif "at" in answer:
        text = WORDS["units"].format(text=numbers(text))
    elif sign != "choice":
        text = numbers(text)
        if sign == "some":
            words = WORDS["digit" if answer["digits"] == 1 else "digits"]
            text = words.format(text=text, digits=answer["digits"])
    heard = nodes.inline("", WORDS[sign], classes=["visually-hidden"])
    return nodes.entry("", nodes.paragraph("", "", heard, nodes.Text(text)), classes=[f"m-{sign}"])


def table(caption, head, rows, *classes):
    """Return a table of cells, whose first column names its rows."""
    group = nodes.tgroup("", cols=len(head))
    group += [nodes.colspec("", colwidth=1, stub=int(not place)) for place in range(len(head))]
    group += nodes.thead("", nodes.row("", *map(cell, head)))
    group += nodes.tbody("", *(nodes.row("", *row) for row in rows))
    return nodes.table("", nodes.title("", caption), group, classes=["measured", *classes])
