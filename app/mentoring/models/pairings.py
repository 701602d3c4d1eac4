"""Pairings, their two members, and the log of all that became of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.mentoring.rules.states import (
    CLOSED,
    LIVE,
    MOVERS,
    OPEN,
    PROPOSED,
    REASONS,
    STATES,
    SUSPENDED,
)


class Pairing(Row, Base):
    """Two people in peer mentoring; both give and receive.

    Only `app.mentoring.actions.pairings` changes its state. It stays when one of the two is
    erased, without the name, so that the other keeps what is theirs.
    """

    __tablename__ = "pairing"
    __table_args__ = (
        CheckConstraint(f"state IN ({sql_words(STATES)})", name="known_state"),
        CheckConstraint(
            f"held_from IS NULL OR held_from IN ({sql_words(LIVE)})", name="known_hold"
        ),
        CheckConstraint(
            f"(state = '{SUSPENDED}') <= (held_from IS NOT NULL)", name="hold_remembers"
        ),
        CheckConstraint("origin IN ('stable','suggested','by_hand','again')", name="known_origin"),
        CheckConstraint(
            f"closed_for IS NULL OR closed_for IN ({sql_words(REASONS)})", name="known_reason"
        ),
        CheckConstraint(f"(state = '{CLOSED}') <= (closed_for IS NOT NULL)", name="end_has_reason"),
        CheckConstraint("one_id < two_id", name="in_order"),
        # The same two are open to each other once.
        Index(
            "uq_pairing_open",
            "one_id",
            "two_id",
            unique=True,
            postgresql_where=f"state IN ({sql_words(OPEN)})",
        ),
        Index(
            "ix_pairing_open_state",
            "state",
            "state_since",
            postgresql_where=f"state IN ({sql_words(OPEN)})",
        ),
        # Proposals whose time runs out.
        Index("ix_pairing_answer_by", "answer_by", postgresql_where=f"state = '{PROPOSED}'"),
    )

    # The two, the smaller id first, for the index above; everything else reads the members.
    one_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    two_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str]
    origin: Mapped[str]
    # Keys and facts from which the rules make words; both members see them.
    reasons: Mapped[list[Any]]
    run_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("matching_run.id", ondelete="SET NULL"), index=True
    )
    proposed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    proposed_at: Mapped[datetime]
    # When a proposal that not both have answered runs out.
    answer_by: Mapped[datetime]
    state_since: Mapped[datetime]
    # On hold: the state that it goes back to.
    held_from: Mapped[str | None]
    # The day on which a break ends, when one was named.
    back_on: Mapped[date | None]
    # The last day that the agreement in force names.
    ends_on: Mapped[date | None]
    # Why it ended, or was taken back before both had said yes.
    closed_for: Mapped[str | None]
    # The newest meeting that happened; a coordinator sees its month.
    last_met_on: Mapped[date | None]
    request_key: Mapped[UUID] = mapped_column(unique=True)


class PairingMember(Row, Base):
    """One of the two, and what they said about it; without a name when they are erased."""

    __tablename__ = "pairing_member"
    __table_args__ = (
        UniqueConstraint("pairing_id", "person_id"),
        CheckConstraint("answer IN ('yes','no')", name="known_answer"),
        CheckConstraint("contact_after IN ('yes','no')", name="known_contact"),
        CheckConstraint("wants_again IN ('yes','no')", name="known_wish"),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    # To the proposal; a no needs no reason, and none is kept.
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    # Who entered it; empty for the person themselves.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    # At the end: what they gained (sealed with the pairing's key for GAINED of this row), whether
    # the other may be in touch afterwards, and whether they would like to be matched again.
    sealed_gained: Mapped[bytes | None]
    contact_after: Mapped[str | None]
    wants_again: Mapped[str | None]
    looked_back_at: Mapped[datetime | None]
    # Who entered that; empty for the person themselves.
    looked_back_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )


class MentoringAbsence(Row, Base):
    """That one of the two could not be reached, and until when the pair waits for them.

    Goes with whoever is missed.
    """

    __tablename__ = "mentoring_absence"
    __table_args__ = (
        CheckConstraint("settled_how IN ('in_touch','closed','otherwise')", name="known_end"),
        CheckConstraint("(settled_at IS NULL) = (settled_how IS NULL)", name="settled_somehow"),
        Index(
            "uq_mentoring_absence_open",
            "pairing_id",
            "person_id",
            unique=True,
            postgresql_where="settled_at IS NULL",
        ),
        Index("ix_mentoring_absence_due", "waits_until", postgresql_where="settled_at IS NULL"),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    # Who is missed.
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    told_at: Mapped[datetime]
    # Who entered that they are missed.
    told_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    waits_until: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_how: Mapped[str | None]


class PairingChange(Row, Base):
    """One move of a pairing; rows are added and never changed, and a trigger sees to it.

    Names go from it when people are erased.
    """

    __tablename__ = "pairing_change"
    __table_args__ = (
        Index("ix_pairing_change_of", "pairing_id", "at"),
        CheckConstraint(f"before IS NULL OR before IN ({sql_words(STATES)})", name="known_before"),
        CheckConstraint(f"after IN ({sql_words(STATES)})", name="known_after"),
        CheckConstraint(f"mover IN ({sql_words(MOVERS)})", name="known_mover"),
        CheckConstraint(f"reason IN ('',{sql_words(REASONS)})", name="known_reason"),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    # Nothing before the proposal.
    before: Mapped[str | None]
    after: Mapped[str]
    mover: Mapped[str]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime]
    # Who did it, and for whom when they entered it for somebody; nobody: the clock.
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    for_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
