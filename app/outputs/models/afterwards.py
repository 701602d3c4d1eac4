"""What is kept of an output once it is out: who has it, and that words were taken out of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.outputs.rules.afterwards import HOW, WHY


class EditionRecipient(Row, Base):
    """To whom somebody gave an edition, so that they can be told when words are taken out."""

    __tablename__ = "edition_recipient"
    __table_args__ = (
        CheckConstraint(f"how IN ({sql_words(HOW)})", name="known_way"),
        CheckConstraint("(told_on IS NULL) = (told_at IS NULL)", name="told_or_not"),
    )

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("output_edition.id", ondelete="CASCADE"), index=True
    )
    # An organisation, or what somebody does there; not a person's name.
    to_whom: Mapped[str]
    how: Mapped[str]
    given_on: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # A form sent twice carries the same key and is one entry.
    request_key: Mapped[UUID] = mapped_column(unique=True)
    # The day in the cohort's zone when they were told that the edition is not shown any more, and
    # when and by whom that was entered.
    told_on: Mapped[date | None]
    told_at: Mapped[datetime | None]
    told_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class TakenOut(Row, Base):
    """That words were taken out of an output: neither which, nor whose."""

    __tablename__ = "taken_out"
    __table_args__ = (CheckConstraint(f"why IN ({sql_words(WHY)})", name="known_reason"),)

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), index=True)
    why: Mapped[str]
    # The numbers of the published editions that were taken down with it; empty: of none.
    editions: Mapped[list[Any]]
    happened_at: Mapped[datetime]
