"""The tags of a PDF, which tell those who listen what stands where."""

import ctypes

import pypdfium2.raw as pdfium


def tags(sheets):
    """Return all tags of some sheets, as pairs of the kind and the alternative text."""
    found = []
    for sheet in sheets:
        tree = pdfium.FPDF_StructTree_GetForPage(sheet)
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), found)
        pdfium.FPDF_StructTree_Close(tree)
    return found


def _walk(element, found):
    if not element:  # content, which is no tag
        return
    kind = _text(pdfium.FPDF_StructElement_GetType, element)
    found.append((kind, _text(pdfium.FPDF_StructElement_GetAltText, element)))
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        _walk(pdfium.FPDF_StructElement_GetChildAtIndex(element, at), found)


def _text(ask, element):
    size = ask(element, None, 0)
    room = ctypes.create_string_buffer(size)
    ask(element, room, size)
    return room.raw.decode("utf-16-le").rstrip("\0")
