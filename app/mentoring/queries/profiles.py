"""Reads of profiles; each says how many statements it costs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.mentoring.models import MentoringProfile, Pairing, PairingMember, ProfileChange
from app.mentoring.queries.keys import own_key_to_read
from app.mentoring.rules.keys import PROFILE
from app.mentoring.rules.states import OPEN
from app.people.models import Person

# So many of the newest lines of the log stand on a page.
FEW = 5


@dataclass(frozen=True)
class ProfilePlace:
    """A person with their profile, where there is one.

    `standings` are those in cohorts that they have joined; without any they are in no cohort.
    """

    person: Person
    profile: MentoringProfile | None
    standings: Sequence[str]

    @property
    def is_in_programme(self) -> bool:
        """Whether they have joined a cohort."""
        return bool(self.standings)


@dataclass(frozen=True)
class ChangeLine:
    """One line of the log; `by` is None for the clock and for whoever has been erased."""

    row: ProfileChange
    by: str | None

    @property
    def is_own(self) -> bool:
        """Whether the person did it themselves."""
        return self.row.actor_id == self.row.person_id


def own_profile(db: Session, actor: Person) -> ProfilePlace | None:
    """The actor's own, for guards. One statement."""
    return profile_place(db, actor, person_id=actor.id)


def profile_place(db: Session, _actor: Person, *, person_id: UUID) -> ProfilePlace | None:
    """Somebody's, for guards; policy decides who may open it. One statement."""
    standings = (
        select(func.array_agg(Enrolment.standing))
        .where(Enrolment.person_id == Person.id, Enrolment.state == JOINED)
        .scalar_subquery()
    )
    row = db.execute(
        select(Person, MentoringProfile, standings)
        .outerjoin(MentoringProfile, MentoringProfile.person_id == Person.id)
        .where(Person.id == person_id)
    ).one_or_none()
    return ProfilePlace(row[0], row[1], row[2] or []) if row else None


def held_by(db: Session, person_id: UUID) -> int:
    """With how many somebody walks, or is asked about. One statement."""
    return db.scalars(
        select(func.count())
        .select_from(PairingMember)
        .join(Pairing, Pairing.id == PairingMember.pairing_id)
        .where(PairingMember.person_id == person_id, Pairing.state.in_(OPEN))
    ).one()


def newest_changes(db: Session, person_id: UUID) -> Sequence[ChangeLine]:
    """What was done last, the newest first. One statement."""
    rows = db.execute(
        select(ProfileChange, Person.name)
        .outerjoin(Person, Person.id == ProfileChange.actor_id)
        .where(ProfileChange.person_id == person_id)
        .order_by(ProfileChange.at.desc(), ProfileChange.id.desc())
        .limit(FEW)
    )
    return [ChangeLine(*row) for row in rows]


def own_characteristics(db: Session, actor: Person, place: ProfilePlace) -> Sequence[str]:
    """What the actor said that they may have in common with others; at most one statement.

    Raises: LookupError for anybody else; CannotOpen.
    """
    key = own_key_to_read(db, actor, place.person.id)
    sealed = place.profile.sealed_characteristics if place.profile else None
    if key is None or sealed is None:
        return []
    return list(json.loads(key.open(sealed, PROFILE, place.person.id)))
