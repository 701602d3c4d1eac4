"""How many pictures and recordings there may be, and what is said of them."""

from __future__ import annotations

from app.kit.cleaning import LARGEST, PICTURE, Cleaned
from app.reflections.rules import clean_text

MOST_ON_ENTRY = 10
MOST_OF_PERSON = 200
LONGEST_DESCRIPTION = 500
LONGEST_NAME = 80

ACCEPTED = "image/jpeg,image/png,image/webp,audio/*,.m4a,.mp3,.ogg,.opus,.wav,.flac"
"""What a device offers to choose; it then asks for its camera and recorder too."""

_MEGABYTE = 1024 * 1024


def clean_name(sent: str, found: Cleaned) -> str:
    """What a file is kept as: its own name in one line, with the ending that is right for it."""
    last = clean_text(sent).replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(sign for sign in last if sign.isprintable())
    stem = printable.rsplit(".", 1)[0].strip(" .")[:LONGEST_NAME].strip()
    return f"{stem or ('picture' if found.kind == PICTURE else 'recording')}.{found.ending}"


def say_size(size: int) -> str:
    """A number of bytes in words, rounded up, such as `3.2 MB`."""
    if size < _MEGABYTE:
        return f"{max(1, -(-size // 1024))} KB"
    tenths = -(-size * 10 // _MEGABYTE)
    return f"{tenths // 10}.{tenths % 10} MB" if tenths % 10 else f"{tenths // 10} MB"


LIMIT = say_size(LARGEST)
