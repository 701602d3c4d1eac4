"""Runs of the matching, and what each of them proposes for whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.mentoring.rules.runs import REFUSED


class MatchingRun(Row, Base):
    """One matching: asked for, worked out by the worker, and decided by a coordinator.

    It stays when people go; their lines go with them.
    """

    __tablename__ = "matching_run"
    __table_args__ = (
        CheckConstraint(
            "state IN ('asked','running','proposed','approved','set_aside','failed')",
            name="known_state",
        ),
        # One at a time is under way or waits for a decision.
        Index(
            "uq_matching_run_undecided",
            "is_undecided",
            unique=True,
            postgresql_where="is_undecided",
        ),
        CheckConstraint(
            "is_undecided = (state IN ('asked','running','proposed'))", name="undecided_by_state"
        ),
        Index("ix_matching_run_asked_at", "asked_at"),
    )

    state: Mapped[str] = mapped_column(default="asked", server_default="asked")
    is_undecided: Mapped[bool] = mapped_column(default=True, server_default="true")
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    # Until when a worker holds it, and how far it has come.
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    done: Mapped[int] = mapped_column(default=0, server_default="0")
    total: Mapped[int] = mapped_column(default=0, server_default="0")
    finished_at: Mapped[datetime | None]
    # The hash of all that went in, and the version of the rules: the same gives the same again.
    digest: Mapped[str] = mapped_column(default="", server_default="")
    rules: Mapped[str] = mapped_column(default="", server_default="")
    # Rises with each change of the proposal; whoever approves names the one that they saw.
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    # The run before it, to say what has changed since.
    previous_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("matching_run.id", ondelete="SET NULL")
    )
    request_key: Mapped[UUID] = mapped_column(unique=True)


class MatchingLine(Row, Base):
    """Two people whom a run would pair, or one whom it left without anybody, and why."""

    __tablename__ = "matching_line"
    __table_args__ = (
        UniqueConstraint("run_id", "person_id", "other_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("origin IN ('stable','suggested','by_hand','left')", name="known_origin"),
        CheckConstraint("(origin = 'left') = (other_id IS NULL)", name="nobody_when_left"),
        CheckConstraint("person_id <> other_id", name="two_people"),
        CheckConstraint(f"refused IN ({sql_words(REFUSED)})", name="known_refusal"),
    )

    run_id: Mapped[UUID] = mapped_column(ForeignKey("matching_run.id", ondelete="CASCADE"))
    # The one whose wishes came first, and the one who was asked.
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    origin: Mapped[str]
    # Keys and facts from which the rules make words.
    reasons: Mapped[list[Any]]
    # The coordinator who paired them by hand.
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    taken_out_at: Mapped[datetime | None]
    taken_out_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    pairing_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("pairing.id", ondelete="SET NULL"), index=True
    )
    # Why it was not gone ahead with when the run was approved.
    refused: Mapped[str | None]
