"""Reads of who helps whom; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries.seats import MemberSeat, member_seat
from app.cohorts.rules import FACILITATOR, JOINED
from app.helping.models import Helping
from app.helping.queries.entering import STANDS
from app.helping.rules import ASKED, OPEN
from app.people.models import Person

# What is over stands on the page for so long; the record keeps it.
SHOWN = timedelta(days=90)
_person, _helper, _enterer = aliased(Person), aliased(Person), aliased(Person)


@dataclass(frozen=True)
class HelpingPlace:
    """Somebody, their helper (None: not known here, or asked by e-mail), and where it holds.

    `cohort` is None where it holds in all of the person's cohorts; `entered_by` is the facilitator
    who set it up with them.
    """

    helping: Helping
    person: Person
    helper: Person | None
    cohort: Cohort | None
    entered_by: str | None
    # Whether both are where it holds; where one has left, nothing can be entered.
    stands: bool

    def state(self, now: datetime) -> str:
        """How it stands."""
        return self.helping.state(now, self.person.time_zone)

    @property
    def known_helper(self) -> Person | None:
        """The helper, as far as the person may know who it is: by name, or since their yes."""
        is_known = not self.helping.email or self.helping.helper_yes_at is not None
        return self.helper if is_known else None

    @property
    def helper_name(self) -> str:
        """Whom the person chose, as they know them: an address tells nobody's name before a yes."""
        return self.known_helper.name if self.known_helper else self.helping.email


@dataclass(frozen=True)
class Choice:
    """Somebody of a cohort who can be chosen."""

    person_id: UUID
    cohort_id: UUID
    name: str
    cohort: str
    is_facilitator: bool


@dataclass(frozen=True)
class SetUpPlace:
    """A person of a cohort with the actor's seat, and one of their helpers where one is named."""

    facts: MemberSeat
    at: HelpingPlace | None = None


def helping_place(db: Session, _actor: Person, *, helping_id: UUID) -> HelpingPlace | None:
    """Who helps whom, by its id. One statement."""
    return _one(db, _PLACES.where(Helping.id == helping_id))


def set_up_place(
    db: Session, actor: Person, *, slug: str, person_id: UUID, helping_id: UUID | None = None
) -> SetUpPlace | None:
    """Somebody of a cohort, for whoever runs it; three statements where a helper is named."""
    facts = member_seat(db, actor, slug=slug, person_id=person_id)
    if facts is None or helping_id is None:
        return SetUpPlace(facts) if facts else None
    found = _one(db, _PLACES.where(Helping.id == helping_id, Helping.person_id == person_id))
    return SetUpPlace(facts, found) if found else None


def places_of(db: Session, helping_ids: Sequence[UUID]) -> dict[UUID, HelpingPlace]:
    """The same by their ids. One statement."""
    rows = db.execute(_PLACES.where(Helping.id.in_(helping_ids)))
    return {row[0].id: HelpingPlace(*row) for row in rows}


def places_of_codes(db: Session, code_ids: Sequence[UUID]) -> dict[UUID, HelpingPlace]:
    """Those that wait for these codes, by the codes' ids; none for older codes. One statement."""
    rows = db.execute(_PLACES.where(Helping.code_id.in_(code_ids)))
    return {row[0].code_id: HelpingPlace(*row) for row in rows if row[0].code_id}


def helpers_of(db: Session, person_id: UUID, *, now: datetime) -> Sequence[HelpingPlace]:
    """Who helps somebody, did lately, or is asked to; newest first. One statement."""
    return _list(db, _PLACES.where(Helping.person_id == person_id, _lately(now)))


def helped_by(db: Session, helper_id: UUID, *, now: datetime) -> Sequence[HelpingPlace]:
    """Whom somebody helps, or is asked to help, where both are still there. One statement."""
    found = _list(
        db,
        _PLACES.where(
            Helping.helper_id == helper_id,
            Helping.ended_at.is_(None),
            Helping.person_yes_at.is_not(None),
        ),
    )
    return [one for one in found if one.stands and one.state(now) in (ASKED, OPEN)]


def choices_for(db: Session, person_id: UUID, *, cohort_id: UUID | None = None) -> Sequence[Choice]:
    """Whom somebody may choose: others of their cohorts, who runs each first. One statement.

    `cohort_id`: in this one only, for whoever runs it.
    """
    own, other = aliased(Enrolment), aliased(Enrolment)
    rows = db.execute(
        select(Person.id, Cohort.id, Person.name, Cohort.name, other.role == FACILITATOR)
        .join(other, other.person_id == Person.id)
        .join(own, own.cohort_id == other.cohort_id)
        .join(Cohort, Cohort.id == own.cohort_id)
        .where(
            own.person_id == person_id,
            own.state == JOINED,
            other.state == JOINED,
            Person.id != person_id,
            *([] if cohort_id is None else [Cohort.id == cohort_id]),
        )
        .order_by(Cohort.starts_on.desc(), Cohort.id, other.role, func.lower(Person.name))
    )
    return [Choice(*row) for row in rows]


def _lately(now: datetime) -> Any:
    return or_(Helping.ended_at.is_(None), Helping.ended_at > now - SHOWN)


_PLACES = (
    select(Helping, _person, _helper, Cohort, _enterer.name, STANDS)
    .join(_person, _person.id == Helping.person_id)
    .outerjoin(_helper, _helper.id == Helping.helper_id)
    .outerjoin(Cohort, Cohort.id == Helping.cohort_id)
    .outerjoin(_enterer, _enterer.id == Helping.entered_by_id)
)


def _one(db: Session, query: Any) -> HelpingPlace | None:
    row = db.execute(query).one_or_none()
    return HelpingPlace(*row) if row else None


def _list(db: Session, query: Any) -> list[HelpingPlace]:
    rows = db.execute(query.order_by(Helping.asked_at.desc(), Helping.id))
    return [HelpingPlace(*row) for row in rows]
