"""Reads of words that a facilitator reads back to people without a screen of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlalchemy.orm import Session

from app.kit.paging import PAGE_SIZE, Page
from app.outputs.models import Contribution, Selection
from app.outputs.queries.approvals import Asked, asked_by_id, read_asked, select_asked
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.queries.voices import LastConsent, in_force
from app.outputs.rules.consent import PUBLIC, WAITING, WITH_NAME
from app.people.models import Person
from app.people.queries import names_of


@dataclass(frozen=True)
class ReadingSeat:
    """Words chosen for an output of the actor's cohort, and whose they are."""

    desk: Desk
    asked: Asked
    author: Person

    @property
    def wants_reading(self) -> bool:
        """Whether the author asked to have their words read to them."""
        return self.asked.selection.reading_asked_at is not None


@dataclass(frozen=True)
class Reading:
    """Words that can be read back, and the name of who entered the answer."""

    asked: Asked
    entered_by: str | None


def reading_seat(
    db: Session, actor: Person, *, slug: str, output_id: UUID, selection_id: UUID
) -> ReadingSeat | None:
    """The words of this address, in an output of this cohort. Three statements."""
    desk = desk_by_id(db, actor, slug=slug, output_id=output_id)
    asked = asked_by_id(db, actor, selection_id=selection_id) if desk else None
    if desk is None or asked is None or asked.output.id != desk.output.id:
        return None
    return ReadingSeat(desk, asked, db.get_one(Person, asked.author_id))


def readings_of(
    db: Session, actor: Person, output_id: UUID, *, now: datetime, page: int
) -> Page[Reading]:
    """What can be read back for an output, what still waits first. Three statements.

    The words of whoever asked for it; of people without e-mail those that bear their name, and
    those that the actor wrote down for them. Never the actor's own.
    """
    known = or_(LastConsent.named_as.in_(WITH_NAME), Contribution.told_by_id == actor.id)
    wanted = (
        select_asked()
        .where(
            Selection.output_id == output_id,
            LastConsent.audience == PUBLIC,
            in_force(now),
            or_(Selection.reading_asked_at.is_not(None), and_(known, Person.email.is_(None))),
            Contribution.author_id != actor.id,
        )
        .order_by(None)
    )
    total = db.scalar(wanted.with_only_columns(func.count())) or 0
    ordered = wanted.order_by(
        (Selection.answer == WAITING).desc(), func.lower(Person.name), Selection.id
    )
    rows = read_asked(db, ordered.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    names = names_of(db, [one.selection.answered_by_id for one in rows])
    found = [Reading(one, names.get(one.selection.answered_by_id or one.output.id)) for one in rows]
    return Page(found, page, total)
