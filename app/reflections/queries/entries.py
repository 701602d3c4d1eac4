"""One of a person's own entries, and its versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import Gathering
from app.people.models import Person
from app.reflections.models import TEXT, Reflection, ReflectionVersion, SpokenReflection
from app.reflections.rules.spoken import Talk
from app.syllabus.models import CourseModule, Step
from app.vault.models import VaultKey
from app.vault.queries import opened


@dataclass(frozen=True)
class Origin:
    """The step where the writing began; `slug` is None once the person has left the cohort."""

    module_title: str
    step_title: str
    module_key: str
    step_key: str
    prompt: str | None
    slug: str | None


@dataclass(frozen=True)
class SessionOrigin:
    """The session that the writing is about; `is_open` while the person is in its cohort."""

    id: UUID
    title: str
    starts_at: datetime
    is_open: bool


@dataclass(frozen=True)
class Version:
    """What a reflection said at one time, opened."""

    id: UUID
    number: int
    text: str
    written_at: datetime
    restored_from: int | None = None


@dataclass(frozen=True)
class Entry:
    """A reflection with one of its versions; `latest` is the number of the newest."""

    reflection: Reflection
    version: Version
    latest: int
    origin: Origin | None
    session: SessionOrigin | None
    # What is kept of it where it was said out loud.
    talk: Talk | None = None

    @property
    def is_latest(self) -> bool:
        """Whether this is what the reflection says now."""
        return self.version.number == self.latest


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of versions."""

    number: int
    written_at: datetime
    restored_from: int | None


_any_version = aliased(ReflectionVersion)
_newest = (
    select(func.max(_any_version.number))
    .where(_any_version.reflection_id == Reflection.id)
    .scalar_subquery()
)
# Built once: putting it together takes longer than running it.
_OWN_ENTRY = (
    select(
        *(Reflection, ReflectionVersion, VaultKey.locked, _newest),
        *(CourseModule.title, Step.title, CourseModule.key, Step.key),
        *(Step.data["prompt"].astext, Cohort.slug),
        *(Gathering.id, Gathering.title, Gathering.starts_at),
        *(SpokenReflection.happened_on, SpokenReflection.company, SpokenReflection.minutes),
    )
    .select_from(Reflection)
    .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
    .join(VaultKey, VaultKey.owner_id == Reflection.person_id)
    .outerjoin(Step, Step.id == Reflection.step_id)
    .outerjoin(CourseModule, CourseModule.id == Step.module_id)
    .outerjoin(Enrolment, and_(Enrolment.id == Reflection.enrolment_id, Enrolment.state == JOINED))
    .outerjoin(Cohort, Cohort.id == Enrolment.cohort_id)
    .outerjoin(Gathering, Gathering.id == Reflection.gathering_id)
    .outerjoin(SpokenReflection, SpokenReflection.reflection_id == Reflection.id)
    .where(
        Reflection.id == bindparam("reflection"),
        Reflection.person_id == bindparam("person"),
        or_(Reflection.deleted_at.is_(None), bindparam("even_thrown", type_=Boolean)),
        ReflectionVersion.number == func.coalesce(bindparam("number"), _newest),
    )
)


def own_entry(
    db: Session, actor: Person, *, reflection_id: UUID, number: int | None = None
) -> Entry | None:
    """The actor's own reflection with its newest version, or the one with this number.

    None when there is no such thing or it is somebody else's: the database never gives out
    another person's text. One statement.
    Raises: CannotOpen.
    """
    return _entry(db, actor, reflection_id, number)


def own_entry_even_thrown_away(db: Session, actor: Person, *, reflection_id: UUID) -> Entry | None:
    """The same, also when the actor has thrown it away: for what was being written meanwhile."""
    return _entry(db, actor, reflection_id, None, even_thrown=True)


def _entry(
    db: Session, actor: Person, own: UUID, number: int | None, *, even_thrown: bool = False
) -> Entry | None:
    facts = {"reflection": own, "person": actor.id, "number": number, "even_thrown": even_thrown}
    row: Sequence[Any] | None = db.execute(_OWN_ENTRY, facts).one_or_none()
    if row is None:
        return None
    reflection, kept, locked, latest, *begun = row
    origin, (gathering_id, title, starts_at), talk = begun[:6], begun[6:9], begun[9:]
    is_open = bool(origin[-1])
    text = opened(db, locked, actor.id).open(kept.sealed, TEXT, kept.id)
    version = Version(kept.id, kept.number, text, kept.written_at, kept.restored_from)
    return Entry(
        reflection,
        version,
        latest,
        Origin(*origin) if origin[0] else None,
        SessionOrigin(gathering_id, title, starts_at, is_open) if gathering_id else None,
        Talk(*talk) if talk[0] else None,
    )


def versions_of(db: Session, actor: Person, reflection_id: UUID) -> Sequence[VersionLine]:
    """The versions of the actor's own reflection, newest first. One statement."""
    rows: Iterable[Sequence[Any]] = db.execute(
        select(
            *(ReflectionVersion.number, ReflectionVersion.written_at),
            ReflectionVersion.restored_from,
        )
        .join(Reflection, Reflection.id == ReflectionVersion.reflection_id)
        .where(
            Reflection.id == reflection_id,
            Reflection.person_id == actor.id,
            Reflection.deleted_at.is_(None),
        )
        .order_by(ReflectionVersion.number.desc())
    )
    return [VersionLine(*row) for row in rows]
