"""Keeping that somebody reflected out loud, and nothing of what they said."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.kit.times import in_zone
from app.people.models import Person
from app.progress.actions.complete import note_writing
from app.progress.rules import HAS_SPOKEN
from app.reflections.actions.versions import Writing, keep_version
from app.reflections.errors import ThrownAway
from app.reflections.errors.spoken import HowLong, WhichDay, WithWhom
from app.reflections.models import Reflection, SpokenReflection
from app.reflections.queries.origins import begun_from
from app.reflections.queries.zone import zone_for
from app.reflections.rules.origins import FromSession, FromStep
from app.reflections.rules.spoken import COMPANIES, EARLIEST, LONGEST_TALK, Talk
from app.vault.actions import key_for_writing


def keep_talk(
    db: Session,
    actor: Person,
    *,
    talk: Talk,
    request_key: UUID,
    now: datetime,
    begun_at: FromStep | FromSession | None = None,
) -> UUID:
    """Keep an entry that says that it happened; the same form sent again gives the same entry.

    With another day, company or length it is another entry: nothing said of it is lost.

    It is an entry like any other, whose first version has no words: some can be written later. From
    a step it makes the step done as writing does. At most eight statements.
    Raises: WhichDay; HowLong; WithWhom; ThrownAway.
    """
    _check(talk, in_zone(now, zone_for(db, actor)).date())
    sending = sending_key(request_key, talk.on, talk.company, talk.minutes)
    key = key_for_writing(db, actor.id, now=now, alone=True)
    step, session = begun_from(db, actor, begun_at, now)
    begun = step or session
    entry = Reflection(
        id=new_id(),
        person_id=actor.id,
        enrolment_id=begun.enrolment_id if begun else None,
        step_id=step.step_id if step else None,
        gathering_id=session.gathering_id if session else None,
        request_key=sending,
        created_at=now,
    )
    kept = _entry_of(db, actor, sending)
    if kept is not None:
        return kept
    db.add(entry)
    db.flush()
    keep_version(db, entry.id, 1, Writing("", key, now, sending))
    said = {"happened_on": talk.on, "company": talk.company, "minutes": talk.minutes}
    db.execute(insert(SpokenReflection).values(reflection_id=entry.id, **said))
    if step is not None:
        note_writing(db, step, now=now, evidence=HAS_SPOKEN)
    return entry.id


def _entry_of(db: Session, actor: Person, request_key: UUID) -> UUID | None:
    """The entry that this form made before.

    Raises: ThrownAway.
    """
    before = db.execute(
        select(Reflection.id, Reflection.deleted_at).where(
            Reflection.person_id == actor.id, Reflection.request_key == request_key
        )
    ).one_or_none()
    if before is None:
        return None
    if before.deleted_at is not None:
        raise ThrownAway
    own: UUID = before.id
    return own


def _check(talk: Talk, today: date) -> None:
    if talk.on is None or not EARLIEST <= talk.on <= today:
        raise WhichDay
    if talk.minutes is not None and not 1 <= talk.minutes <= LONGEST_TALK:
        raise HowLong
    if talk.company not in COMPANIES:
        raise WithWhom
