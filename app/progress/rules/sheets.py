"""Sheets to print and write on: lines where the author left space."""

from __future__ import annotations

import re

LINES = re.compile(r"<hr ?/?>(?:\s*<hr ?/?>)*")
EMPTY_CELL = re.compile(r"<td([^>]*)>\s*</td>")


def with_room(html: str) -> str:
    """The sheet with a line to write on for each rule, told once to those who listen to it.

    The HTML has been sanitised; what is put in is the same whatever stands around it.
    """
    return EMPTY_CELL.sub(r'<td\1 class="dlp-sheet__cell"></td>', LINES.sub(_room, html))


def _room(match: re.Match[str]) -> str:
    count = match[0].count("<hr")
    words = "Space to write" if count == 1 else f"Space to write, {count} lines"
    line = '<span class="dlp-sheet__line"></span>'
    told = f'<span class="nhsuk-u-visually-hidden">({words})</span>'
    return f'<p class="dlp-sheet__room">{told}{line * count}</p>'
