"""Keeping that words left an output, and telling those who run its cohort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR, JOINED
from app.kit.db import new_id
from app.outputs.letters import TAKEN_DOWN
from app.outputs.models import Output, OutputEdition, TakenOut
from app.post.actions.plan import NewLetter, plan_letters


def note_taken_out(
    db: Session,
    editions: Sequence[OutputEdition],
    *,
    why: str,
    now: datetime,
    also: Collection[UUID] = (),
) -> None:
    """Keep that words were taken out of outputs whose editions these were, and of some others.

    Neither which words nor whose. Whoever runs the cohort of a published edition gets a letter, so
    that they tell those who have it. Three statements at most, and one for 5,000 letters.
    """
    numbers: dict[UUID, list[int]] = {output_id: [] for output_id in also}
    for edition in editions:
        if edition.published_at is not None:
            numbers.setdefault(edition.output_id, []).append(edition.number)
    rows = [
        TakenOut(id=new_id(), output_id=output_id, why=why, editions=sorted(taken), happened_at=now)
        for output_id, taken in sorted(numbers.items())
    ]
    db.add_all(rows)
    db.flush()
    _tell(db, {row.output_id: row.id for row in rows if row.editions}, now=now)


def _tell(db: Session, events: dict[UUID, UUID], *, now: datetime) -> None:
    """A letter to each facilitator of the cohorts of these outputs, about what happened to each."""
    if not events:
        return
    found = db.execute(
        select(Output.id, Output.cohort_id, Enrolment.person_id)
        .join(Enrolment, Enrolment.cohort_id == Output.cohort_id)
        .where(Output.id.in_(events), Enrolment.role == FACILITATOR, Enrolment.state == JOINED)
    )
    people: dict[tuple[UUID, UUID], list[UUID]] = defaultdict(list)
    for output_id, cohort_id, person_id in found:
        people[output_id, cohort_id].append(person_id)
    plan_letters(
        db,
        [
            NewLetter(
                person_id=person_id,
                kind=TAKEN_DOWN,
                about_id=events[output_id],
                due_at=now,
                cohort_id=cohort_id,
            )
            for (output_id, cohort_id), runners in people.items()
            for person_id in runners
        ],
        now=now,
    )
