"""A person's own support map and its versions; nobody else reads a word of them here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.participation.models import SupportVersion
from app.participation.rules.support import VERSION, SupportMap
from app.people.models import Person
from app.vault.models import VaultKey
from app.vault.queries import keys_of, opened


@dataclass(frozen=True)
class OwnMap:
    """One version of the actor's own, opened; `entered_by`: who typed it in, if another did."""

    number: int
    written_at: datetime
    entered_by: str | None
    map: SupportMap


@dataclass(frozen=True)
class VersionLine:
    """That there is a version, without a word of it."""

    number: int
    written_at: datetime
    entered_by: str | None


def own_map(db: Session, actor: Person, number: int | None = None) -> OwnMap | None:
    """The actor's map as it is now, or one version of it. One statement.

    Raises: CannotOpen.
    """
    wanted = (
        select(SupportVersion, VaultKey.locked, Person.name)
        .join(VaultKey, VaultKey.owner_id == SupportVersion.person_id)
        .outerjoin(Person, Person.id == SupportVersion.entered_by_id)
        .where(SupportVersion.person_id == actor.id)
        .order_by(SupportVersion.number.desc())
        .limit(1)
    )
    if number is not None:
        wanted = wanted.where(SupportVersion.number == number)
    row = db.execute(wanted).one_or_none()
    if row is None:
        return None
    version, locked, name = row
    text = opened(db, locked, actor.id).open(version.sealed, VERSION, version.id)
    return OwnMap(version.number, version.written_at, name, SupportMap.from_text(text))


def own_versions(db: Session, actor: Person, number: int) -> Page[VersionLine]:
    """The versions of the actor's own map, newest first, fifty at a time. Two statements."""
    own = SupportVersion.person_id == actor.id
    total = db.scalar(select(func.count()).where(own)) or 0
    number = nearest_page(number, total)
    rows = db.execute(
        select(SupportVersion.number, SupportVersion.written_at, Person.name)
        .outerjoin(Person, Person.id == SupportVersion.entered_by_id)
        .where(own)
        .order_by(SupportVersion.number.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page([VersionLine(*row) for row in rows], number, total)


def all_versions(db: Session, actor: Person) -> Sequence[OwnMap]:
    """Every version of the actor's own, oldest first, for a file. Two statements.

    Raises: CannotOpen.
    """
    keys = keys_of(db, [actor.id])
    rows = db.execute(
        select(SupportVersion, Person.name)
        .outerjoin(Person, Person.id == SupportVersion.entered_by_id)
        .where(SupportVersion.person_id == actor.id)
        .order_by(SupportVersion.number)
    )
    return [
        _opened(keys[actor.id].open(one.sealed, VERSION, one.id), one, name) for one, name in rows
    ]


def _opened(text: str, version: SupportVersion, name: str | None) -> OwnMap:
    return OwnMap(version.number, version.written_at, name, SupportMap.from_text(text))
