"""What somebody has not heard yet of how a session changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.gatherings.kinds import OVER
from app.gatherings.models import Gathering, GatheringChange
from app.gatherings.queries.changes import Hearer, occurrence_of_change
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.gatherings.rules.changes import NEWER, changed_names, must_be_told, stand_of
from app.post.models import Letter

KNOWN = "They joined, or were told, when it was as it is now."
BACK = "The session is again as they know it."


def first_unknown(
    letter: Letter,
    hearer: Hearer,
    gathering: Gathering,
    told: Sequence[GatheringChange],
    heard: set[str],
    now: datetime,
) -> GatheringChange | str:
    """The first change of a session that somebody has not heard of; or why they need not."""
    if gathering.state != PLANNED:
        return CALLED_OFF
    if now >= gathering.ends_at:
        return OVER
    if not told or occurrence_of_change(told[-1]) != letter.occurrence:
        return NEWER
    known = [place for place, one in enumerate(told) if _is_known(one, gathering, hearer, heard)]
    unknown = told[known[-1] + 1 :] if known else told
    if not unknown:
        return KNOWN
    names = changed_names(stand_of(unknown[0]), stand_of(gathering))
    return unknown[0] if must_be_told(names) else BACK


def _is_known(
    change: GatheringChange, gathering: Gathering, hearer: Hearer, heard: set[str]
) -> bool:
    """Whether somebody joined after a change, or a letter about it has left for them."""
    if hearer.joined_at is not None and change.changed_at < hearer.joined_at:
        return True
    word = occurrence_of_change(change)
    abouts = [gathering.id.hex, gathering.series_id.hex if gathering.series_id else ""]
    return any(f"{about}/{word}" in heard for about in abouts)
