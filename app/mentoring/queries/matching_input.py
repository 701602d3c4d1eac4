"""All that goes into a matching, read as it stands now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.mentoring.models import (
    MentoringApart,
    MentoringChoice,
    MentoringProfile,
    Pairing,
    PairingMember,
)
from app.mentoring.queries.keys import characteristics_for_matching
from app.mentoring.rules.matching import Candidate, Pool, Spot
from app.mentoring.rules.states import CLOSED, DECLINED, KEPT_APART, OPEN, SAFETY
from app.mentoring.rules.topics import OPEN_TO_MATCHING
from app.people.models import Person, Place

Two = frozenset[UUID]


@dataclass(frozen=True)
class Entrants:
    """Everybody who takes part, their names, and who are a pair already or have been asked."""

    pool: Pool
    names: Mapping[UUID, str]
    paired: frozenset[Two]


def read_entrants(db: Session) -> Entrants:
    """Everybody with a profile that is open who has joined a cohort. Six statements.

    Kept apart are those who said so or are in one line of management, those who are a pair already
    or have been asked, and those for whom it did not come to a pair, or ended: they are brought
    together again only when each has named the other, and never where one said "not again" or it
    ended for safety.
    """
    profiles = db.execute(_PROFILES).all()
    chosen = _choices(db)
    held = _held(db)
    people = _people(db, profiles, chosen, held)
    said = {(one, two) for one, two in db.execute(_APART)}
    rows = db.execute(_PAIRINGS).all()
    paired = frozenset(frozenset((row.one_id, row.two_id)) for row in rows if row.state in OPEN)
    former = {
        (row.one_id, row.two_id)
        for row in rows
        if row.for_good or not _named_each_other(chosen, row.one_id, row.two_id)
    }
    return Entrants(
        Pool(people, frozenset(said | former)),
        {row.id: row.name for row in profiles},
        paired,
    )


_JOINED = exists().where(
    Enrolment.person_id == MentoringProfile.person_id, Enrolment.state == JOINED
)
_PROFILES = (
    select(
        *(Person.id, Person.name, Person.email, MentoringProfile),
        *(Place.latitude, Place.longitude),
    )
    .join(Person, Person.id == MentoringProfile.person_id)
    .outerjoin(Place, Place.id == MentoringProfile.place_id)
    .where(MentoringProfile.state == OPEN_TO_MATCHING, _JOINED)
)
_APART = select(MentoringApart.person_id, MentoringApart.other_id)
# Two who are open to each other are not asked twice, so those are apart for good as well.
_PAIRINGS = select(
    Pairing.one_id,
    Pairing.two_id,
    Pairing.state,
    or_(
        Pairing.state.in_(OPEN),
        Pairing.closed_for.in_((SAFETY, KEPT_APART)),
        exists().where(PairingMember.pairing_id == Pairing.id, PairingMember.wants_again == "no"),
    )
    .is_(True)
    .label("for_good"),
).where(
    Pairing.one_id.is_not(None),
    Pairing.two_id.is_not(None),
    or_(Pairing.state.in_((*OPEN, DECLINED, CLOSED)), Pairing.closed_for == KEPT_APART),
)


def _people(
    db: Session,
    rows: Sequence[Any],
    chosen: Mapping[UUID, list[UUID]],
    held: Mapping[UUID, int],
) -> list[Candidate]:
    sealed = {
        row.id: row.MentoringProfile.sealed_characteristics
        for row in rows
        if row.MentoringProfile.sealed_characteristics
    }
    said = characteristics_for_matching(db, sealed)
    return [
        _candidate(row, chosen.get(row.id, []), held.get(row.id, 0), said.get(row.id))
        for row in rows
    ]


def _candidate(
    row: Any,
    chosen: Sequence[UUID],
    held: int,
    characteristics: frozenset[str] | None,
) -> Candidate:
    profile: MentoringProfile = row.MentoringProfile
    place = profile.place_id
    return Candidate(
        id=row.id,
        side=profile.side,
        room=max(0, profile.capacity - held),
        modes=frozenset(profile.contact_modes),
        languages=frozenset(profile.languages),
        times=frozenset(profile.times),
        offers=frozenset(profile.offers),
        wishes=frozenset(profile.wishes),
        spot=Spot(place, row.latitude, row.longitude) if place else None,
        furthest_km=profile.furthest_km,
        choices=tuple(chosen),
        email=(row.email or "").lower(),
        manager_email=profile.manager_email,
        characteristics=characteristics or frozenset(),
        names_them=profile.characteristics_as_reason,
    )


def _choices(db: Session) -> Mapping[UUID, list[UUID]]:
    """Whom each person would choose, the first before the second."""
    chosen: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = select(MentoringChoice.person_id, MentoringChoice.chosen_id)
    for one, other in db.execute(rows.order_by(MentoringChoice.position)):
        chosen[one].append(other)
    return chosen


def _held(db: Session) -> Mapping[UUID, int]:
    """With how many people each has an open pairing."""
    rows = db.execute(
        select(PairingMember.person_id, func.count())
        .join(Pairing, Pairing.id == PairingMember.pairing_id)
        .where(PairingMember.person_id.is_not(None), Pairing.state.in_(OPEN))
        .group_by(PairingMember.person_id)
    )
    return {person_id: number for person_id, number in rows if person_id is not None}


def _named_each_other(chosen: Mapping[UUID, list[UUID]], one: UUID, two: UUID) -> bool:
    return two in chosen.get(one, ()) and one in chosen.get(two, ())
