"""One share with all that policy looks at, and what is shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.mentoring.queries.belonging import belonging
from app.mentoring.queries.partners import pair_state
from app.mentoring.rules.sharing import share_state, state_for_author
from app.people.models import Person
from app.reflections.models import (
    DESCRIPTION,
    PURPOSE,
    TEXT,
    Attachment,
    Reflection,
    ReflectionVersion,
    Share,
    ShareAttachment,
)
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class SharePlace:
    """A share, how it stands for the actor, and what is still sealed.

    For its author `state` is how it stands for the one reader, or for the cohort.
    """

    share: Share
    version: ReflectionVersion
    locked: bytes
    author: str
    # None: the whole cohort, or somebody whose account has been removed.
    reader: str | None
    cohort: Cohort
    state: str


@dataclass(frozen=True)
class ShownFile:
    """A picture or recording as the audience meets it: without the name its author gave it."""

    id: UUID
    reflection_id: UUID
    kind: str
    description: str


@dataclass(frozen=True)
class Shown:
    """What the audience sees: the same on their page as in the author's preview."""

    author: str
    text: str
    purpose: str
    written_at: datetime
    last_day: date
    zone: str
    files: Sequence[ShownFile] = ()

    @property
    def to_look_over(self) -> str:
        """All that was written, one after the other; what files show or say is not in it."""
        about = [one.description for one in self.files]
        return "\n\n".join(text for text in (self.text, self.purpose, *about) if text)


author_seat, own_seat, reader_seat = aliased(Enrolment), aliased(Enrolment), aliased(Enrolment)
_author, _reader = aliased(Person), aliased(Person)


def in_cohort(seat: type[Enrolment], person_id: Any) -> ColumnElement[bool]:
    """Whether this is the place of somebody in a share's cohort."""
    return and_(seat.cohort_id == Share.cohort_id, seat.person_id == person_id)


OF_AUTHOR = in_cohort(author_seat, Share.author_id)
OF_READER = in_cohort(reader_seat, Share.reader_id)
PAIR = pair_state(
    cast("ColumnElement[UUID]", Share.author_id),
    cast("ColumnElement[UUID]", Share.reader_id),
    cast("ColumnElement[datetime]", Share.shared_at),
)
"""The state of the pairing of author and reader, as far as it was begun before they shared."""
IS_THERE = and_(Reflection.id == ReflectionVersion.reflection_id, Reflection.deleted_at.is_(None))
"""The entry of a version, unless it was thrown away."""

_PLACE = (
    select(
        *(Share, ReflectionVersion, VaultKey.locked, _author.name, _reader.name, Cohort),
        *(author_seat, own_seat, reader_seat, PAIR),
    )
    .select_from(Share)
    .join(ReflectionVersion, ReflectionVersion.id == Share.version_id)
    .join(Reflection, IS_THERE)
    .join(VaultKey, VaultKey.owner_id == Share.author_id)
    .join(_author, _author.id == Share.author_id)
    .join(Cohort, Cohort.id == Share.cohort_id)
    .join(author_seat, OF_AUTHOR)
    .join(own_seat, in_cohort(own_seat, bindparam("actor")))
    .outerjoin(_reader, _reader.id == Share.reader_id)
    .outerjoin(reader_seat, OF_READER)
    .where(Share.id == bindparam("share"))
    .execution_options(populate_existing=True)
)
# Held until the commit: somebody who ends a share, or takes a reader out of the cohort, waits for
# those who are opening it, and after that nobody opens it. Readers do not wait for each other.
_HELD = _PLACE.with_for_update(read=True, of=[Share, author_seat, own_seat])
_FILES = (
    select(
        *(Attachment.id, Attachment.reflection_id, Attachment.kind),
        Attachment.sealed_description,
    )
    .join(ShareAttachment, ShareAttachment.attachment_id == Attachment.id)
    .where(ShareAttachment.share_id == bindparam("share"))
    .order_by(Attachment.added_at, Attachment.id)
)


def share_place(
    db: Session, actor: Person, *, share_id: UUID, now: datetime, hold: bool = False
) -> SharePlace | None:
    """A share and how it stands for the actor; None for whoever never was in its cohort.

    One statement; `hold` keeps it so until the commit. Nothing is opened yet.
    """
    wanted = _HELD if hold else _PLACE
    facts = {"share": share_id, "actor": actor.id}
    row: Sequence[Any] | None = db.execute(wanted, facts).one_or_none()
    if row is None:
        return None
    share, version, locked, author, reader, cohort, *seats, pair = row
    by_author, by_actor, by_reader = (belonging(seat, pair) for seat in seats)
    if share.author_id == actor.id:
        state = state_for_author(share.terms, by_author, by_reader, now=now)
    else:
        state = share_state(share.terms, by_author, by_actor, now=now)
    return SharePlace(share, version, locked, author, reader, cohort, state)


def shown_of(db: Session, place: SharePlace) -> Shown:
    """What the audience sees, opened; for whoever policy let in. One statement.

    Raises: CannotOpen.
    """
    key = opened(db, place.locked, place.share.author_id)
    rows: Iterable[Sequence[Any]] = db.execute(_FILES, {"share": place.share.id})
    return Shown(
        author=place.author,
        text=key.open(place.version.sealed, TEXT, place.version.id),
        purpose=key.open(place.share.sealed_purpose, PURPOSE, place.share.id),
        written_at=place.version.written_at,
        last_day=place.share.last_day,
        zone=place.cohort.time_zone,
        files=[
            ShownFile(id_, entry, kind, key.open(sealed, DESCRIPTION, id_))
            for id_, entry, kind, sealed in rows
        ],
    )
