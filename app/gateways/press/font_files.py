"""Reads from a TrueType font file which characters it has a glyph for."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

BASIC_PLANE, ANY_PLANE = 4, 12
"""The two kinds of Unicode character map, by the numbers that the font format gives them."""
LAST_OF_BASIC_PLANE = 0xFFFE


def characters(font: Path) -> frozenset[int]:
    """Give the code points that one font has a glyph for.

    Raises: ValueError when the font has no Unicode character map that we can read.
    """
    data = font.read_bytes()
    start = _start_of(data, b"cmap")
    found = set[int]()
    for number in range(_short(data, start + 2)):
        at = start + _long(data, start + 4 + 8 * number + 4)
        kind = _short(data, at)
        if kind == BASIC_PLANE:
            found.update(_segments(data, at))
        elif kind == ANY_PLANE:
            found.update(_groups(data, at))
    if not found:
        raise ValueError(f"{font.name} has no Unicode character map")
    return frozenset(found)


def _start_of(data: bytes, tag: bytes) -> int:
    """Find where a table of the font starts."""
    for number in range(_short(data, 4)):
        entry = 12 + 16 * number
        if data[entry : entry + 4] == tag:
            return _long(data, entry + 8)
    raise ValueError(f"the font has no {tag.decode()} table")


def _segments(data: bytes, at: int) -> Iterator[int]:
    """Read a map of the basic plane: ranges, each with a shift or with a list of glyphs."""
    count = _short(data, at + 6) // 2
    ends, starts = at + 14, at + 16 + 2 * count
    shifts, lists = starts + 2 * count, starts + 4 * count
    for row in range(0, 2 * count, 2):
        first, last = _short(data, starts + row), _short(data, ends + row)
        shift, place = _short(data, shifts + row), _short(data, lists + row)
        for code in range(first, min(last, LAST_OF_BASIC_PLANE) + 1):
            if not place:
                glyph = code + shift
            else:
                listed = _short(data, lists + row + place + 2 * (code - first))
                glyph = listed and listed + shift
            if glyph & 0xFFFF:
                yield code


def _groups(data: bytes, at: int) -> Iterator[int]:
    """Read a map of all planes: ranges with the glyph of their first character."""
    for number in range(_long(data, at + 12)):
        group = at + 16 + 12 * number
        first, last, glyph = (_long(data, group + step) for step in (0, 4, 8))
        yield from range(first if glyph else first + 1, last + 1)


def _short(data: bytes, at: int) -> int:
    """Read two bytes as a number."""
    return int(struct.unpack_from(">H", data, at)[0])


def _long(data: bytes, at: int) -> int:
    """Read four bytes as a number."""
    return int(struct.unpack_from(">L", data, at)[0])
