"""What two accounts have that shows them to be two people, or that a merge would spoil."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Enrolment
from app.helping.models import Helping
from app.mentoring.models import Pairing
from app.mentoring.rules.states import OPEN as OPEN_PAIRS
from app.participation.models import Poll, PollTally, PollVoter
from app.participation.rules import OPEN, SECRET
from app.participation.rules.tallies import WAITING
from app.people.models import Person
from app.reflections.models import LogOpening
from app.rights.queries.erasures import open_erasure, was_erased
from app.rights.queries.retention import on_hold

PAIRED = (
    "The two are or were paired with each other in mentoring, so they are two people. They "
    "cannot be made one account."
)
SAME_PARTNER = (
    "Both are in mentoring with {name}. Please ask the mentoring coordinator to end one of the "
    "two pairings first."
)
OPENED = (
    "One of the two asked to open a private log of the other, or decided on it with the other, so "
    "they are two people. They cannot be made one account."
)
HELPS = (
    "One of the two helps the other here, so they seem to be two people. If they are one, end the "
    "help first."
)
VOTED = (
    "Both voted in the secret poll “{name}”, which is still open. Nobody can take one of the two "
    "votes out. Please wait until it has closed, or stop it."
)
COUNTED = (
    "One of the two counted votes on paper for “{name}”, and the other is to say that the count "
    "is right. Please wait until that is done."
)
ERASED = "One of the two accounts is erased, or will be. Keep it first, if that is not wanted."
ROLE = (
    "The account that goes has a role on the whole platform which the other has not. Please let "
    "the account with the role stay, or give the role to the other first."
)
STEP = (
    "The account that goes is kept safe by a second step of signing in, and the other is not. "
    "Please let the account with the second step stay."
)
HELD = (
    "The account that goes may not be erased at the moment: a programme lead put a hold on it. "
    "Please let the account with the hold stay, or lift the hold first."
)
SAME = "This is one account already."


def clashes(db: Session, stays: Person, goes: Person) -> list[str]:
    """Sentences that say why the two cannot be made one; none: they can. Eleven statements."""
    if stays.id == goes.id:
        return [SAME]
    return list(dict.fromkeys(_found(db, stays, goes)))


def _found(db: Session, stays: Person, goes: Person) -> Iterator[str]:
    both = (stays.id, goes.id)
    if any(open_erasure(db, one) or was_erased(db, one) for one in both):
        yield ERASED
    if on_hold(db, goes.id):
        yield HELD
    if not set(goes.roles) <= set(stays.roles):
        yield ROLE
    if goes.has_second_step and not stays.has_second_step:
        yield STEP
    if db.scalar(select(Pairing.id).where(Pairing.one_id.in_(both), Pairing.two_id.in_(both))):
        yield PAIRED
    else:
        yield from (SAME_PARTNER.format(name=name) for name in _same_partners(db, both))
    if db.scalar(select(LogOpening.id).where(_two_of(both, *_OPENERS)).limit(1)):
        yield OPENED
    helps = select(Helping.id).where(
        Helping.ended_at.is_(None), _two_of(both, Helping.person_id, Helping.helper_id)
    )
    if db.scalar(helps.limit(1)):
        yield HELPS
    yield from (VOTED.format(name=name) for name in _voted(db, both))
    counted = select(Poll.question).join(PollTally, PollTally.poll_id == Poll.id)
    counted = counted.where(
        PollTally.state == WAITING, _two_of(both, PollTally.entered_by_id, PollTally.witness_id)
    )
    yield from (COUNTED.format(name=name) for name in db.scalars(counted))


_OPENERS = (LogOpening.person_id, LogOpening.asked_by_id, LogOpening.decided_by_id)


def _two_of(both: tuple[UUID, UUID], *columns: Any) -> ColumnElement[bool]:
    """Whether two of the columns name both people."""
    first, second = both
    return and_(or_(*(c == first for c in columns)), or_(*(c == second for c in columns)))


def _same_partners(db: Session, both: tuple[UUID, UUID]) -> list[str]:
    """Whoever has an open pairing with each of the two."""
    other = case((Pairing.one_id.in_(both), Pairing.two_id), else_=Pairing.one_id)
    here = or_(Pairing.one_id.in_(both), Pairing.two_id.in_(both))
    wanted = (
        select(Person.name)
        .join(Pairing, other == Person.id)
        .where(here, Pairing.state.in_(OPEN_PAIRS))
    )
    names = list(db.execute(wanted.add_columns(Person.id)))
    return sorted({one.name for one in names if sum(one.id == two.id for two in names) > 1})


def _voted(db: Session, both: tuple[UUID, UUID]) -> list[str]:
    """Secret polls that are open and in which both voted."""
    first, second = aliased(PollVoter), aliased(PollVoter)
    one, two = aliased(Enrolment), aliased(Enrolment)
    wanted = (
        select(Poll.question)
        .join(first, first.poll_id == Poll.id)
        .join(second, second.poll_id == Poll.id)
        .join(one, one.id == first.enrolment_id)
        .join(two, two.id == second.enrolment_id)
        .where(one.person_id == both[0], two.person_id == both[1])
        .where(Poll.state == OPEN, Poll.secrecy == SECRET)
    )
    return list(db.scalars(wanted))
