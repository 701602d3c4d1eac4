"""Enrolments, and the keys and files by which people come into a cohort."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.cohorts.rules import MOVES
from app.kit.db import Base, Row, new_id


class Enrolment(Row, Base):
    """A person in a cohort, with a role and a standing; standing never changes a right."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("cohort_id", "person_id"),
        CheckConstraint("role IN ('participant','facilitator')", name="known_role"),
        CheckConstraint(
            "state IN ('asked','waiting','offered','invited','joined','declined','left',"
            "'withdrawn')",
            name="known_state",
        ),
        # The line of those who wait, and the offers that run out.
        Index(
            "ix_enrolment_waiting",
            "cohort_id",
            "waiting_since",
            postgresql_where="state = 'waiting'",
        ),
        # Few were moved here from elsewhere; who they are is asked for with each list of people.
        Index(
            "ix_enrolment_moved_to_id",
            "moved_to_id",
            postgresql_where="moved_to_id IS NOT NULL",
        ),
        Index("ix_enrolment_offered", "offered_until", postgresql_where="state = 'offered'"),
        CheckConstraint(
            "standing IN ('pcn_staff','community_health_creator','local_partner',"
            "'lived_experience')",
            name="known_standing",
        ),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    standing: Mapped[str]
    state: Mapped[str]
    # Who entered this person, since the record says who did what for whom.
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]
    # The newest invitation, and how many there have been; each is a letter of its own.
    invited_at: Mapped[datetime | None]
    invitations: Mapped[int] = mapped_column(default=0, server_default="0")
    # Who entered the answer: the person, or a facilitator whom they told it.
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    declined_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    # Since when somebody has asked to join, or stood in line; the line is in this order.
    asked_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    # Until when an offered seat is kept for this person, and how often one was since they stand
    # in line.
    offered_until: Mapped[datetime | None]
    offers: Mapped[int] = mapped_column(default=0, server_default="0")
    join_key_id: Mapped[UUID | None] = mapped_column(ForeignKey("join_key.id", ondelete="SET NULL"))
    # Where the person comes from, among the places of the cohort.
    place_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("place.id", ondelete="SET NULL"), index=True
    )
    # Who took somebody out; empty: they left by themselves.
    left_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # The enrolment in another cohort that goes on where this one ended.
    moved_to_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL")
    )

    def become(self, state: str) -> None:
        """Go on to another state; whoever calls this holds the row.

        Raises: ValueError when nothing leads there from here, which is a fault of ours.
        """
        if state not in MOVES[self.state]:
            message = f"an enrolment that is {self.state} cannot become {state}"
            raise ValueError(message)
        self.state = state


class JoinKey(Row, Base):
    """A word that people can type to ask for a seat in a cohort, until a day or a number."""

    __tablename__ = "join_key"
    __table_args__ = (
        CheckConstraint("cap > 0", name="cap_is_positive"),
        CheckConstraint("used >= 0 AND (cap IS NULL OR used <= cap)", name="used_within_cap"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    word: Mapped[str] = mapped_column(unique=True)
    standing: Mapped[str]
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id", ondelete="SET NULL"))
    # Whether a facilitator says yes to each person first.
    asks_first: Mapped[bool]
    cap: Mapped[int | None]
    used: Mapped[int] = mapped_column(default=0, server_default="0")
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    # A form sent twice carries the same key and makes one.
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)


class RosterFile(Row, Base):
    """A spreadsheet of people between its preview and the yes; its content is kept for a day."""

    __tablename__ = "roster_file"
    __table_args__ = (Index("ix_roster_file_uploaded", "uploaded_at"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    # Emptied after a day.
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    # Choices of the form: who the people are when the file does not say it, and the like.
    choices: Mapped[dict[str, Any]]
    uploaded_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    uploaded_at: Mapped[datetime]
    # When somebody said yes, who, and how many rows were new, changed, here already and refused.
    applied_at: Mapped[datetime | None]
    applied_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    counts: Mapped[dict[str, Any] | None]
