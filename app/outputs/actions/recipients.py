"""Noting who has an edition, and that they were told when it is shown no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import category
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.outputs.errors import DayGivenNeeded, EditionGone, RecipientNeeded
from app.outputs.models import EditionRecipient, Output, OutputEdition
from app.outputs.rules.afterwards import HOW, LONGEST_RECIPIENT
from app.outputs.rules.consent import today_in
from app.people.models import Person


@dataclass(frozen=True)
class Gift:
    """To whom an edition was given, how (see rules), and on which day of the cohort's zone."""

    to_whom: str
    how: str
    given_on: date | None


def note_recipient(
    db: Session,
    actor: Person,
    *,
    output: Output,
    cohort: Cohort,
    number: int,
    gift: Gift,
    request_key: UUID,
    now: datetime,
) -> None:
    """Note who has a published edition; the same form sent twice notes it once. Two statements.

    Raises: RecipientNeeded, DayGivenNeeded, EditionGone.
    """
    to_whom = " ".join(gift.to_whom.split())
    has_controls = any(category(letter) == "Cc" for letter in to_whom)
    if not 0 < len(to_whom) <= LONGEST_RECIPIENT or has_controls or gift.how not in HOW:
        raise RecipientNeeded
    today = today_in(cohort.time_zone, now)
    if gift.given_on is None or gift.given_on > today or gift.given_on.year < today.year - 50:
        raise DayGivenNeeded
    edition_id = db.scalar(
        select(OutputEdition.id).where(
            OutputEdition.output_id == output.id,
            OutputEdition.number == number,
            OutputEdition.published_at.is_not(None),
        )
    )
    if edition_id is None:
        raise EditionGone
    db.execute(
        insert(EditionRecipient)
        .values(
            id=new_id(),
            edition_id=edition_id,
            to_whom=to_whom,
            how=gift.how,
            given_on=gift.given_on,
            entered_at=now,
            entered_by_id=actor.id,
            request_key=sending_key(request_key, to_whom, gift.how, gift.given_on, number),
        )
        .on_conflict_do_nothing(index_elements=["request_key"])
    )


def note_told(
    db: Session, actor: Person, recipient: EditionRecipient, *, cohort: Cohort, now: datetime
) -> None:
    """Note that somebody was told today; the first time counts. One statement."""
    db.execute(
        update(EditionRecipient)
        .where(EditionRecipient.id == recipient.id, EditionRecipient.told_on.is_(None))
        .values(told_on=today_in(cohort.time_zone, now), told_at=now, told_by_id=actor.id)
    )
