"""What a formula is made of, before it is said: one plain tree, and its lines.

Temml writes MathML for the eye: spaces of many widths, a slash as if it were a letter, rows for
every brace of TeX. What is said needs none of that.
"""

from xml.etree.ElementTree import Element, fromstring

QUADS = ("1em", "2em")  # the spaces that set a condition, or another formula, apart
GAP = "mspace"  # the only space that is left, between two formulas in one
FENCES = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖"}
# Letters that others call functions wherever a parenthesis follows.
FUNCTIONS = {"σ", "f", "φ", "ϕ", "Φ", "H", "L", "C", "P"}
# Those are functions of a letter alone: h(1 − h) is a product.
SOMETIMES = {"h", "κ"}
SCRIPTS = {"msub", "msup", "msubsup"}
GUESSED = set("fghFGH")  # letters that the engine calls functions of any letter after them
APPLIED, MULTIPLIED = "\N{FUNCTION APPLICATION}", "\N{INVISIBLE TIMES}"
TIMES, PRIME = "×", "′"


def row(*parts):
    """Return a row of elements."""
    made = Element("mrow")
    made.extend(parts)
    return made


def sign(text):
    """Return an operator."""
    made = Element("mo")
    made.text = text
    return made


def tree(mathml):
    """Return the plain tree of a formula."""
    return _plain(fromstring(mathml))


def lines(formula):
    """Return the lines of a formula, each a row; a formula has several if it is a table."""
    if len(formula) == 1 and formula[0].tag == "mtable":
        return [row(*_flat(cell for cells in line for cell in cells)) for line in formula[0]]
    return [formula]


def split(parts, ends):
    """Return the rows between the parts for which ``ends`` is true."""
    rows = [row()]
    for part in parts:
        if ends(part):
            rows.append(row())
        else:
            rows[-1].append(part)
    return rows


def fenced(part):
    """Tell whether an element is a row within brackets."""
    if part.tag != "mrow" or len(part) < 2:
        return False
    first, last = part[0], part[-1]
    return is_sign(first, FENCES) and is_sign(last, FENCES[first.text])


def is_sign(part, texts):
    """Tell whether an element is one of these operators."""
    return part.tag == "mo" and part.text in texts


def letters(part):
    """Return all characters of an element."""
    return "".join(part.itertext())


def _plain(part):
    """Return an element without all that is only seen."""
    tag = "mrow" if part.tag in ("math", "mstyle", "mtd") else part.tag
    plain = Element(tag)
    plain.text = part.text and part.text.replace("\N{NO-BREAK SPACE}", " ")
    if tag == "mi" and part.text in ("/", "|"):
        plain.tag = "mo"
    if tag == "mi" and part.get("mathvariant") == "normal":
        plain.set("mathvariant", "normal")
    if tag == GAP:
        plain.set("width", part.get("width", ""))
    plain.extend(map(_plain, part))
    if tag == "mrow":
        applied = filter(_heard, _applied(list(_flat(plain))))
        plain[:] = _bars(_numbers(list(applied)))
    return plain


def _heard(part):
    return part.tag != GAP or part.get("width") in QUADS


def _flat(parts):
    """Yield the parts of rows without brackets in place of the rows."""
    for part in parts:
        if part.tag == "mrow" and not fenced(part):
            yield from part
        elif part.tag != "mo" or part.text:  # \\right. leaves an empty bracket
            yield part


def _numbers(parts):
    r"""Join ``50\,257``, which TeX writes as two numbers."""
    joined = []
    for part in parts:
        if part.tag == "mn" and joined and joined[-1].tag == "mn":
            joined[-1].text += "," + part.text
        else:
            joined.append(part)
    return joined


def _bars(parts):
    """Put what stands between two plain bars into a row of its own."""
    bars = [place for place, part in enumerate(parts) if is_sign(part, "|")]
    if len(bars) != 2 or fenced(row(*parts)):
        return parts
    first, last = bars
    return [*parts[:first], row(*parts[first : last + 1]), *parts[last + 1 :]]


def _applied(parts):
    """Say of each letter before a bracket whether it is a function of it or a factor.

    With a thin space between the two it is a factor. The engine would guess.
    """
    done = []
    for part in parts:
        last = next((each for each in reversed(done) if not _thin(each)), None)
        if last is not None and is_letter(last):
            if _argument(part):
                applied = last is done[-1] and _function(last, part)
                done.append(sign(APPLIED if applied else MULTIPLIED))
            elif letters(last) in GUESSED and is_letter(part):
                done.append(sign(MULTIPLIED))
        done.append(part)
    return done


def is_letter(part):
    """Tell whether an element is a letter, with what is raised or lowered beside it."""
    return part.tag == "mi" or (part.tag in SCRIPTS and part[0].tag == "mi")


def _thin(part):
    return part.tag == GAP and not _heard(part)


def _argument(part):
    bracket = part[0] if part.tag in ("msub", "msup") else part
    return fenced(bracket) and bracket[0].text in "(["


def _function(part, argument):
    name = part[0] if part.tag == "msup" else part
    if name.text in SOMETIMES:
        return PRIME in letters(part) or "−" not in letters(argument)
    return name.tag == "mi" and name.text in FUNCTIONS


def pieces(line):
    """Return the pieces of a line: of a sentence its words as texts, and each formula as a row."""
    found = [row()]
    for part in line:
        if part.tag == "mtext":
            found += [part.text, row()]
        else:
            found[-1].append(part)
    return [piece for piece in found if len(piece)]
