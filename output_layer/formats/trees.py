"""Elements made and moved: what every form of the book needs of a tree."""

from xml.etree.ElementTree import Element


def made(tag, text=None, CLASS=None, **attributes):  # noqa: N803 - as docutils writes it
    """Return a new element."""
    given = {name: value for name, value in attributes.items() if value}
    element = Element(tag, given | ({"class": CLASS} if CLASS else {}))
    element.text = text
    return element


def add_text(parent, text):
    """Add text at the end of what an element holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def move(source, goal):
    """Move text and children of an element to the end of another."""
    add_text(goal, source.text or "")
    for child in list(source):
        goal.append(child)


def taken_out(parent, child):
    """Take a child out of an element; the text behind it stays."""
    before = list(parent)[: list(parent).index(child)]
    tail, child.tail = child.tail or "", None
    parent.remove(child)
    if before:
        before[-1].tail = (before[-1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def is_empty(element):
    """Tell whether an element holds neither text nor children."""
    return not len(element) and not (element.text or "").strip()


def parents(root):
    """Return element → its parent, for all below an element."""
    return {child: parent for parent in root.iter() for child in parent}
