"""What somebody writes on the page of one person: read, checked, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.insights.actions.needs import Contact, Settled, tell_needs
from app.insights.errors.needs import (
    AgainWrong,
    ContactDayWrong,
    HowMissing,
    NothingChosen,
    OwnerUnknown,
    WordsTooLong,
)
from app.insights.queries.needs.pages import PersonNeeds
from app.insights.rules.needs.keeping import HOWS, LONGEST_WORDS, NEXTS, OPEN, SNOOZED
from app.insights.rules.needs.listing import Need
from app.insights.rules.needs.telling import may_be_again, may_have_been
from app.kit.times import in_zone, start_of
from app.people.models import Person
from app.people.rules import clean_lines


@dataclass(frozen=True)
class Told:
    """What a form says, as it was typed; `seen` is the newest change that its page showed."""

    chosen: Sequence[str]
    how: str
    on_day: date | None
    words: str
    owner: str
    next: str
    again_on: date | None
    seen: datetime | None


def tell(
    db: Session, actor: Person, told: Told, about: PersonNeeds, *, form: UUID, now: datetime
) -> str:
    """Keep a contact and what becomes of the reasons for it; the state that they are in now.

    Raises: the refusals about needs.
    """
    zone = about.group.zone
    contact = _contact(told, zone, now)
    chosen = _chosen(told, about.needs)
    if not chosen and (contact is None or told.next not in ("", OPEN)):
        raise NothingChosen
    state, until = _next(told, zone, now)
    settled = Settled(state, _owner(told, about), until, told.seen)
    enrolment_id = about.one.enrolment_id
    tell_needs(db, actor, chosen, settled, contact, enrolment_id=enrolment_id, form=form, now=now)
    return state


def _chosen(told: Told, needs: Sequence[Need]) -> list[Need]:
    return [need for need in needs if need.value in told.chosen and not need.rule.is_kept_there]


def _contact(told: Told, zone: str, now: datetime) -> Contact | None:
    """Raises: WordsTooLong, HowMissing, ContactDayWrong."""
    words = clean_lines(told.words, LONGEST_WORDS)
    if words is None:
        raise WordsTooLong
    if told.how not in HOWS:
        if words:
            raise HowMissing
        return None
    day = told.on_day or in_zone(now, zone).date()
    if not may_have_been(day, zone, now):
        raise ContactDayWrong
    return Contact(day, told.how, words)


def _next(told: Told, zone: str, now: datetime) -> tuple[str, datetime | None]:
    """Raises: AgainWrong."""
    state = told.next if told.next in NEXTS else SNOOZED if told.again_on else OPEN
    if state != SNOOZED:
        return state, None
    if told.again_on is None or not may_be_again(told.again_on, zone, now):
        raise AgainWrong
    return state, start_of(told.again_on, zone)


def _owner(told: Told, about: PersonNeeds) -> UUID | None:
    """Raises: OwnerUnknown."""
    if not told.owner:
        return None
    for owner_id in about.names:
        if str(owner_id) == told.owner:
            return owner_id
    raise OwnerUnknown
