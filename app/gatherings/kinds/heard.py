"""What somebody has not heard yet of how a session changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.gatherings.kinds import OVER
from app.gatherings.models import Gathering, GatheringChange
from app.gatherings.queries.changes import (
    CHANGE_KINDS,
    GONE,
    Hearer,
    Told,
    tells,
)
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.changes import NEWER, changed_names, must_be_told, stand_of
from app.gatherings.rules.planned import ON_JOINING
from app.post.models import Letter

KNOWN = "They joined, or were told, when it was as it is now."
BACK = "The session is again as they know it."


def first_unknown(
    letter: Letter,
    hearer: Hearer,
    gathering: Gathering,
    changes: Sequence[GatheringChange],
    told: Sequence[Told],
    now: datetime,
) -> GatheringChange | str:
    """The first change of a session that somebody has not heard of; or why they need not.

    `changes` are those of the session that people are told, first to last; `told` is what letters
    have told the person, or will.
    """
    if gathering.state != PLANNED:
        return CALLED_OFF
    if now >= gathering.ends_at:
        return OVER
    if not changes or not tells(letter.kind, letter.occurrence, changes[-1]):
        return NEWER
    known = [place for place, one in enumerate(changes) if _is_known(one, gathering, hearer, told)]
    unknown = changes[known[-1] + 1 :] if known else changes
    if not unknown:
        return KNOWN
    names = changed_names(stand_of(unknown[0]), stand_of(gathering))
    return unknown[0] if must_be_told(names) else BACK


def _is_known(
    change: GatheringChange, gathering: Gathering, hearer: Hearer, told: Sequence[Told]
) -> bool:
    """Whether somebody joined after a change, or a letter tells them how it was from then on."""
    if hearer.joined_at is not None and change.changed_at < hearer.joined_at:
        return True
    return any(
        letter.about_id in (gathering.id, gathering.series_id)
        and tells(letter.kind, letter.occurrence, change)
        if letter.kind in CHANGE_KINDS
        else _brings(letter, gathering, hearer) and _is_newer(letter, change)
        for letter in told
    )


def _brings(letter: Told, gathering: Gathering, hearer: Hearer) -> bool:
    """Whether a letter brings this session to its reader for the first time."""
    if letter.kind == "session":
        return letter.about_id == gathering.id
    if letter.occurrence == ON_JOINING:
        return hearer.joined_at is not None and gathering.created_at < hearer.joined_at
    return letter.occurrence == str(gathering.series_id)


def _is_newer(letter: Told, change: GatheringChange) -> bool:
    """Whether a letter was written after a change, or will be."""
    if letter.state not in GONE:
        return True
    return letter.written_at is not None and letter.written_at > change.changed_at
