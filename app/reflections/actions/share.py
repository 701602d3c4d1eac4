"""Sharing one version of one's own reflection."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.mentoring.actions.audience import Audience, places_held
from app.mentoring.actions.purposes import clean_purpose
from app.mentoring.actions.tell_readers import tell_readers
from app.mentoring.errors.sharing import LastDayWrong, SharedBefore
from app.mentoring.rules.sharing import end_of, may_last_until
from app.people.models import Person
from app.reflections.errors.sharing import (
    FileGone,
    NothingToShare,
)
from app.reflections.letters.shares import SHARED
from app.reflections.models import (
    PURPOSE,
    Attachment,
    Reflection,
    ReflectionVersion,
    Share,
    ShareAttachment,
)
from app.vault.actions import key_for_writing


@dataclass(frozen=True)
class Sharing:
    """One version, for whom, what for, and until when; `files` are those that go along."""

    reflection_id: UUID
    number: int
    audience: Audience
    purpose: str
    last_day: date
    files: frozenset[UUID] = frozenset()


def share_version(
    db: Session, actor: Person, sharing: Sharing, *, request_key: UUID, now: datetime
) -> UUID:
    """Show one version of the actor's own reflection to an audience, and give the share's id.

    Each reader gets one letter without a word of it. The same form sent again makes nothing; if
    it says something else, it is not shared unseen. At most seven statements, one more for a
    mentor, and two when files go along.
    Raises: NotFound, AudienceNeeded, PurposeNeeded, PurposeTooLong, LastDayWrong, FileGone,
        SharedBefore.
    """
    purpose = clean_purpose(sharing.purpose)
    version_id = _own_version(db, actor, sharing)
    _hold_files(db, sharing)
    cohort, author, reader = places_held(db, actor, sharing.audience)
    if not may_last_until(sharing.last_day, cohort.time_zone, now=now):
        raise LastDayWrong
    share_id = new_id()
    key = key_for_writing(db, actor.id, now=now)
    made: UUID | None = db.scalar(
        insert(Share)
        .values(
            id=share_id,
            version_id=version_id,
            author_id=actor.id,
            cohort_id=cohort.id,
            audience=sharing.audience.kind,
            reader_id=sharing.audience.person_id,
            author_since=author.since,
            reader_since=reader.since,
            sealed_purpose=key.seal(purpose, PURPOSE, share_id),
            last_day=sharing.last_day,
            ends_at=end_of(sharing.last_day, cohort.time_zone),
            shared_at=now,
            request_key=request_key,
        )
        .on_conflict_do_nothing(index_elements=["author_id", "request_key"])
        .returning(Share.id)
    )
    if made is None:
        before = Share.author_id == actor.id, Share.request_key == request_key
        kept = db.scalars(select(Share).where(*before)).one()
        if _says(kept) != (version_id, sharing.audience, sharing.last_day) or (
            key.open(kept.sealed_purpose, PURPOSE, kept.id) != purpose
            or _files_of(db, kept) != sharing.files
        ):
            raise SharedBefore
        return kept.id
    if sharing.files:
        along = [{"share_id": made, "attachment_id": one} for one in sharing.files]
        db.execute(insert(ShareAttachment), along)
    whom = (sharing.audience.cohort_id, sharing.audience.person_id)
    tell_readers(db, actor, *whom, kind=SHARED, share_id=made, now=now)
    return made


def check_something(text: str, files: Collection[object]) -> None:
    """Whether there is anything to share: words, or a picture or recording.

    Raises: NothingToShare.
    """
    if not text and not files:
        raise NothingToShare


def check_sharing(db: Session, actor: Person, sharing: Sharing, *, now: datetime) -> Cohort:
    """Look whether this can be shared, before a preview, and give the cohort.

    At most two statements.

    Raises: AudienceNeeded, LastDayWrong.
    """
    cohort, _, _ = places_held(db, actor, sharing.audience)
    if not may_last_until(sharing.last_day, cohort.time_zone, now=now):
        raise LastDayWrong
    return cohort


def _says(share: Share) -> tuple[UUID, Audience, date]:
    """What a share shows, to whom, and until when."""
    audience = Audience(share.audience, share.cohort_id, share.reader_id)
    return share.version_id, audience, share.last_day


def _files_of(db: Session, share: Share) -> frozenset[UUID]:
    """What goes along with a share. One statement."""
    of_share = ShareAttachment.share_id == share.id
    return frozenset(db.scalars(select(ShareAttachment.attachment_id).where(of_share)))


def _own_version(db: Session, actor: Person, sharing: Sharing) -> UUID:
    # Held, so that somebody who deletes the entry at this moment ends this share too.
    found = db.scalar(
        select(ReflectionVersion.id)
        .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
        .where(
            Reflection.id == sharing.reflection_id,
            Reflection.person_id == actor.id,
            ReflectionVersion.number == sharing.number,
            Reflection.deleted_at.is_(None),
        )
        .with_for_update(read=True, of=Reflection)
    )
    if found is None:
        raise NotFound
    return found


def _hold_files(db: Session, sharing: Sharing) -> None:
    """Hold the files that go along, so that what was previewed is what is shared.

    Raises: FileGone when one is not on this entry, or not any more.
    """
    if not sharing.files:
        return
    held = db.scalars(
        select(Attachment.id)
        .where(Attachment.id.in_(sharing.files), Attachment.reflection_id == sharing.reflection_id)
        .with_for_update(read=True, key_share=True)
    ).all()
    if len(held) < len(sharing.files):
        raise FileGone
