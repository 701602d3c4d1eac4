"""What a report asks of whom, what came of it, and how both were put before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.outputs.rules.asks import KINDS, STATES


class Ask(Row, Base):
    """One thing that a report asks of an organisation or a role; anyone may read it once asked.

    It stands beside the editions and not in them, so that a frozen page stays as it is.
    """

    __tablename__ = "output_ask"
    __table_args__ = (
        UniqueConstraint("output_id", "request_key"),
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint("(state = 'asked') = (asked_on IS NOT NULL)", name="asked_on_a_day"),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    text: Mapped[str]
    to_whom: Mapped[str]
    # The day on which it was put to them; None while a facilitator has not taken it up.
    asked_on: Mapped[date | None]
    # Whose idea it was, and who typed it in, where that was another.
    proposed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # Who took it up or not, when, and why not.
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    why_not: Mapped[str] = mapped_column(default="", server_default="")
    request_key: Mapped[UUID]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]


class AskAnswer(Row, Base):
    """What somebody said to an ask, or that it was asked again; emptied when it was wrong."""

    __tablename__ = "output_ask_answer"
    __table_args__ = (
        UniqueConstraint("ask_id", "request_key"),
        Index("ix_output_ask_answer_order", "ask_id", "on_day", "entered_at"),
        CheckConstraint(f"kind IN ({sql_words(KINDS)})", name="known_kind"),
        CheckConstraint("by_when IS NULL OR kind = 'will_do'", name="only_a_promise_has_a_day"),
        CheckConstraint("taken_down_at IS NULL OR text = ''", name="taken_down_is_empty"),
    )

    ask_id: Mapped[UUID] = mapped_column(ForeignKey("output_ask.id", ondelete="CASCADE"))
    kind: Mapped[str]
    text: Mapped[str]
    # The organisation or role that said it; for asking again, the one that was asked.
    by_whom: Mapped[str]
    on_day: Mapped[date]
    by_when: Mapped[date | None]
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    entered_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    request_key: Mapped[UUID]
    taken_down_at: Mapped[datetime | None]
    taken_down_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    # Anyone may read why.
    taken_down_why: Mapped[str] = mapped_column(default="", server_default="")


class AskChange(Row, Base):
    """How an ask or an answer was put before somebody changed it; for the cohort's facilitators.

    What was said before goes with an answer that is taken down.
    """

    __tablename__ = "output_ask_change"

    ask_id: Mapped[UUID] = mapped_column(
        ForeignKey("output_ask.id", ondelete="CASCADE"), index=True
    )
    # None: the ask itself was changed.
    answer_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("output_ask_answer.id", ondelete="CASCADE"), index=True
    )
    before: Mapped[dict[str, Any]]
    changed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime]
