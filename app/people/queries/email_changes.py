"""Reads of e-mail addresses that people asked for; one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.people.models import EmailChange, Person
from app.people.rules.email_changes import EMAIL_OLD, LASTS, OLD_MAY_REFUSE
from app.post.models import Letter
from app.post.rules import BY_HAND

# When the old end heard of it: a machine writes at once, and what people bring was heard once they
# have noted that they brought it.
TOLD_AT = case((Letter.channel.in_(BY_HAND), Letter.sent_at), else_=Letter.created_at)


@dataclass(frozen=True)
class ChangeFacts:
    """A change with its person; `is_taken`: somebody else has the new address."""

    change: EmailChange
    person: Person
    is_taken: bool


def change_of(db: Session, person_id: UUID, *, now: datetime) -> EmailChange | None:
    """The address that somebody asked for and does not have yet."""
    return db.scalar(
        select(EmailChange).where(
            EmailChange.person_id == person_id, EmailChange.asked_at > now - LASTS
        )
    )


def change_of_letter(
    db: Session, letter_id: UUID | None, *, kind: str, now: datetime, hold: bool = False
) -> EmailChange | None:
    """The change that a letter of this kind is about, while it can still be answered.

    `hold`: nobody else answers it until the commit.
    """
    if letter_id is None:
        return None
    wanted = (
        select(EmailChange)
        .join(Letter, Letter.about_id == EmailChange.id)
        .where(Letter.id == letter_id, Letter.kind == kind, EmailChange.asked_at > now - LASTS)
    )
    if hold:
        wanted = wanted.with_for_update(of=EmailChange)
    return db.scalar(wanted, execution_options={"populate_existing": hold})


def may_refuse_until(db: Session, change: EmailChange) -> datetime | None:
    """When the silence of the old end counts as a yes; None: as things are now, never."""
    told_at = db.scalar(select(TOLD_AT).where(*_old_letter(change.id, change.person_id)))
    return told_at + OLD_MAY_REFUSE if told_at else None


def silent_changes(*, now: datetime) -> Select[EmailChange]:
    """What the new end has confirmed and the old one let pass, longest ago first. No statement."""
    return (
        select(EmailChange)
        .join(Letter, and_(*_old_letter(EmailChange.id, EmailChange.person_id)))
        .where(EmailChange.new_confirmed_at.is_not(None), now - OLD_MAY_REFUSE >= TOLD_AT)
        .order_by(EmailChange.asked_at)
    )


def _old_letter(change_id: Any, person_id: Any) -> Sequence[ColumnElement[bool]]:
    return (
        Letter.about_id == change_id,
        Letter.person_id == person_id,
        Letter.kind == EMAIL_OLD,
        Letter.state != "lapsed",
    )


def changes_with_people(
    db: Session, change_ids: Sequence[UUID], *, now: datetime
) -> dict[UUID, ChangeFacts]:
    """Changes that are under way, by their id."""
    other = aliased(Person)
    is_taken = exists().where(
        func.lower(other.email) == func.lower(EmailChange.new_email), other.id != Person.id
    )
    rows = db.execute(
        select(EmailChange, Person, is_taken)
        .join(Person, Person.id == EmailChange.person_id)
        .where(EmailChange.id.in_(change_ids), EmailChange.asked_at > now - LASTS)
    )
    return {change.id: ChangeFacts(change, person, taken) for change, person, taken in rows}
