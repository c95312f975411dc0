"""Reads zips that anybody may have made: in memory, bounded, and nothing is unpacked."""

import io
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from output_layer.grading.choice import taken
from output_layer.grading.names import counts, readable
from output_layer.grading.submission import LARGEST, UnreadableError

MOST = 100_000  # members
UTF8 = 0x800  # the flag by which a member's name is UTF-8
UNIX = 3  # the system that made a member
ENTRY = b"PK\1\2"  # the beginning of a member's entry in the list of all
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
    """Return where a member says that it lies, in whatever encoding.

    Many programs write UTF-8 and do not say so. Others, on Windows, write the machine's old one,
    which is 850 in the west of Europe; its letters are those of 437 and more.
    """
    encoding = "utf-8" if info.flag_bits & UTF8 else "cp437"
    raw = info.filename.replace("\\", "/").encode(encoding, "replace")
    old = "latin-1" if info.create_system == UNIX else "cp850"
    parts = [part for part in readable(raw, old).split("/") if part not in ("", ".", "..")]
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


def unpacked(data, name, refusal):
    """Return the notebook inside a student's own zip, and sentences about the choice.

    It is the one called ``name``, else the newest, as `choice.taken` chooses. Raises
    ``UnreadableError`` with a sentence if there is none or the zip is damaged.
    """
    if data.count(ENTRY) > MOST:  # counted first: a list of a million takes half a minute
        raise UnreadableError(f"The zip cannot be read: it holds more than {MOST} files.")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in members(archive) if all(map(counts, one[0].parts))]
            inside = [Member(place, tuple(info.date_time), info) for place, info in inside]
            if not any(one.place.suffix.lower() == ".ipynb" for one in inside):
                raise UnreadableError("The zip holds no notebook.")
            best, notebook = taken(inside, name, lambda one: extracted(archive, one.info), refusal)
            return notebook, best.notes
    except DAMAGE as error:
        raise UnreadableError(f"The zip cannot be read: {error}.") from None


@dataclass(frozen=True)
class Member:
    """A file in a student's zip."""

    place: PurePosixPath
    when: tuple
    info: ZipInfo
    notes: tuple = ()
