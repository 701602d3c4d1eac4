"""Resting from mentoring for a while, and coming back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from app.kit.times import in_zone
from app.mentoring.actions.profiles import hold_profile, note_change
from app.mentoring.errors.profiles import NoProfileYet, RestOver
from app.mentoring.models import MentoringProfile
from app.mentoring.rules.profiles import RESTED, RETURNED
from app.mentoring.rules.topics import OPEN_TO_MATCHING, RESTING
from app.people.models import Person

LONGEST_REST = timedelta(days=731)
BATCH = 100


def rest(
    db: Session, actor: Person, person: Person, *, until: date | None, now: datetime
) -> MentoringProfile:
    """Let nobody new be found for somebody until they come back; flushed. Three statements.

    `until` is the day on which they are here again, None: until they say so. Pairs and proposals
    stay as they are. The actor is the person, or whoever enters it for them.
    Raises: NoProfileYet, RestOver.
    """
    today = in_zone(now, person.time_zone).date()
    if until is not None and not today < until <= today + LONGEST_REST:
        raise RestOver
    return _turn(db, actor, person, RESTING, until, now)


def come_back(db: Session, actor: Person, person: Person, *, now: datetime) -> MentoringProfile:
    """Let somebody be found again; flushed. Three statements.

    Raises: NoProfileYet.
    """
    return _turn(db, actor, person, OPEN_TO_MATCHING, None, now)


def end_rests(db: Session, *, now: datetime) -> int:
    """Bring up to 100 people back whose day has come, and say how many. Two statements each.

    A profile that is being changed at this moment is left for the next time.
    """
    due = db.execute(
        select(MentoringProfile, Person)
        .join(Person, Person.id == MentoringProfile.person_id)
        .where(
            MentoringProfile.state == RESTING,
            MentoringProfile.rests_until <= cast(func.timezone(Person.time_zone, now), Date),
        )
        .order_by(MentoringProfile.person_id)
        .limit(BATCH)
        .with_for_update(of=MentoringProfile, skip_locked=True)
    ).all()
    for profile, person in due:
        profile.state, profile.rests_until = OPEN_TO_MATCHING, None
        note_change(db, None, person, RETURNED, now=now)
    return len(due)


def _turn(
    db: Session, actor: Person, person: Person, state: str, until: date | None, now: datetime
) -> MentoringProfile:
    profile = hold_profile(db, person)
    if profile is None:
        raise NoProfileYet
    if (profile.state, profile.rests_until) != (state, until):
        profile.state, profile.rests_until = state, until
        note_change(db, actor, person, RESTED if state == RESTING else RETURNED, now=now)
    return profile
