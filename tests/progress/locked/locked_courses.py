"""Courses of which something is not open yet."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.progress.actions.complete import mark_step_done
from app.progress.models import Answer, StepProgress
from tests.clock import NOON
from tests.make.progress import Way, make_way

MONDAY = "Opens on Monday 25 January 2027 (UK time)"


def late(db: Session, *, modules: int = 1, days: int = 5) -> Way:
    """A course whose first module opens some days after the first day, 20 January 2027."""
    way = make_way(db, modules=modules)
    way.modules[0].opens_days = days
    db.commit()
    return way


def chain(db: Session) -> Way:
    """A course of three modules, each of which needs the one before."""
    way = make_way(db, modules=3)
    way.modules[1].needs, way.modules[2].needs = ["module-1"], ["module-2"]
    db.commit()
    return way


def finish(db: Session, way: Way) -> None:
    """Do every step of the first module but its questions."""
    for key in way.steps:
        if key != "check":
            mark_step_done(db, way.person, at=way.at(key), now=NOON)
    db.commit()


def nothing_kept(db: Session) -> bool:
    db.commit()
    return not any(
        db.scalar(select(func.count()).select_from(table)) for table in (StepProgress, Answer)
    )
