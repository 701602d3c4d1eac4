"""Shared support maps: one with all that policy looks at, and the lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE
from app.mentoring.queries.belonging import belonging
from app.mentoring.queries.partners import pair_state
from app.mentoring.rules.sharing import OPEN, share_state, state_for_author
from app.participation.models import SupportOpening, SupportShare, SupportVersion
from app.participation.rules.support import PURPOSE, VERSION, SupportMap
from app.people.models import Person
from app.vault.models import VaultKey
from app.vault.queries import opened

MOST_OPENINGS = 50
MOST_LOOKED_AT = 500
"""Shares that are looked through for one reader; so many are open to nobody."""


@dataclass(frozen=True)
class MapPlace:
    """A share of a map, how it stands for the actor, and what is still sealed.

    `reader` None: the whole cohort, or somebody whose account has been removed.
    """

    share: SupportShare
    version: SupportVersion
    author: str
    reader: str | None
    cohort: Cohort
    state: str
    locked: bytes = b""
    opened_at: datetime | None = None


@dataclass(frozen=True)
class ShownMap:
    """What the audience sees."""

    author: str
    map: SupportMap
    purpose: str
    written_at: datetime
    last_day: date
    zone: str


@dataclass(frozen=True)
class Opening:
    """Who opened it, and when (UTC); None: their account has been removed."""

    name: str | None
    opened_at: datetime


_author_seat, _own_seat, _reader_seat = aliased(Enrolment), aliased(Enrolment), aliased(Enrolment)
_author, _reader = aliased(Person), aliased(Person)
_PAIR = pair_state(
    cast("ColumnElement[UUID]", SupportShare.author_id),
    cast("ColumnElement[UUID]", SupportShare.reader_id),
    cast("ColumnElement[datetime]", SupportShare.shared_at),
)
_LAST_OPENED = (
    select(func.max(SupportOpening.opened_at))
    .where(SupportOpening.share_id == SupportShare.id)
    .scalar_subquery()
)
# What a reader's letter and list ask: whether they have opened it.
_WAS_OPENED = exists().where(
    SupportOpening.share_id == SupportShare.id,
    SupportOpening.reader_id == _own_seat.person_id,
)


def _in_cohort(seat: type[Enrolment], person_id: Any) -> ColumnElement[bool]:
    return and_(seat.cohort_id == SupportShare.cohort_id, seat.person_id == person_id)


_PLACES = (
    select(
        *(SupportShare, SupportVersion, VaultKey.locked, _author.name, _reader.name, Cohort),
        *(_author_seat, _own_seat, _reader_seat, _PAIR, _LAST_OPENED),
    )
    .select_from(SupportShare)
    .join(SupportVersion, SupportVersion.id == SupportShare.version_id)
    .join(VaultKey, VaultKey.owner_id == SupportShare.author_id)
    .join(_author, _author.id == SupportShare.author_id)
    .join(Cohort, Cohort.id == SupportShare.cohort_id)
    .join(_author_seat, _in_cohort(_author_seat, SupportShare.author_id))
    .join(_own_seat, _in_cohort(_own_seat, bindparam("actor")))
    .outerjoin(_reader, _reader.id == SupportShare.reader_id)
    .outerjoin(_reader_seat, _in_cohort(_reader_seat, SupportShare.reader_id))
    .execution_options(populate_existing=True)
)
_ONE = _PLACES.where(SupportShare.id == bindparam("share"))
# Held until the commit: somebody who ends a share, or takes a reader out of the cohort, waits for
# those who are opening it, and after that nobody opens it. Readers do not wait for each other.
_HELD = _ONE.with_for_update(read=True, of=[SupportShare, _author_seat, _own_seat])
_OWN = (
    _PLACES.where(SupportShare.author_id == bindparam("actor"))
    .order_by(SupportShare.shared_at.desc(), SupportShare.id.desc())
    .limit(PAGE_SIZE)
)
_LIVE = and_(SupportShare.revoked_at.is_(None), SupportShare.ends_at > bindparam("now"))
_WITH = (
    _PLACES.where(
        _LIVE,
        SupportShare.author_id != bindparam("actor"),
        SupportShare.reader_id.is_(None) | (SupportShare.reader_id == bindparam("actor")),
    )
    .order_by(SupportShare.shared_at.desc(), SupportShare.id.desc())
    .limit(MOST_LOOKED_AT)
)
_TOLD = (
    select(SupportShare, _author_seat, _own_seat, _PAIR, Person.name, Cohort.name, _WAS_OPENED)
    .select_from(SupportShare)
    .join(Cohort, Cohort.id == SupportShare.cohort_id)
    .join(_author_seat, _in_cohort(_author_seat, SupportShare.author_id))
    .join(_own_seat, _own_seat.cohort_id == SupportShare.cohort_id)
    .join(Person, Person.id == _own_seat.person_id)
    .where(
        SupportShare.id.in_(bindparam("shares", expanding=True)),
        Person.id.in_(bindparam("people", expanding=True)),
        _own_seat.state == JOINED,
    )
)


def map_place(
    db: Session, actor: Person, *, share_id: UUID, now: datetime, hold: bool = False
) -> MapPlace | None:
    """A share and how it stands for the actor; None for whoever never was in its cohort.

    One statement; `hold` keeps it so until the commit. Nothing is opened yet.
    """
    facts = {"share": share_id, "actor": actor.id}
    row = db.execute(_HELD if hold else _ONE, facts).one_or_none()
    return _place(row, actor, now) if row else None


def shown_map(db: Session, place: MapPlace) -> ShownMap:
    """What the audience sees, opened; for whoever policy let in. No statement.

    Raises: CannotOpen.
    """
    key = opened(db, place.locked, place.share.author_id)
    return ShownMap(
        author=place.author,
        map=SupportMap.from_text(key.open(place.version.sealed, VERSION, place.version.id)),
        purpose=key.open(place.share.sealed_purpose, PURPOSE, place.share.id),
        written_at=place.version.written_at,
        last_day=place.share.last_day,
        zone=place.cohort.time_zone,
    )


def own_map_shares(db: Session, actor: Person, *, now: datetime) -> Sequence[MapPlace]:
    """The newest fifty shares of the actor's own map. One statement."""
    return [_place(row, actor, now) for row in db.execute(_OWN, {"actor": actor.id})]


def maps_shared_with(db: Session, actor: Person, *, now: datetime) -> Sequence[MapPlace]:
    """Maps that are open to the actor now, newest first; fifty at most. One statement."""
    rows = db.execute(_WITH, {"actor": actor.id, "now": now})
    places = (_place(row, actor, now) for row in rows)
    return [one for one in places if one.state == OPEN][:PAGE_SIZE]


def openings_of_map(db: Session, share_id: UUID) -> Sequence[Opening]:
    """Who opened it, newest first; fifty at most. One statement."""
    rows = db.execute(
        select(Person.name, SupportOpening.opened_at)
        .outerjoin(Person, Person.id == SupportOpening.reader_id)
        .where(SupportOpening.share_id == share_id)
        .order_by(SupportOpening.opened_at.desc(), SupportOpening.id.desc())
        .limit(MOST_OPENINGS)
    )
    return [Opening(*row) for row in rows]


def map_readers_to_tell(
    db: Session, share_ids: Sequence[UUID], person_ids: Sequence[UUID], *, now: datetime
) -> dict[tuple[UUID, UUID], tuple[str, str, bool]]:
    """By share and reader, of those to whom it is open: name, cohort, whether they opened it.

    One statement.
    """
    rows = db.execute(_TOLD, {"shares": list(share_ids), "people": list(person_ids)})
    return {
        (share.id, seat.person_id): (name, cohort, was_opened)
        for share, author, seat, pair, name, cohort, was_opened in rows
        if share_state(share.terms, belonging(author), belonging(seat, pair), now=now) == OPEN
        and share.author_id != seat.person_id
        and share.reader_id in (None, seat.person_id)
    }


def _place(row: Any, actor: Person, now: datetime) -> MapPlace:
    share, version, locked, author, reader, cohort, *seats, pair, opened_at = row
    by_author, by_actor, by_reader = (belonging(seat, pair) for seat in seats)
    if share.author_id == actor.id:
        state = state_for_author(share.terms, by_author, by_reader, now=now)
    else:
        state = share_state(share.terms, by_author, by_actor, now=now)
    return MapPlace(share, version, author, reader, cohort, state, locked, opened_at)
