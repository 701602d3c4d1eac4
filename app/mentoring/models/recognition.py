"""Offers of payment or expenses before a task, and the rates that a deployment sets."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class RecognitionRate(Row, Base):
    """An amount that may be offered, from a day to a day; a change is another row."""

    __tablename__ = "recognition_rate"
    __table_args__ = (
        CheckConstraint("kind IN ('payment','expenses','travel','data')", name="known_kind"),
        CheckConstraint("pence >= 0", name="pence_not_negative"),
        CheckConstraint("pay_within_days BETWEEN 0 AND 365", name="days_in_bounds"),
        CheckConstraint("valid_to >= valid_from", name="valid_in_order"),
    )

    title: Mapped[str]
    kind: Mapped[str]
    pence: Mapped[int]
    pay_within_days: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    request_key: Mapped[UUID] = mapped_column(unique=True)


class Recognition(Row, Base):
    """One offer to one person before a task. Nothing here says anything about benefits.

    The row stays for the accounts, without the name, when the person is erased.
    """

    __tablename__ = "recognition"
    __table_args__ = (
        CheckConstraint(
            "state IN ('offered','accepted','declined','expenses_only','paid','withdrawn')",
            name="known_state",
        ),
        CheckConstraint("pence >= 0", name="pence_not_negative"),
        CheckConstraint("(state = 'paid') = (paid_on IS NOT NULL)", name="paid_on_a_day"),
        Index("ix_recognition_of", "person_id", "offered_at"),
        Index("ix_recognition_due_on", "due_on", postgresql_where="paid_on IS NULL"),
    )

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    rate_id: Mapped[UUID] = mapped_column(ForeignKey("recognition_rate.id"), index=True)
    # What it is for, such as "Mentoring circle on 3 March": never what anybody said there.
    task: Mapped[str]
    pence: Mapped[int]
    offered_at: Mapped[datetime]
    offered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(default="offered", server_default="offered")
    answered_at: Mapped[datetime | None]
    # Who entered the answer; empty for the person themselves.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    # Paid before the task, as for travel and data.
    prepaid: Mapped[bool] = mapped_column(default=False, server_default="false")
    task_done_on: Mapped[date | None]
    due_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    request_key: Mapped[UUID] = mapped_column(unique=True)
