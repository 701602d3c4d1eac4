"""What has changed since the run before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page, nearest_page
from app.mentoring.models import MatchingLine, MatchingRun
from app.mentoring.rules.comparing import Compared, Outcome, compare, say_change
from app.people.models import Person


@dataclass(frozen=True)
class Since:
    """The two runs, and what is different."""

    before: Outcome
    after: Outcome
    compared: Compared


@dataclass(frozen=True)
class ToldChange:
    """One change in words."""

    kind: str
    words: str
    why: Sequence[str]


def changes_since(db: Session, run: MatchingRun) -> Since | None:
    """A run beside the one before it; None for the first. One statement."""
    if run.previous_id is None:
        return None
    found = _outcomes(db, run.previous_id, run.id)
    before, after = found[run.previous_id], found[run.id]
    return Since(before, after, compare(before, after))


def changes_page(db: Session, since: Since, wanted: int) -> Page[ToldChange]:
    """One page of what is different. One statement."""
    changes = since.compared.changes
    number = nearest_page(wanted, len(changes))
    shown = changes[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    people = {one for change in shown for one in change.people}
    around = {
        other
        for one in people
        for then in (since.before, since.after)
        for other in then.with_whom(one)
    }
    rows = db.execute(select(Person.id, Person.name).where(Person.id.in_(people | around)))
    names = {row.id: row.name for row in rows}
    told = [
        ToldChange(
            change.kind,
            " and ".join(sorted(names[one] for one in change.people)),
            say_change(change, since.before, since.after, names),
        )
        for change in shown
    ]
    return Page(told, number, len(changes))


def _outcomes(db: Session, *run_ids: UUID) -> dict[UUID, Outcome]:
    pairs = defaultdict[UUID, set[frozenset[UUID]]](set)
    left, asked = defaultdict[UUID, set[UUID]](set), defaultdict[UUID, set[frozenset[UUID]]](set)
    rows = db.execute(
        select(
            *(MatchingLine.run_id, MatchingLine.person_id, MatchingLine.other_id),
            MatchingLine.pairing_id,
        ).where(MatchingLine.run_id.in_(run_ids), MatchingLine.taken_out_at.is_(None))
    )
    for run_id, person_id, other_id, pairing_id in rows:
        if other_id is None:
            left[run_id].add(person_id)
            continue
        two = frozenset((person_id, other_id))
        pairs[run_id].add(two)
        if pairing_id is not None:
            asked[run_id].add(two)
    return {
        one: Outcome(frozenset(pairs[one]), frozenset(left[one]), frozenset(asked[one]))
        for one in run_ids
    }
