"""Who may have done something, and what may be said of it besides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

PERSON = "person"
PLATFORM = "platform"
COMMAND_LINE = "command"
BY = (PERSON, PLATFORM, COMMAND_LINE)

# How long the record is kept: six years, the time in which somebody may go to court about a wrong.
# Source: Limitation Act 1980, sections 2 and 5.
KEPT_FOR_DAYS = 6 * 365 + 2

_word = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")

Fact = int | bool | date | datetime | UUID | str


def plain_facts(facts: Mapping[str, Fact]) -> dict[str, int | bool | str]:
    """What a room says of a deed, as it is kept.

    Raises: ValueError for a text that is no word of ours: what somebody typed never gets in.
    """
    return {name: _plain(name, fact) for name, fact in facts.items()}


def _plain(name: str, fact: Fact) -> int | bool | str:
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, UUID):
        return str(fact)
    if isinstance(fact, str) and not _word.match(fact):
        message = f"{name}: only numbers, days, ids and words of ours may stand in the record"
        raise ValueError(message)
    return fact
