"""Reads an edition's pictures: of a kind that we show, light, safe, and of a known size."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from app.syllabus.rules.drawings import size_of_drawing
from app.syllabus.rules.faults import UnreadableError
from app.syllabus.rules.notebook import Notebook, files_in
from app.syllabus.rules.written import WrittenPicture

HEAVIEST = 60_000
NAMED = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png|jpg|jpeg|webp)$")
KINDS = {"svg": "svg+xml", "jpg": "jpeg"}
Size = tuple[int, int]
# The bytes of a WebP file up to its size.
HEADER = 30
# Markers of a JPEG frame, without those of tables that stand among them.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def read_pictures(notebook: Notebook, folder: Path) -> dict[str, WrittenPicture]:
    """The pictures in the folder that have no fault, by name."""
    found = {}
    for path in files_in(folder):
        if not NAMED.match(path.name):
            remedy = "Use small letters, digits and hyphens, and .svg, .png, .jpg or .webp."
            notebook.note(path, 1, "The file is not named like a picture.", remedy)
            continue
        content = path.read_bytes()
        if len(content) > HEAVIEST:
            what = f"The picture weighs {-(-len(content) // 1000)} KB."
            remedy = "Make it smaller: at most 60 KB, so that it loads on a slow phone."
            notebook.note(path, 1, what, remedy)
        ending = path.suffix[1:]
        try:
            width, height = size_of(content, KINDS.get(ending, ending))
        except UnreadableError as error:
            notebook.keep(path, [error.remark])
            continue
        kind = f"image/{KINDS.get(ending, ending)}"
        found[path.name] = WrittenPicture(path.name, kind, width, height, content)
    return found


def size_of(content: bytes, kind: str) -> Size:
    """Width and height in pixels of a picture that is what its name says.

    Raises: UnreadableError when it is something else, or a drawing that is not safe.
    """
    if kind == "svg+xml":
        return size_of_drawing(content)
    try:
        size = READERS[kind](content)
    except IndexError:
        size = None
    if size is None or min(size) < 1:
        name = kind.upper()
        what = f"This is not a {name} picture, whatever its name says."
        raise UnreadableError(1, what, f"Save it again as {name}, or correct its ending.")
    return size


def _size_of_png(content: bytes) -> Size | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR":
        return None
    return _big(content[16:20]), _big(content[20:24])


def _size_of_jpeg(content: bytes) -> Size | None:
    """The size stands in the frame's header, behind any number of other segments."""
    if content[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while content[at : at + 1] == b"\xff":
        if content[at + 1] in FRAMES:
            return _big(content[at + 7 : at + 9]), _big(content[at + 5 : at + 7])
        at += 2 + max(2, _big(content[at + 2 : at + 4]))
    return None


def _size_of_webp(content: bytes) -> Size | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < HEADER:
        return None
    match content[12:16]:
        case b"VP8X":
            return 1 + _little(content[24:27]), 1 + _little(content[27:30])
        case b"VP8L":
            bits = _little(content[21:25])
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            return _little(content[26:28]) & 0x3FFF, _little(content[28:30]) & 0x3FFF
    return None


def _big(part: bytes) -> int:
    return int.from_bytes(part, "big")


def _little(part: bytes) -> int:
    return int.from_bytes(part, "little")


READERS: dict[str, Callable[[bytes], Size | None]] = {
    "png": _size_of_png,
    "jpeg": _size_of_jpeg,
    "webp": _size_of_webp,
}
