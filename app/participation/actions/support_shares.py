"""Showing one version of one's support map, opening one that was shown, and ending that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.mentoring.actions.audience import Audience, places_held
from app.mentoring.actions.purposes import clean_purpose
from app.mentoring.actions.readings import note_reading
from app.mentoring.actions.tell_readers import tell_readers
from app.mentoring.errors.sharing import LastDayWrong
from app.mentoring.rules.sharing import end_of, may_last_until
from app.participation.letters.support import SUPPORT_SHARED
from app.participation.models import SupportOpening, SupportShare, SupportVersion
from app.participation.policy.support import may_read_map
from app.participation.queries.support_shares import ShownMap, map_place, shown_map
from app.participation.rules.support import PURPOSE
from app.people.models import Person
from app.post.actions.plan import lapse_letters
from app.vault.actions import key_for_writing

NOT_ANY_MORE = "It is not shared any more."


@dataclass(frozen=True)
class MapSharing:
    """Which version, for whom, what for, and until when."""

    number: int
    audience: Audience
    purpose: str
    last_day: date


def share_map(
    db: Session, actor: Person, sharing: MapSharing, *, form: UUID, now: datetime
) -> UUID:
    """Show one version of the actor's own map to an audience, and give the share's id.

    Each reader gets one letter without a word of it. The same form with the same answers makes
    one share. At most eight statements.
    Raises: NotFound, AudienceNeeded, PurposeNeeded, PurposeTooLong, LastDayWrong; CannotOpen.
    """
    purpose = clean_purpose(sharing.purpose)
    version_id = _own_version(db, actor, sharing.number)
    cohort, author, reader = places_held(db, actor, sharing.audience)
    if not may_last_until(sharing.last_day, cohort.time_zone, now=now):
        raise LastDayWrong
    said = (sharing.number, sharing.audience, sharing.last_day, purpose)
    request_key = sending_key(form, actor.id, *said)
    key = key_for_writing(db, actor.id, now=now, alone=True)
    before = select(SupportShare.id).where(SupportShare.request_key == request_key)
    if made := db.scalar(before):
        return made
    share = SupportShare(
        id=new_id(),
        version_id=version_id,
        author_id=actor.id,
        cohort_id=cohort.id,
        audience=sharing.audience.kind,
        reader_id=sharing.audience.person_id,
        author_since=author.since,
        reader_since=reader.since,
        last_day=sharing.last_day,
        ends_at=end_of(sharing.last_day, cohort.time_zone),
        shared_at=now,
        request_key=request_key,
    )
    share.sealed_purpose = key.seal(purpose, PURPOSE, share.id)
    db.add(share)
    db.flush()
    whom = (sharing.audience.cohort_id, sharing.audience.person_id)
    tell_readers(db, actor, *whom, kind=SUPPORT_SHARED, share_id=share.id, now=now)
    return share.id


def open_map(db: Session, actor: Person, *, share_id: UUID, now: datetime) -> ShownMap:
    """What the audience sees, with a note of who opened it and when. Two statements.

    Looked at again while nobody can end it, so that whoever ends it afterwards finds this note.
    Raises: NotFound, CannotOpen.
    """
    place = map_place(db, actor, share_id=share_id, now=now, hold=True)
    if place is None or not may_read_map(actor, place):
        raise NotFound
    shown = shown_map(db, place)
    facts = {"share_id": share_id, "reader_id": actor.id}
    note_reading(db, SupportOpening, facts, moment="opened_at", now=now)
    return shown


def end_map_share(db: Session, actor: Person, *, share_id: UUID, now: datetime) -> None:
    """End a share of the actor's own, for good; a second time changes nothing. Two statements."""
    ended = db.scalar(
        update(SupportShare)
        .where(
            SupportShare.id == share_id,
            SupportShare.author_id == actor.id,
            SupportShare.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .returning(SupportShare.id)
        .execution_options(synchronize_session=False)
    )
    if ended:
        lapse_letters(db, ended, [SUPPORT_SHARED], NOT_ANY_MORE)


def _own_version(db: Session, actor: Person, number: int) -> UUID:
    # Held, so that somebody who erases the map at this moment ends this share too.
    found = db.scalar(
        select(SupportVersion.id)
        .where(SupportVersion.person_id == actor.id, SupportVersion.number == number)
        .with_for_update(read=True, key_share=True)
    )
    if found is None:
        raise NotFound
    return found
