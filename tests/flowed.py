"""Plain text as a mail program on a phone shows it."""

from __future__ import annotations


def unflowed(text: str) -> str:
    """The paragraphs of a text whose lines were cut for the journey (RFC 3676)."""
    # A space was put before what a mail could take for something else.
    lines = [line.removeprefix(" ") for line in text.replace("\r\n", "\n").split("\n")]
    return "".join(line if line.endswith(" ") else f"{line}\n" for line in lines)[:-1]
