"""Reads zips that anybody may have made: in memory, bounded, and nothing is unpacked."""

import io
import zlib
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from output_layer.grading.names import readable
from output_layer.grading.submission import LARGEST, UnreadableError

MOST = 100_000  # members
UTF8 = 0x800  # the flag by which a member's name is UTF-8
# What reading a damaged or an encrypted archive raises.
DAMAGE = (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


def members(archive):
    """Return the places and descriptions of the files in a zip, however their names are written.

    Raises ``ValueError`` for more than `MOST`.
    """
    files = [info for info in archive.infolist() if not info.is_dir()]
    if len(files) > MOST:
        raise ValueError(f"it holds more than {MOST} files")
    return [(_place(info), info) for info in files]


def _place(info):
    """Return where a member says that it lies; many programs write UTF-8 and do not say so."""
    encoding = "utf-8" if info.flag_bits & UTF8 else "cp437"
    raw = info.filename.replace("\\", "/").encode(encoding, "replace")
    parts = [part for part in readable(raw).split("/") if part not in ("", ".", "..")]
    return PurePosixPath(*parts or ["unnamed"])


def extracted(archive, info):
    """Return the first bytes of a member, one more than a notebook may have.

    Raises ``UnreadableError`` with a sentence if it is damaged, encrypted, or packed in a way
    that could unfold without bound.
    """
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableError("The file is packed in a way that is not read; use an ordinary zip.")
    try:
        with archive.open(info) as stream:
            return stream.read(LARGEST + 1)
    except DAMAGE as error:
        raise UnreadableError(f"The file cannot be read: {error}.") from None


def unpacked(data, name):
    """Return the notebook inside a student's own zip: the one called ``name``, else the first.

    Raises ``UnreadableError`` with a sentence if there is none or the zip is damaged.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in members(archive) if one[0].suffix.lower() == ".ipynb"]
            inside = [one for one in inside if one[0].parts[0] != "__MACOSX"]
            if not inside:
                raise UnreadableError("The zip holds no notebook.")
            return extracted(archive, min(inside, key=lambda one: _order(one[0], name))[1])
    except DAMAGE as error:
        raise UnreadableError(f"The zip cannot be read: {error}.") from None


def _order(place, name):
    return place.stem != name, str(place)
