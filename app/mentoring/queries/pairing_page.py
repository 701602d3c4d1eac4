"""What the two see of why they were brought together, and what a coordinator sees of a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.kit.languages import language
from app.mentoring.models import MentoringProfile, PairingChange
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.matching.words import say_reasons
from app.mentoring.rules.runs import told_to_coordinators
from app.mentoring.rules.states import CLOSED, CLOSING, COORDINATOR, DECLINED, MEMBER
from app.mentoring.rules.topics import TOPICS
from app.people.models import Person


@dataclass(frozen=True)
class Brings:
    """What one of the two lets the other see of their profile."""

    brings: str
    offers: Sequence[str]
    wishes: Sequence[str]
    languages: Sequence[str]


@dataclass(frozen=True)
class Change:
    """One move of a pair, as a coordinator may see it; `at` is UTC.

    `by` is empty for the clock and wherever it would tell what one of the two said.
    """

    after: str
    mover: str
    reason: str
    at: datetime
    by: str
    entered_for: str


def reasons_of(place: PairingPlace, *, for_the_two: bool) -> list[str]:
    """Why these two, in sentences; what they have in common is for the two alone. No statement."""
    names = {str(one.person_id): one.name for one in place.members}
    reasons = place.pairing.reasons
    if not for_the_two:
        reasons = told_to_coordinators(reasons)
    codes = {code for reason in reasons for code in reason.get("codes", ())}
    called: Mapping[str, str] = {code: language(code).name for code in codes}
    return say_reasons(reasons, names=names, languages=called)


def brought_by(db: Session, person: Person | None) -> Brings | None:
    """What somebody brings and would like, for whoever may walk with them. One statement."""
    profile = db.get(MentoringProfile, person.id) if person else None
    if person is None or profile is None:
        return None
    return Brings(
        brings=person.what_i_bring,
        offers=_said(profile.offers, profile.offer_words),
        wishes=_said(profile.wishes, profile.wish_words),
        languages=[language(code).name for code in profile.languages],
    )


def changes_of(db: Session, place: PairingPlace) -> Sequence[Change]:
    """Every move of a pair, the newest first, for a coordinator. One statement.

    What a member did is shown without a name; what a coordinator entered for one, with both names,
    but never a no, or an end that somebody wished.
    """
    by, told = aliased(Person), aliased(Person)
    rows = db.execute(
        select(PairingChange, by.name, told.name)
        .outerjoin(by, by.id == PairingChange.actor_id)
        .outerjoin(told, told.id == PairingChange.for_id)
        .where(PairingChange.pairing_id == place.pairing.id)
        .order_by(PairingChange.at.desc(), PairingChange.id.desc())
    )
    return [_change(row, by_name or "", for_name or "") for row, by_name, for_name in rows]


def name_of(db: Session, person_id: UUID | None) -> str:
    """Somebody's name; empty for nobody. One statement, or none."""
    person = db.get(Person, person_id) if person_id else None
    return person.name if person else ""


def _change(row: PairingChange, by: str, told: str) -> Change:
    is_private = row.after in (DECLINED, CLOSING, CLOSED)
    shows = not is_private and (row.mover == COORDINATOR or (row.mover == MEMBER and bool(told)))
    return Change(
        after=row.after,
        mover=row.mover,
        reason=row.reason,
        at=row.at,
        by=by if shows else "",
        entered_for=told if shows else "",
    )


def _said(keys: Sequence[str], words: str) -> list[str]:
    said = [TOPICS[key] for key in keys if key in TOPICS]
    return [*said, words] if words else said
