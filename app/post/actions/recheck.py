"""Looking again at letters that people bring: on the list, their facts must not grow old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.post.actions.claim import write
from app.post.actions.look import look_again
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.office import Office

# A list that nobody opens is looked at this often, so many letters at a time.
OLD = timedelta(minutes=10)
MOST = 500


def recheck_letters(
    db: Session, office: Office, letter_ids: Sequence[UUID], *, now: datetime
) -> dict[UUID, str]:
    """Let those of these listed letters lapse that nobody needs any more; the others say the news.

    Returns why each letter lapsed, by its id. Locks the rows, in the order of their ids. One
    statement to read, those of the last look, and one bulk write, however many letters.
    """
    letters = db.scalars(
        select(Letter)
        .where(Letter.id.in_(letter_ids), Letter.state == "listed")
        .order_by(Letter.id)
        .with_for_update(),
        execution_options={"populate_existing": True},
    ).all()
    looked = look_again(db, office, letters, now=now)
    lapsed: dict[UUID, str] = {}
    for letter in letters:
        answer = looked.answers[letter.id]
        if isinstance(answer, Lapse):
            letter.state, letter.reason = "lapsed", answer.reason
            lapsed[letter.id] = answer.reason
        elif isinstance(answer, Draft):
            write(office, letter, answer, looked.people[letter.person_id], now=now)
    db.flush()
    return lapsed


def recheck_lists(db: Session, office: Office, *, now: datetime) -> int:
    """Look at letters on lists that nobody has looked at for ten minutes, longest ago first.

    At most 500 at a time. Returns how many lapsed.
    """
    old = db.scalars(
        select(Letter.id)
        .where(Letter.state == "listed", Letter.written_at < now - OLD)
        .order_by(Letter.written_at)
        .limit(MOST)
    ).all()
    return len(recheck_letters(db, office, old, now=now)) if old else 0
