"""Who may write and take out what two people write together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mentoring.policy.pairings import may_write_together
from app.mentoring.rules.states import SUSPENDED
from app.people.models import Person

if TYPE_CHECKING:
    from app.mentoring.queries.goals import GoalPlace
    from app.mentoring.queries.notebook import NotePlace


def may_change_goal(actor: Person, at: GoalPlace) -> bool:
    """The two, from their yes to the end; not while it is on hold."""
    return may_write_together(actor, at.place)


def may_take_out(actor: Person, at: NotePlace) -> bool:
    """Whoever wrote it, also when it is over; not while it is on hold."""
    return at.note.author_id == actor.id and at.place.pairing.state != SUSPENDED
