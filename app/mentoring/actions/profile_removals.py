"""Deleting what somebody said for the matching; what they have with others is not theirs alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.mentoring.actions.letters import tell_not_now
from app.mentoring.actions.lines import forget_in_matchings
from app.mentoring.actions.pairings import BY_CLOCK, move_pairing
from app.mentoring.actions.profiles import hold_profile, note_change, unsay_in_common
from app.mentoring.models import (
    MentoringCall,
    MentoringChoice,
    MentoringProfile,
    Pairing,
    PairingMember,
)
from app.mentoring.rules.calls import MORE_THAN_ROOM
from app.mentoring.rules.profiles import DELETED
from app.mentoring.rules.states import NO_ROOM, PROPOSED, WITHDRAWN
from app.people.models import Person


def remove_profile(db: Session, actor: Person, person: Person, *, now: datetime) -> int | None:
    """Delete a profile and all that hangs on it alone; says how many proposals were taken back.

    Gone are also whom they would choose, that others would choose them, and their lines in
    matchings. Both of a proposal are told that it is not now, and not why. Pairs under way go on;
    that two are kept apart stays said, and when and by whom the profile was changed. The actor is
    the person, or whoever enters it for them. None: there was no profile, and nothing is done. At
    most eighteen statements, and seven for each proposal.
    """
    if db.get(MentoringProfile, person.id) is None:
        return None
    # In the order in which approving a proposal holds them: the matching, and then profiles.
    forget_in_matchings(db, actor, person, now=now)
    profile = hold_profile(db, person)
    if profile is None:
        return None
    unsay_in_common(db, person)
    asked = db.scalars(
        select(Pairing.id)
        .join(PairingMember, PairingMember.pairing_id == Pairing.id)
        .where(PairingMember.person_id == person.id, Pairing.state == PROPOSED)
        .order_by(Pairing.id)
    ).all()
    for pairing_id in asked:
        move_pairing(db, pairing_id, WITHDRAWN, by=BY_CLOCK, reason=NO_ROOM, now=now)
        tell_not_now(db, pairing_id, now=now)
    _forget(db, person)
    db.delete(profile)
    note_change(db, actor, person, DELETED, now=now)
    return len(asked)


def _forget(db: Session, person: Person) -> None:
    """What hangs on the profile. Two statements."""
    is_theirs = MentoringChoice.person_id == person.id, MentoringChoice.chosen_id == person.id
    db.execute(delete(MentoringChoice).where(or_(*is_theirs)))
    about_room = MentoringCall.why == MORE_THAN_ROOM
    db.execute(delete(MentoringCall).where(MentoringCall.person_id == person.id, about_room))
