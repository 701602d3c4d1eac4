"""Until when authors can answer, and the one reminder before it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.errors import LastDayNeeded
from app.outputs.letters import REMINDER
from app.outputs.models import Output
from app.outputs.queries.waiting import to_remind
from app.outputs.rules.consent import today_in
from app.post.actions.plan import NewLetter, plan_letters

FARTHEST = timedelta(days=366)
# Whoever was asked just now is not reminded.
REST = timedelta(days=2)


def choose_last_day(
    db: Session, output: Output, *, cohort: Cohort, day: date | None, now: datetime
) -> None:
    """Choose the last day for answers, in the cohort's zone; None: there is no end.

    Raises: LastDayNeeded.
    """
    today = today_in(cohort.time_zone, now)
    if day is not None and not today <= day <= today + FARTHEST:
        raise LastDayNeeded
    output.answers_until = day
    db.flush()


def remind_authors(db: Session, *, now: datetime) -> int:
    """Remind those who have not answered, once for each edition, three days before the last day.

    Returns how many letters are planned. Three statements, and one for 5,000 letters.
    """
    letters: list[NewLetter] = []
    for one in to_remind(db, now=now, asked_before=now - REST):
        letters += [
            NewLetter(
                person_id=author,
                kind=REMINDER,
                about_id=one.output.id,
                due_at=now,
                occurrence=f"edition {one.number}",
                cohort_id=one.output.cohort_id,
            )
            for author in one.authors
        ]
        if one.authors:
            one.output.reminded_for = one.number
    db.flush()
    return plan_letters(db, letters, now=now) if letters else 0
