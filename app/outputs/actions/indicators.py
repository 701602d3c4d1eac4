"""Choosing which local indicators of a cohort go into an output."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.outputs.actions.arrange import touch_as_seen
from app.outputs.models import ChosenIndicator, Output
from app.outputs.queries.indicators import indicator_choices
from app.people.models import Person


def choose_indicators(
    db: Session,
    actor: Person,
    output: Output,
    *,
    chosen: Collection[UUID],
    seen: int,
    now: datetime,
) -> None:
    """Let these indicators into an output and no others; what cannot go in is passed over.

    Where nothing changes, nothing happens. Four statements.
    Raises: ArrangedMeanwhile.
    """
    choices = indicator_choices(db, output)
    wanted = {one.indicator.id for one in choices if one.indicator.id in chosen}
    before = {one.indicator.id for one in choices if one.is_chosen}
    if wanted == before:
        return
    touch_as_seen(db, output.id, seen)
    of_it = ChosenIndicator.output_id == output.id
    db.execute(delete(ChosenIndicator).where(of_it, ChosenIndicator.indicator_id.not_in(wanted)))
    rows = [
        {
            "output_id": output.id,
            "indicator_id": each,
            "chosen_by_id": actor.id,
            "chosen_at": now,
        }
        for each in sorted(wanted - before)
    ]
    if rows:
        db.execute(insert(ChosenIndicator).values(rows).on_conflict_do_nothing())
