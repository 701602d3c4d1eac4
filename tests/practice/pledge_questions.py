"""What the questions about a pledge say, and what is answered by text."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.gateways.ports.inbox import ReceivedText
from app.mentoring.actions.texts import take_text
from app.mentoring.models import CheckInText
from app.post.kinds import Draft
from app.post.models import Letter
from app.post.rules.drafts import Lapse
from app.practice.actions.pledge_texts import PLEDGE_TEXTS
from app.practice.kinds.pledges import PledgeKind
from app.practice.models import PledgeAnswer
from tests.clock import NOON
from tests.make.desks import desk_at

FIRST = NOON + timedelta(days=30)
PHONE = "+447700900101"
WHAT = "The herons on the canal."


def letters_of(db: Session) -> list[Letter]:
    """All letters, the oldest first."""
    db.expire_all()
    return list(db.scalars(select(Letter).order_by(Letter.created_at, Letter.id)))


def newest_of(db: Session, now: datetime = FIRST) -> Draft | Lapse:
    """What the newest letter says, or why it does not leave."""
    letter = letters_of(db)[-1]
    return PledgeKind().prepare(db, [letter], desk_at(now))[letter.id]


def take_answer(db: Session, words: str, name: str = "t1", now: datetime = FIRST) -> str:
    """What becomes of a text from the phone."""
    came = ReceivedText(name, "07700 900101", words, now)
    taken = take_text(db, came, PLEDGE_TEXTS, now=now)
    assert isinstance(taken, CheckInText)
    return taken.fate


def answers_of(db: Session) -> list[tuple[str, str, int]]:
    """Each answer, the way it came by, and the days it was asked after."""
    rows = db.scalars(select(PledgeAnswer).order_by(PledgeAnswer.said_at, PledgeAnswer.id))
    return [(row.said, row.via, row.follow_up) for row in rows]
