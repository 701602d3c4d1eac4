"""Reads of what the link of a text opens: one person's own words in one draft."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.outputs.letters import APPROVAL, REMINDER, REPLY
from app.outputs.models import Contribution
from app.outputs.queries.approvals import Asked, read_asked, select_asked
from app.outputs.queries.letters import waits
from app.outputs.rules.reading import LINK_LASTS
from app.people.models import Person
from app.post.models import Letter

KINDS = (APPROVAL, REMINDER, REPLY)


@dataclass(frozen=True)
class Opened:
    """Whom a link belongs to, and which of their words still wait for an answer, in order."""

    person: Person
    asked: Sequence[Asked]


def opened_by(db: Session, letter_id: UUID, *, now: datetime) -> Opened | None:
    """What the link of a letter opens now; None once it is stale. Three statements.

    It is while the text was sent to the number that its reader has now and shares with nobody, no
    newer one was sent, fourteen days are not over, and something waits.
    """
    row = db.execute(
        select(Letter, Person)
        .join(Person, Person.id == Letter.person_id)
        .where(
            Letter.id == letter_id,
            Letter.kind.in_(KINDS),
            Letter.channel == "text",
            Letter.state.in_(("sending", "sent")),
            Letter.created_at > now - LINK_LASTS,
            Letter.to_address == Person.phone,
        )
    ).one_or_none()
    if row is None or not _is_the_one(db, row[0], row[1]):
        return None
    letter, person = row
    asked = [
        one
        for one in words_waiting(db, [person.id], now=now)
        if letter.about_id in (one.output.id, one.selection.id)
    ]
    return Opened(person, asked) if asked else None


def words_waiting(db: Session, people: Collection[UUID], *, now: datetime) -> Sequence[Asked]:
    """The words of these people that wait for an answer, in order. One statement."""
    return read_asked(db, select_asked().where(Contribution.author_id.in_(people), waits(now)))


def _is_the_one(db: Session, letter: Letter, person: Person) -> bool:
    """Whether no newer letter like it went to the same person, who shares their phone with nobody.

    One statement.
    """
    newer, other = aliased(Letter), aliased(Person)
    is_newer = (
        select(func.count())
        .select_from(newer)
        .where(
            newer.person_id == person.id,
            newer.about_id == letter.about_id,
            newer.kind.in_(KINDS),
            newer.channel == "text",
            newer.state.in_(("sending", "sent")),
            newer.id > letter.id,
        )
        .scalar_subquery()
    )
    shares = (
        select(func.count())
        .select_from(other)
        .where(other.phone == person.phone, other.id != person.id)
        .scalar_subquery()
    )
    return bool(db.scalar(select((is_newer + shares) == 0)))


def selections_by_text(asked: Sequence[Asked]) -> Sequence[Asked]:
    """The words that a text can be about: all of one person in one report; none if unclear."""
    about = {(one.author_id, one.output.id) for one in asked}
    return asked if len(about) == 1 else []
