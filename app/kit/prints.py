"""Prints of pictures: small enough that many fit in one file that can be sent on."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.kit.later import Later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image
else:
    Image = Later("PIL.Image")

JPEG = "image/jpeg"
_READ = ("JPEG", "PNG")
ALL_TOGETHER = 7 * 1024 * 1024
"""Bytes that the pictures of one document may take together; the rest of 10 MiB is for words."""

LARGEST_PRINT = 400 * 1024
# Longest side in points, and the quality of the JPEG; 1,200 points are 17 cm at 180 to the inch,
# and half of the largest that is kept, which is read twice as fast.
_STEPS = ((1200, 82), (1000, 78), (800, 72), (640, 66), (480, 60))

# However many are wanted at once, each process opens one at a time.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Print:
    """A picture as it is shown and printed; width and height in points."""

    content: bytes
    media_type: str
    width: int
    height: int


NO_PRINTS: Mapping[str, Print] = MappingProxyType({})
"""The prints of a document without pictures."""


def room_for_each(pictures: int) -> int:
    """How many bytes one of so many pictures may take."""
    return min(LARGEST_PRINT, ALL_TOGETHER // max(pictures, 1))


def print_of(content: bytes, *, room: int) -> Print:
    """The picture as JPEG, on white, as large as fits into `room` bytes.

    One that does not fit even when it is smallest is given like that. The same bytes give the same
    print. Raises: OSError when it is no picture.
    """
    with _one_at_a_time, Image.open(BytesIO(content), formats=_READ) as found:
        # A JPEG can be read at a half, a quarter or an eighth of its size.
        found.draft("RGB", (_STEPS[0][0], _STEPS[0][0]))
        points = _on_white(found)
        for longest, quality in _STEPS:
            points.thumbnail((longest, longest))
            made = _as_jpeg(points, quality)
            if len(made) <= room:
                break
        return Print(made, JPEG, points.width, points.height)


def _as_jpeg(points: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    points.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()


def _on_white(found: Image.Image) -> Image.Image:
    if not found.has_transparency_data:
        return found.convert("RGB")
    white = Image.new("RGB", found.size, "white")
    shown = found.convert("RGBA")
    white.paste(shown, mask=shown.getchannel("A"))
    return white
