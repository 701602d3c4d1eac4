"""How many people of a cohort have made pledges, and what is in their way; never who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.kit.small_numbers import Shown, live_count
from app.practice.models import Pledge, PledgeAnswer
from app.practice.rules.pledges import BLOCKS, DONE, SAID

_SEAT = and_(
    Enrolment.cohort_id == Pledge.cohort_id,
    Enrolment.person_id == Pledge.person_id,
    Enrolment.state == JOINED,
    Enrolment.role == PARTICIPANT,
)
# What somebody said last about a pledge.
_NEWEST = (
    select(PledgeAnswer.said, PledgeAnswer.block)
    .where(PledgeAnswer.pledge_id == Pledge.id)
    .order_by(PledgeAnswer.said_at.desc(), PledgeAnswer.id.desc())
    .limit(1)
    .lateral()
)


@dataclass(frozen=True)
class PledgePeople:
    """How many people, exactly: never shown as they are, only through `kit/small_numbers.py`.

    `said` is by what somebody said last about a pledge of theirs, `blocks` by what is in the way of
    one. Somebody with several pledges may stand in several places, so these are no parts of a
    whole.
    """

    people: int
    said: Mapping[str, int]
    blocks: Mapping[str, int]


@dataclass(frozen=True)
class PledgeCounts:
    """The same, each number as it may be shown."""

    people: Shown
    said: Mapping[str, Shown]
    blocks: Mapping[str, Shown]


def pledge_counts(db: Session, cohort_id: UUID) -> PledgeCounts:
    """The numbers of a cohort for a page that may be opened each day. One statement."""
    found = pledge_people(db, cohort_id)
    return PledgeCounts(
        people=live_count(found.people),
        said={word: live_count(number) for word, number in found.said.items()},
        blocks={word: live_count(number) for word, number in found.blocks.items()},
    )


@dataclass(frozen=True)
class PledgesKept:
    """How many people of a cohort made a pledge, and said last that one is done; exact, too."""

    people: int
    done: int


def pledges_kept(db: Session) -> dict[UUID, PledgesKept]:
    """The people of each cohort who made pledges, by cohort, counted as above. One statement."""
    rows = db.execute(
        select(
            Pledge.cohort_id,
            func.count(Pledge.person_id.distinct()),
            func.count(Pledge.person_id.distinct()).filter(_NEWEST.c.said == DONE),
        )
        .join(Enrolment, _SEAT)
        .outerjoin(_NEWEST, _NEWEST.c.said.is_not(None))
        .group_by(Pledge.cohort_id)
    )
    return {cohort_id: PledgesKept(people, done) for cohort_id, people, done in rows}


def pledge_people(db: Session, cohort_id: UUID) -> PledgePeople:
    """Of those who take part in the cohort, by the newest answer to each pledge. One statement.

    For the report too: no row, no name and no word leaves here.
    """
    rows = db.execute(
        select(Pledge.person_id, _NEWEST.c.said, _NEWEST.c.block)
        .join(Enrolment, _SEAT)
        .outerjoin(_NEWEST, _NEWEST.c.said.is_not(None))
        .where(Pledge.cohort_id == cohort_id)
    )
    people: set[UUID] = set()
    by_word: dict[str, set[UUID]] = defaultdict(set)
    for person_id, said, block in rows:
        people.add(person_id)
        for word in (said, block):
            by_word[f"{word}"].add(person_id)
    return PledgePeople(
        people=len(people),
        said={word: len(by_word[word]) for word in SAID},
        blocks={word: len(by_word[word]) for word in BLOCKS},
    )
