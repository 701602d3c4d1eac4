"""The one row of a person and a step: seen, done, and what was typed in for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, cast, func, update
from sqlalchemy.dialects.postgresql import JSONB, Insert, insert
from sqlalchemy.orm import Session

from app.progress import rules
from app.progress.models import StepProgress

# What a row of a step that is done holds beyond the visit.
DONE_FACTS = ("done_at", "done_by_rule", "rule_version", "evidence", "entered_by_id")


def news_of(made: Insert) -> dict[str, ColumnElement[Any]]:
    """What a step that was not done takes from a row that says so.

    Its evidence is joined, since something may have been typed in before it was done.
    """
    before = func.coalesce(StepProgress.evidence, cast({}, JSONB))
    return {name: made.excluded[name] for name in DONE_FACTS} | {
        "evidence": before.op("||")(made.excluded["evidence"])
    }


_visit = insert(StepProgress).values(
    enrolment_id=bindparam("enrolment"),
    step_id=bindparam("step"),
    seen_at=bindparam("now"),
    visited_at=bindparam("now"),
)
# Built once. PostgreSQL locks the row even when the condition leaves nothing to change.
_SEEN = _visit.on_conflict_do_update(
    index_elements=["enrolment_id", "step_id"],
    set_={"visited_at": _visit.excluded.visited_at},
    where=StepProgress.visited_at < _visit.excluded.visited_at,
)
_done = insert(StepProgress).values(
    enrolment_id=bindparam("enrolment"),
    step_id=bindparam("step"),
    seen_at=bindparam("now"),
    visited_at=bindparam("now"),
    done_at=bindparam("now"),
    done_by_rule=bindparam("rule"),
    rule_version=bindparam("version"),
    evidence=bindparam("grounds"),
    entered_by_id=bindparam("entered_by"),
)
# What is done already keeps its first moment, rule and evidence.
_DONE = _done.on_conflict_do_update(
    index_elements=["enrolment_id", "step_id"],
    set_=news_of(_done),
    where=StepProgress.done_at.is_(None),
)
_entries = func.coalesce(StepProgress.evidence[rules.ENTRIES], cast([], JSONB))
# Added to the evidence, whatever made the step done; a form that is sent twice is added once.
_ENTERED = (
    update(StepProgress)
    .where(
        StepProgress.enrolment_id == bindparam("enrolment"),
        StepProgress.step_id == bindparam("step"),
        ~_entries.contains(bindparam("form", type_=JSONB)),
    )
    .values(
        evidence=func.coalesce(StepProgress.evidence, cast({}, JSONB)).op("||")(
            func.jsonb_build_object(
                rules.ENTRIES, _entries.op("||")(bindparam("entry", type_=JSONB))
            )
        )
    )
    .execution_options(synchronize_session=False)
)


# Rows are written on the session's connection: the ORM would look through each for what it keeps.
def note_visit(db: Session, enrolment_id: UUID, step_id: UUID, *, now: datetime) -> None:
    """Keep the visit, and hold its row until the commit, so writers come one by one.

    One statement.
    """
    db.connection().execute(_SEEN, {"enrolment": enrolment_id, "step": step_id, "now": now})


def complete(
    db: Session,
    enrolment_id: UUID,
    step_id: UUID,
    *,
    rule: rules.Rule,
    evidence: Mapping[str, object],
    now: datetime,
    entered_by: UUID | None = None,
) -> None:
    """Set a step done, unless it is: the first time, its rule and evidence stay. One statement.

    `entered_by` is who typed it in for the person; None: they did it themselves.
    """
    db.connection().execute(
        _DONE,
        {
            "enrolment": enrolment_id,
            "step": step_id,
            "now": now,
            "rule": rule.name,
            "version": rule.version,
            "grounds": dict(evidence),
            "entered_by": entered_by,
        },
    )


def note_entry(
    db: Session, enrolment_id: UUID, step_id: UUID, entry: rules.Entry, *, now: datetime
) -> None:
    """Keep that somebody typed something in, also for a step that is done. One statement.

    The step's row must be there. Sending the same form twice keeps one entry.
    """
    db.execute(
        _ENTERED,
        {
            "enrolment": enrolment_id,
            "step": step_id,
            "form": [{"key": str(entry.key)}],
            "entry": [entry.as_evidence(now)],
        },
    )
