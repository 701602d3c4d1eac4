"""Noting once that somebody read something, however often they open the page meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import exists, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import Base, new_id
from app.mentoring.rules.sharing import SAME_READING


def note_reading(
    db: Session,
    table: type[Base],
    facts: Mapping[str, object],
    *,
    moment: str,
    now: datetime,
) -> None:
    """Add a row with these facts, unless there is one of the last ten minutes. One statement.

    `moment` is the column that says when it was.
    """
    columns = table.__table__.c
    recent = exists().where(
        *(columns[name] == value for name, value in facts.items()),
        columns[moment] > now - SAME_READING,
    )
    tens = int(now.timestamp() // SAME_READING.total_seconds())
    row = {"id": new_id(), **facts, moment: now, "minutes": tens}
    fresh = select(*(literal(value, columns[name].type) for name, value in row.items()))
    db.execute(insert(table).from_select(list(row), fresh.where(~recent)).on_conflict_do_nothing())
