"""The pledges that people of a cohort have shown to it, or to those who run it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Person
from app.practice.models import Pledge
from app.practice.queries.pledges import wordings_of
from app.practice.rules.pledges import COHORT, HELPERS, Wording
from app.vault.queries import keys_of


@dataclass(frozen=True)
class ShownPledge:
    """A pledge that its maker shows: its row, its words of today, and by whom it is."""

    row: Pledge
    words: Wording
    name: str


def shown_pledges(db: Session, cohort_id: UUID, *, helps: bool, number: int) -> Page[ShownPledge]:
    """What people who are in the cohort show to it, the newest first, fifty at a time.

    `helps`: the reader runs the cohort, so also what is shown to those alone. Four statements,
    whatever the number. Nothing is read of a pledge that is its maker's alone.
    Raises: CannotOpen.
    """
    where = (Pledge.cohort_id == cohort_id, *_shown(helps=helps))
    seat = and_(
        Enrolment.cohort_id == Pledge.cohort_id,
        Enrolment.person_id == Pledge.person_id,
        Enrolment.state == JOINED,
    )
    total = db.scalar(select(func.count(Pledge.id)).join(Enrolment, seat).where(*where)) or 0
    number = nearest_page(number, total)
    rows = db.execute(
        select(Pledge, Person.name)
        .join(Enrolment, seat)
        .join(Person, Person.id == Pledge.person_id)
        .where(*where)
        .order_by(Pledge.created_at.desc(), Pledge.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    words = newest_words(db, [row for row, _ in rows])
    shown = [ShownPledge(row, words[row.id], name) for row, name in rows]
    return Page(shown, number, total)


def newest_words(db: Session, pledges: Sequence[Pledge]) -> dict[UUID, Wording]:
    """The words of today of pledges that their makers show. Two statements.

    Raises: LookupError when one of them is its maker's alone; CannotOpen.
    """
    if any(one.seen_by not in {HELPERS, COHORT} for one in pledges):
        message = "a pledge that nobody is shown is opened for its maker alone"
        raise LookupError(message)
    keys = keys_of(db, {one.person_id for one in pledges})
    by_pledge = {one.id: keys[one.person_id] for one in pledges}
    found = wordings_of(db, by_pledge, by_pledge)
    return {pledge_id: wordings[-1].words for pledge_id, wordings in found.items()}


def _shown(*, helps: bool) -> Sequence[ColumnElement[bool]]:
    return (Pledge.seen_by.in_((HELPERS, COHORT)) if helps else Pledge.seen_by == COHORT,)
