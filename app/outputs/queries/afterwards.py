"""Reads of who has an edition, and of words that were taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.kit.paging import PAGE_SIZE, Page
from app.kit.times import in_zone
from app.outputs.models import EditionRecipient, OutputEdition, TakenOut
from app.outputs.queries.outputs import Desk, desk_by_id
from app.people.models import Person
from app.people.queries import names_of


@dataclass(frozen=True)
class RecipientLine:
    """Who has an edition, whether it is shown no more, and who entered and told what."""

    recipient: EditionRecipient
    number: int
    is_taken_down: bool
    entered_by: str | None
    told_by: str | None

    @property
    def should_be_told(self) -> bool:
        """Whether the edition is shown no more, and nobody has told them."""
        return self.is_taken_down and self.recipient.told_on is None


@dataclass(frozen=True)
class RecipientSeat:
    """Somebody who has an edition of an output of the actor's cohort."""

    desk: Desk
    recipient: EditionRecipient

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


def taken_out_of(db: Session, output_id: UUID, *, zone: str) -> Sequence[tuple[str, date]]:
    """Why and on which day of the zone words left published editions of an output, oldest first.

    One statement.
    """
    rows = db.execute(
        select(TakenOut.why, TakenOut.happened_at)
        .where(TakenOut.output_id == output_id, func.jsonb_array_length(TakenOut.editions) > 0)
        .order_by(TakenOut.happened_at, TakenOut.id)
    )
    return [(why, in_zone(moment, zone).date()) for why, moment in rows]


def recipients_of(db: Session, output_id: UUID, *, page: int) -> Page[RecipientLine]:
    """Who has editions of an output: those to be told first, then the newest. Three statements."""
    wanted = (
        select(EditionRecipient, OutputEdition.number, OutputEdition.withdrawn_at.is_not(None))
        .join(OutputEdition, OutputEdition.id == EditionRecipient.edition_id)
        .where(OutputEdition.output_id == output_id)
    )
    total = db.scalar(wanted.with_only_columns(func.count())) or 0
    to_tell = OutputEdition.withdrawn_at.is_not(None) & EditionRecipient.told_on.is_(None)
    rows = db.execute(
        wanted.order_by(to_tell.desc(), EditionRecipient.given_on.desc(), EditionRecipient.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    ids = [each for row in rows for each in (row[0].entered_by_id, row[0].told_by_id)]
    names = names_of(db, ids)
    lines = [
        RecipientLine(
            *row,
            names.get(row[0].entered_by_id or row[0].id),
            names.get(row[0].told_by_id or row[0].id),
        )
        for row in rows
    ]
    return Page(lines, page, total)


def how_many_to_tell(db: Session, output_id: UUID) -> int:
    """How many who have an edition that is shown no more were not told. One statement."""
    counted = (
        select(func.count())
        .select_from(EditionRecipient)
        .join(OutputEdition, OutputEdition.id == EditionRecipient.edition_id)
        .where(
            OutputEdition.output_id == output_id,
            OutputEdition.withdrawn_at.is_not(None),
            EditionRecipient.told_on.is_(None),
        )
    )
    return db.scalar(counted) or 0


def recipient_seat(
    db: Session, actor: Person, *, slug: str, output_id: UUID, recipient_id: UUID
) -> RecipientSeat | None:
    """Who has an edition, by this address. Two statements."""
    desk = desk_by_id(db, actor, slug=slug, output_id=output_id)
    recipient = db.scalar(
        select(EditionRecipient)
        .join(OutputEdition, OutputEdition.id == EditionRecipient.edition_id)
        .where(EditionRecipient.id == recipient_id, OutputEdition.output_id == output_id)
    )
    return RecipientSeat(desk, recipient) if desk and recipient else None
