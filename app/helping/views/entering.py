"""How other rooms ask, at the door of a page, whether somebody may enter something for a person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import g, request

from app.audit.actions.record import note
from app.helping.policy import may_help
from app.helping.queries import HelpingPlace
from app.helping.queries.entering import Entering, helping_for
from app.helping.rules import OPEN
from app.people.models import Person
from app.web.context import ActingFor, db, now


def lets_enter(actor: Person, entering: Entering) -> bool:
    """Whether the actor may enter this; one statement, and none for whoever runs it.

    For a helper every page says from here on for whom they act, and the record names both. While
    they write, what lets them is held, so that ending it comes before or after.
    """
    if entering.runs_it:
        return True
    writes = request.method == "POST"
    leave = helping_for(db(), actor, entering, now=now(), hold=writes)
    if leave is None:
        return False
    act_for(leave.helping.id, entering.person_id, leave.name)
    if writes:
        note(db(), whom_id=entering.person_id, helping=leave.helping.id)
    return True


def helps_with(act: str) -> Callable[[Person, HelpingPlace], bool]:
    """The guard of a page on which a helper begins to do one thing for the person."""

    def helps(actor: Person, at: HelpingPlace) -> bool:
        """Whoever was chosen for it, as long as it lasts."""
        # Other help that the two have by now is for its own address: it may reach less far.
        if not may_help(actor, at) or at.state(now()) != OPEN:
            return False
        return lets_enter(actor, _entering(at, act))

    helps.__name__ = f"helps_with_{act}"
    return helps


def _entering(at: HelpingPlace, act: str) -> Entering:
    return Entering(at.person.id, act, runs_it=False, cohort_id=at.helping.cohort_id)


def act_for(helping_id: UUID, person_id: UUID, name: str) -> None:
    """Say on the page for whom the actor acts."""
    g.acting_for = ActingFor(helping_id, person_id, name)
