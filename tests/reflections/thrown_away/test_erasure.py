"""Erasing what was thrown away when it is due, so that nothing is left."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.orm import Session

from app.kit.db import Base, new_id
from app.people.models import Person
from app.reflections.actions.drafts import keep_draft
from app.reflections.actions.thrown_away import (
    erase_some,
    throw_entry_away,
)
from app.reflections.models import Reflection, ReflectionDraft, ReflectionVersion
from app.reflections.rules.drafts import DraftOrigin, SentDraft
from app.reflections.rules.thrown_away import GRACE
from app.tables import METADATA
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.reflections import make_reflection
from worker.schedule import TICKS


def all_that_is_kept(engine: Engine) -> str:
    """Every column of every table, as text."""
    with engine.connect() as at:
        return "\n".join(
            str(row)
            for table in inspect(engine).get_table_names()
            for (row,) in at.execute(text(f'SELECT to_jsonb(t)::text FROM "{table}" t'))  # noqa: S608
        )


def test_after_its_time_nothing_of_an_entry_is_left_in_any_column(
    db: Session, engine: Engine, person: Person, own: UUID
) -> None:
    draft = SentDraft(key=new_id(), text="Half", origin=DraftOrigin(reflection_id=own))
    keep_draft(db, person, draft, now=NOON)
    stays = make_reflection(db, person, "Another entry, not thrown away.")
    rows = db.scalars(select(ReflectionVersion).where(ReflectionVersion.reflection_id == own)).all()
    sealed = db.scalars(select(ReflectionDraft.sealed)).all()
    traces = [str(own), *(str(row.id) for row in rows)]
    traces += [row.sealed.hex() for row in rows] + [row.sealed_beginning.hex() for row in rows]
    traces += [one.hex() for one in sealed]
    throw_entry_away(db, person, reflection_id=own, now=NOON)
    db.commit()
    assert all(trace in all_that_is_kept(engine) for trace in traces)
    erase_some(db, now=NOON + GRACE - timedelta(seconds=1))
    db.commit()
    assert str(own) in all_that_is_kept(engine)
    erase_some(db, now=NOON + GRACE)
    db.commit()
    left = all_that_is_kept(engine)
    assert [trace for trace in traces if trace in left] == []
    assert str(stays) in left


def test_whatever_belongs_to_an_entry_goes_with_it() -> None:
    """A table that comes later and keeps something of an entry has to say so here or go along."""
    outlives = {
        # Words that were offered stand by themselves; that somebody read a log stays on record.
        ("contribution", "version_id"),
        ("log_opening_read", "reflection_id"),
        # A record of learning has words of its own, and is taken out on its own page.
        ("cpd_record", "reflection_id"),
    }
    stays = {
        (table.name, key.parent.name)
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in ("reflection", "reflection_version")
        and key.ondelete != "CASCADE"
    }
    assert stays <= outlives
    assert Base.metadata is METADATA


def test_the_schedule_erases_what_is_due_and_no_more(
    db: Session, person: Person, count_statements: CountStatements
) -> None:
    made = [make_reflection(db, person, f"Entry {number}.") for number in range(6)]
    for place, one in enumerate(made[:4]):
        moment = NOON - timedelta(days=place * 6)
        throw_entry_away(db, person, reflection_id=one, now=moment)
    db.commit()
    with count_statements() as sent:
        assert erase_some(db, now=NOON) is False
    assert len(sent) == 1
    db.commit()
    left = db.scalar(select(func.count()).select_from(Reflection))
    assert left == 5
    assert any(tick.task == "erase_reflections" for tick in TICKS)
