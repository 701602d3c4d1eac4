"""What the text of a reflection may be, and how much of it is shown."""

from __future__ import annotations

import re

LONGEST = 50_000
"""Characters in one reflection."""

NEAR_THE_END = 5_000
"""From so few characters left on, the box says how many there are."""

LONGEST_DRAFT = 100_000
"""Characters in a draft, so that what is too long for an entry is not lost while it is cut."""

DRAFTS_SHOWN = 3
"""Drafts on the first page of the log."""

LOG_PAGE = 20
"""Entries on one page of the log."""

HOME_ZONE = "Europe/London"
"""Times are told in this zone to people who are in no cohort."""

FIRST_WORDS = 240
"""Characters of an entry that the log shows."""

_HELD_NOWHERE = re.compile("[\0\ud800-\udfff]")


def clean_text(raw: str) -> str:
    """The text as it is kept: line ends as one sign, and without what no database can hold.

    NUL bytes and halves of broken characters go; every other character stays, in its place.
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    return _HELD_NOWHERE.sub("", lines)


def first_words(text: str) -> str:
    """The beginning of a text in one line, cut between words, with an ellipsis where it was cut."""
    line = " ".join(text[: FIRST_WORDS * 2].split())
    if len(line) <= FIRST_WORDS and len(text) <= FIRST_WORDS * 2:
        return line
    short = line[:FIRST_WORDS]
    return (short.rsplit(" ", 1)[0] if " " in short else short) + "…"
