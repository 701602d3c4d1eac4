"""Outputs, and the builds that the worker makes of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.outputs.rules.stages import MESSAGES, TEMPLATES


class Output(Row, Base):
    """A report that a community of learning compiles; its editions are frozen when published."""

    __tablename__ = "output"
    __table_args__ = (
        CheckConstraint(f"template IN ({sql_words(TEMPLATES)})", name="known_template"),
        UniqueConstraint("cohort_id", "request_key"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    template: Mapped[str] = mapped_column(default=MESSAGES, server_default=MESSAGES)
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID]
    created_at: Mapped[datetime]
    # When a facilitator asked the authors about their words in the draft; until then nobody is
    # asked, and from then on each later draft asks about what is new or has changed in it.
    asked_authors_at: Mapped[datetime | None]
    # The last day for answers to the draft, in the cohort's zone; none was chosen: no end.
    answers_until: Mapped[date | None]
    # The number of the edition before which those who had not answered were reminded; 0: of none.
    reminded_for: Mapped[int] = mapped_column(default=0, server_default="0")
    # Grows with each change of what goes in and how it is grouped; a draft notes the one it shows,
    # and a page that was opened before a change is told so.
    arrangement: Mapped[int] = mapped_column(default=0, server_default="0")


class OutputBuild(Row, Base):
    """One piece of work for the worker: a draft to approve, or an edition to publish.

    The row is the job: `queued -> working -> done` or `failed`; a claim that runs out goes back
    to `queued`, and finished stages are not done again.
    """

    __tablename__ = "output_build"
    __table_args__ = (
        CheckConstraint("purpose IN ('draft','edition')", name="known_purpose"),
        CheckConstraint("state IN ('queued','working','done','failed')", name="known_state"),
        # One build of an output at a time.
        Index(
            "uq_output_build_live",
            "output_id",
            unique=True,
            postgresql_where="state IN ('queued','working')",
        ),
    )

    output_id: Mapped[UUID] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued", server_default="queued")
    # How many of the stages (see rules) are finished, shown to the facilitator.
    stage: Mapped[int] = mapped_column(default=0, server_default="0")
    claim: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    reason: Mapped[str | None]
    # What finished stages found: ids, counts and charts, never anybody's words.
    work: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    # The content tree (a Document as JSON); emptied as soon as anybody in it takes words back.
    document: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
