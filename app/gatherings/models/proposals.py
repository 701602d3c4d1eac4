"""Sessions that somebody of a cohort would like to have."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.gatherings.rules.proposals import PROPOSED
from app.kit.db import Base, Row


class SessionProposal(Row, Base):
    """An idea for a session; it has no time yet, so it is no session.

    `proposed -> planned`, with the session that came of it, or `not_taken_up`, with an answer.
    """

    __tablename__ = "session_proposal"
    __table_args__ = (
        Index("ix_session_proposal_of", "cohort_id", "proposed_at"),
        CheckConstraint("how IN ('online','in_person','blended')", name="known_way"),
        CheckConstraint("state IN ('proposed','planned','not_taken_up')", name="known_state"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    proposed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    proposed_at: Mapped[datetime]
    # The facilitator who entered it for somebody who told it by phone or on paper.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    title: Mapped[str]
    # What it is for, and when it would suit, in the person's own words.
    about: Mapped[str]
    suits: Mapped[str]
    how: Mapped[str]
    state: Mapped[str] = mapped_column(default=PROPOSED, server_default=PROPOSED)
    # Why not, for the whole cohort to read; and the session that came of it.
    answer: Mapped[str] = mapped_column(default="", server_default="")
    gathering_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("gathering.id", ondelete="SET NULL"), index=True
    )
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    # A form sent twice carries the same key and is one proposal.
    request_key: Mapped[UUID] = mapped_column(unique=True)
