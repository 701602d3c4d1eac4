"""What somebody's appraisal needs: their year, their registration, and what goes into its file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.errors.cpd import (
    NoSuchMonth,
    RenewalWrong,
)
from app.reflections.models import CpdRecord, CpdYear
from app.reflections.rules.cpd import (
    FIRST_DAY,
    LAST_DAY,
)
from app.reflections.rules.cpd.years import APRIL, MONTHS, AppraisalYear


def choose_first_month(db: Session, actor: Person, month: int) -> None:
    """Let the actor's year of appraisal begin with this month. One statement.

    Raises: NoSuchMonth.
    """
    if month not in MONTHS:
        raise NoSuchMonth
    db.execute(
        insert(CpdYear)
        .values(person_id=actor.id, first_month=month)
        .on_conflict_do_update(index_elements=["person_id"], set_={"first_month": month})
    )


def say_renewal(db: Session, actor: Person, last: date | None) -> None:
    """Keep the last day of the actor's registration; None forgets it. One statement.

    Raises: RenewalWrong.
    """
    if last and last.year not in range(FIRST_DAY, LAST_DAY + 1):
        raise RenewalWrong
    db.execute(
        insert(CpdYear)
        .values(person_id=actor.id, first_month=APRIL, registered_until=last)
        .on_conflict_do_update(index_elements=["person_id"], set_={"registered_until": last})
    )


def tick(
    db: Session,
    actor: Person,
    year: AppraisalYear,
    *,
    records: Collection[UUID],
    with_reflection: Collection[UUID],
    with_files: Collection[UUID] = (),
) -> None:
    """Let exactly these records of a year go into the file for the appraisal. One statement.

    `with_reflection` are those whose reflection goes in too, word for word; `with_files` those
    with whose reflection its pictures and voice notes go as well.
    """
    chosen = CpdRecord.id.in_(records)
    in_words = chosen & CpdRecord.id.in_(with_reflection) & CpdRecord.reflection_id.is_not(None)
    db.execute(
        update(CpdRecord)
        .where(
            CpdRecord.person_id == actor.id,
            CpdRecord.day.between(year.first_day, year.last_day),
        )
        .values(
            ticked=chosen,
            with_reflection=in_words,
            with_files=in_words & CpdRecord.id.in_(with_files),
        )
        .execution_options(synchronize_session=False)
    )
