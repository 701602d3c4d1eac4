"""Who may see, plan and note the meetings of a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.pairings import is_member, may_write_together
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.queries.meetings import MeetingPlace


def may_see_meeting(actor: Person, at: MeetingPlace) -> bool:
    """The two."""
    return is_member(actor, at.place)


def may_keep_meeting(actor: Person, at: MeetingPlace) -> bool:
    """The two, from their yes to the end; not while it is on hold."""
    return may_write_together(actor, at.place)
