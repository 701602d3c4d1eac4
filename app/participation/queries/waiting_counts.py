"""Counts on paper that wait for their witness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Uuid, and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.participation.models import Poll, PollTally
from app.participation.rules import OPEN
from app.participation.rules.tallies import WAITING
from app.people.models import Person


@dataclass(frozen=True)
class CountToCheck:
    """A count that somebody is the witness of: who typed it in (None: they left), of which poll."""

    tally_id: UUID
    by: str | None
    question: str


_ONE = func.json_build_array(PollTally.id, Person.name, Poll.question)
# One value, so that a page can ask for it together with others, of one person at a moment: counts
# to which they may still say yes or no, as `policy.may_answer_tally` and an open poll allow it.
WAITING_COUNTS = (
    select(func.json_agg(aggregate_order_by(_ONE, PollTally.entered_at, PollTally.id)))
    .select_from(PollTally)
    .join(Poll, Poll.id == PollTally.poll_id)
    .join(
        Enrolment,
        and_(Enrolment.cohort_id == Poll.cohort_id, Enrolment.person_id == PollTally.witness_id),
    )
    .outerjoin(Person, Person.id == PollTally.entered_by_id)
    .where(
        PollTally.witness_id == bindparam("person", type_=Uuid()),
        PollTally.state == WAITING,
        Enrolment.state == JOINED,
        Poll.state == OPEN,
        Poll.closes_at > bindparam("now", type_=DateTime(timezone=True)),
    )
    .scalar_subquery()
)


def counts_in(found: Iterable[Any] | None) -> Sequence[CountToCheck]:
    """The counts in what WAITING_COUNTS gave, the one that waits longest first. No statement."""
    return [CountToCheck(UUID(tally), by, question) for tally, by, question in found or ()]
