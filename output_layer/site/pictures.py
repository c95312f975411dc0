"""Pictures that Matplotlib drew as PNG, as WebP without loss: a third of the bytes."""

from hashlib import sha256
from io import BytesIO

from PIL import Image


def keep(png, folder):
    """Write a PNG, given as bytes, into ``folder`` as WebP; return its name, width and height."""
    picture, file = Image.open(BytesIO(png)), BytesIO()
    picture.save(file, "WEBP", lossless=True, quality=100, method=6)
    name = f"{sha256(file.getvalue()).hexdigest()}.webp"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(file.getvalue())
    return name, *picture.size


def replace(folder):
    """Replace every PNG in ``folder``; return name → the new name."""
    names = {}
    for path in sorted(folder.glob("*.png")):
        names[path.name], *_ = keep(path.read_bytes(), folder)
        path.unlink()
    return names
