"""Who is to be erased, and who was: the row is the job, and afterwards the record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.rights.rules.erasing import STATES


class Erasure(Row, Base):
    """One wish to be erased: `waiting -> working -> done`, or `waiting -> undone`.

    Of the person it holds no more than their id, so that a backup that is brought back can be
    made to forget them again.
    """

    __tablename__ = "erasure"
    __table_args__ = (
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint("(state = 'done') = (erased_at IS NOT NULL)", name="done_has_a_time"),
        Index(
            "uq_erasure_open",
            "person_id",
            unique=True,
            postgresql_where="state IN ('waiting','working')",
        ),
    )

    # Not a foreign key: the record outlives whatever it is about.
    person_id: Mapped[UUID] = mapped_column(index=True)
    asked_at: Mapped[datetime]
    # Who asked: the person, or a programme lead whom they told; nobody: the command line.
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # Until then it can be undone.
    due_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="waiting", server_default="waiting")
    # How many of the steps (see rules) are finished.
    step: Mapped[int] = mapped_column(default=0, server_default="0")
    claim: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    erased_at: Mapped[datetime | None]
    # Where their name, address or number still stood in words of others: counts by table.
    left: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
