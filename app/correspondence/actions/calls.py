"""The call and post list, looked at again at the moment it is shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.correspondence.queries.calls import PaperLetter, ToReach, calls_page, paper_page
from app.kit.paging import Page
from app.post.actions.recheck import recheck_letters
from app.post.office import Office
from app.post.rules.tries import today_since


def open_call_list(
    db: Session, office: Office, cohort: Cohort, *, number: int, now: datetime
) -> Page[ToReach]:
    """One page of the list, without what nobody needs any more.

    Letters of that page lapse when a session was called off or has begun, when the person has
    left or answered, and the like; the others say what is so now. Reads the page, looks at its
    letters again, and reads it once more: the same number of statements for any number of people.
    """
    today = today_since(now, cohort.time_zone)
    page = calls_page(db, cohort.id, today=today, number=number)
    shown = [letter.id for row in page.rows for letter in row.letters]
    if not shown:
        return page
    recheck_letters(db, office, shown, now=now)
    return calls_page(db, cohort.id, today=today, number=number)


def open_paper_sheet(
    db: Session, office: Office, cohort: Cohort, *, number: int, now: datetime
) -> Page[PaperLetter]:
    """The letters to print, looked at again in the same way."""
    page = paper_page(db, cohort.id, number)
    if not page.rows:
        return page
    recheck_letters(db, office, [letter.id for letter in page.rows], now=now)
    return paper_page(db, cohort.id, number)
