"""Makes pictures for tests, as files and as they are printed."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from random import Random

from PIL import Image

from app.kit.document import Picture
from app.kit.prints import Print, print_of


@lru_cache
def make_picture(
    width: int = 60, height: int = 40, *, kind: str = "JPEG", seed: int = 1, grain: int = 6
) -> bytes:
    """A picture of coloured spots, each `grain` points wide."""
    small = max(width // grain, 1), max(height // grain, 1)
    spots = Image.frombytes("RGB", small, Random(seed).randbytes(small[0] * small[1] * 3))
    file = BytesIO()
    spots.resize((width, height), Image.Resampling.BICUBIC).save(file, kind, quality=90)
    return file.getvalue()


def make_shown(
    content: bytes | None = None, *, alt: str = "The garden gate", caption: str = "Our gate"
) -> tuple[Picture, dict[str, Print]]:
    """A picture as it stands in a document, and its print."""
    file = content or make_picture()
    made = print_of(file, room=400_000)
    name = sha256(file).hexdigest()
    shown = Picture(
        sha256=name,
        alt=alt,
        width=made.width,
        height=made.height,
        caption=caption,
        attribution="Amina",
    )
    return shown, {name: made}
