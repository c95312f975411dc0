"""Equations and chains of steps as LaTeX that Jupyter, KaTeX and MathJax show alike."""

import re
from dataclasses import dataclass

from sympy import Basic, Eq, Tuple

from output_layer.algebra.conditions import conditions
from output_layer.algebra.printing import latex

RELATIONS = {"<=": r"\le", ">=": r"\ge", "<-": r"\leftarrow", "<=>": r"\iff"}
SHORT = 11  # a longer left side gets a line of its own
LINE = 26  # a longer equation of three sides is broken; a phone shows about as many letters


@dataclass(frozen=True)
class Equation:
    """An equation for display: its sides, each with the relation before it, and a condition."""

    sides: tuple
    where: Basic | None = None

    @property
    def latex(self):
        """The LaTeX without delimiters. Tuples are written part by part."""
        relations = [relation for relation, _ in self.sides]
        parts = zip(*(_parts(side) for _, side in self.sides), strict=True)
        chains = [_pieces(relations, sides) for sides in parts]
        condition = _condition(self.where)
        if len(chains) == 1:
            return _chain(*chains[0], condition)
        line = r",\quad ".join(" ".join([first, *tails]) for first, tails in chains) + condition
        return line if _breadth(line) <= LINE else _stacked(chains, condition)

    def _repr_latex_(self):
        return f"$$\n{self.latex}\n$$"


def aligned(left, steps, where=None):
    """Return the steps one under the other, each followed by its reason in small print."""
    opening = [_opening(left)] if _stands_alone(left) else []
    front = "" if opening else latex(left)
    rows = []
    for step in steps:
        rows.append(f"{_line(front, step.relation, step.expression)} \\\\\n{_reason(step)}")
        front = ""
    last = rows[-1].replace(" \\\\\n", _condition(where) + " \\\\\n")
    body = " \\\\[0.6em]\n".join([*opening, *rows[:-1], last])
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


def _stands_alone(left):
    return isinstance(left, Eq) or _breadth(latex(left)) > SHORT


def _opening(left):
    return _line("", "=", left) if isinstance(left, Eq) else f"&{latex(left)}"


def _line(front, relation, expression):
    if isinstance(expression, Eq):
        front, relation, expression = latex(expression.lhs), "=", expression.rhs
    return f"{front} &{_sign(relation)} {latex(expression)}".lstrip()


def _reason(step):
    return rf"&{{\footnotesize\text{{{step.reason}}}}}"


def _pieces(relations, sides):
    """Return the first side, and the others with their relations."""
    first, *others = map(latex, sides)
    pairs = zip(map(_sign, relations[1:]), others, strict=True)
    return first, [f"{sign} {side}" for sign, side in pairs]


def _chain(first, tails, condition):
    """Write the sides in one line, or one under the other if they are many and long."""
    line = " ".join([first, *tails])
    if len(tails) < 2 or _breadth(line) <= LINE:
        return line + condition
    return _rows([f"{first} &{tails[0]}", *(f"&{tail}" for tail in tails[1:])], condition)


def _stacked(chains, condition):
    """Write the parts of a tuple one under the other."""
    rows = [f"{first} &{' '.join(tails)}" for first, tails in chains]
    return _rows([f"{row}," for row in rows[:-1]] + rows[-1:], condition)


def _rows(rows, condition):
    body = " \\\\\n".join(rows)
    return f"\\begin{{aligned}}\n{body}{condition}\n\\end{{aligned}}"


def _breadth(text):
    """Estimate how many letters wide a formula is; of a fraction the longer part counts."""
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", lambda m: max(m.groups(), key=len), text)
    return len(re.sub(r"[{}^_ ]", "", re.sub(r"\\[a-zA-Z]+|\\,", "x", text)))


def _sign(relation):
    return RELATIONS.get(relation, relation)


def _parts(side):
    return tuple(side) if isinstance(side, Tuple) else (side,)


def _condition(where):
    if where is None:
        return ""
    text = r",\ ".join(map(latex, conditions(where)))
    return rf" \quad ({text})"
