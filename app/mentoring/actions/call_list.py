"""The list of calls and post of mentoring, looked at again at the moment it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.kit.paging import Page
from app.mentoring.policy.roles import is_coordinator
from app.mentoring.queries.calls import ToRing, calls_page, listed_letters
from app.people.models import Person
from app.post.actions.recheck import recheck_letters
from app.post.actions.tries import Noted, Try, note_try
from app.post.models import Letter
from app.post.office import Office
from app.post.rules.tries import today_since


def open_call_list(
    db: Session, office: Office, actor: Person, *, number: int, now: datetime
) -> Page[ToRing]:
    """One page of the list, without letters that nobody needs any more.

    Reads the page, looks at its letters again, and reads it once more: the same number of
    statements for any number of people.
    """
    today = today_since(now, actor.time_zone)
    page = calls_page(db, actor, today=today, number=number)
    shown = [letter.id for row in page.rows for letter in row.letters]
    if not shown:
        return page
    recheck_letters(db, office, shown, now=now)
    return calls_page(db, actor, today=today, number=number)


def note_mentoring_try(
    db: Session,
    office: Office,
    actor: Person,
    *,
    letter_ids: Sequence[UUID],
    tried: Try,
    now: datetime,
) -> Noted:
    """Note what came of a try to bring letters of mentoring; others are passed over.

    There is no place for a note of one's own, so that there are no hidden ones.
    Raises: NotFound for whoever is no coordinator.
    """
    if not is_coordinator(actor):
        raise NotFound
    ours = db.scalars(
        select(Letter.id).where(Letter.id.in_(letter_ids), *listed_letters(actor))
    ).all()
    without_note = Try(tried.outcome, "", tried.request_key)
    return note_try(
        *(db, office, actor.id),
        cohort_id=None,
        letter_ids=ours,
        tried=without_note,
        now=now,
    )
