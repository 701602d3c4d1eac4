"""The amounts that may be offered: made, and ended; what was offered stays as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.mentoring.errors.recognition import (
    AmountNeeded,
    DaysNeeded,
    DaysTheWrongWay,
    KindNeeded,
    TitleNeeded,
)
from app.mentoring.models import RecognitionRate
from app.mentoring.rules.recognition import KINDS, LONGEST_TITLE, MOST_DAYS
from app.people.models import Person
from app.people.rules import clean_lines


@dataclass(frozen=True)
class NewRate:
    """An amount, how soon it is paid, and from when until when (both days included) it holds."""

    title: str
    kind: str
    pence: int | None
    days: int | None
    valid_from: date
    valid_to: date | None


def make_rate(
    db: Session, actor: Person, new: NewRate, *, request_key: UUID, now: datetime
) -> None:
    """Make an amount that may be offered; the same form sent again is one. One statement.

    With other words it is another amount.
    Raises: TitleNeeded, KindNeeded, AmountNeeded, DaysNeeded, DaysTheWrongWay.
    """
    title = clean_lines(" ".join(new.title.split()), LONGEST_TITLE)
    if not title:
        raise TitleNeeded
    if new.kind not in KINDS:
        raise KindNeeded
    if new.pence is None:
        raise AmountNeeded
    if new.days is None or not 0 <= new.days <= MOST_DAYS:
        raise DaysNeeded
    if new.valid_to is not None and new.valid_to < new.valid_from:
        raise DaysTheWrongWay
    db.execute(
        insert(RecognitionRate)
        .values(
            title=title,
            kind=new.kind,
            pence=new.pence,
            pay_within_days=new.days,
            valid_from=new.valid_from,
            valid_to=new.valid_to,
            made_by_id=actor.id,
            made_at=now,
            request_key=sending_key(request_key, actor.id, replace(new, title=title)),
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
    )


def end_rate(db: Session, rate_id: UUID, *, today: date) -> None:
    """Let an amount hold until the end of today; one that has ended stays as it is. Two statements.

    One that has not begun is not offered at all: it ends on its first day.
    Raises: NotFound.
    """
    rate = db.get(RecognitionRate, rate_id)
    if rate is None:
        raise NotFound
    last = max(today, rate.valid_from)
    still = or_(RecognitionRate.valid_to.is_(None), RecognitionRate.valid_to > last)
    db.execute(
        update(RecognitionRate).where(RecognitionRate.id == rate_id, still).values(valid_to=last)
    )
