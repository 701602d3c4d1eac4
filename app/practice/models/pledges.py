"""Pledges, their words from the first on, and what was said to each question."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, new_id, sql_words
from app.practice.rules.pledges import BLOCKS, ENDINGS, KINDS, ME, READERS, SAID, VIAS


class Pledge(Row, Base):
    """A promise that somebody makes to themselves; it goes with them.

    No word of it stands here: those are sealed, in `PledgeWording`.
    """

    __tablename__ = "pledge"
    __table_args__ = (
        UniqueConstraint("person_id", "number"),
        CheckConstraint(f"kind IN ({sql_words(KINDS)})", name="known_kind"),
        CheckConstraint(f"seen_by IN ({sql_words(READERS)})", name="known_readers"),
        CheckConstraint(f"ended IN ({sql_words(sorted(ENDINGS))})", name="known_ending"),
        Index("ix_pledge_cohort_id", "cohort_id", "seen_by"),
        # What the worker looks through for questions that are due.
        Index("ix_pledge_to_ask", "made_on", postgresql_where="ended IS NULL AND is_asked"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    # The how manieth of this person, from 1, by which a text message or a caller names it.
    number: Mapped[int]
    kind: Mapped[str]
    # The card of the library with which it began; empty: their own words from the start.
    card_key: Mapped[str | None]
    seen_by: Mapped[str] = mapped_column(default=ME, server_default=ME)
    # The day by the cohort's clock, from which the questions are counted.
    made_on: Mapped[date]
    created_at: Mapped[datetime]
    # The newest question that was asked, in days; 0: none yet.
    asked: Mapped[int] = mapped_column(default=0, server_default="0")
    ended: Mapped[str | None]
    # Whether the person wants to be asked about it.
    is_asked: Mapped[bool] = mapped_column(default=True, server_default="true")
    # Who entered for the person who may read it, or whether to ask, when that was chosen last;
    # empty: they chose it themselves.
    chosen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # Who entered it for the person, from paper or the phone; empty: they made it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)


class PledgeWording(Row, Base):
    """The words of a pledge as they were from then on; an amendment is another row."""

    __tablename__ = "pledge_wording"
    __table_args__ = (UniqueConstraint("pledge_id", "number"),)

    pledge_id: Mapped[UUID] = mapped_column(ForeignKey("pledge.id", ondelete="CASCADE"))
    number: Mapped[int]
    sealed: Mapped[bytes]
    written_at: Mapped[datetime]
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class PledgeAnswer(Row, Base):
    """What somebody said about how it goes; never changed, only followed by another."""

    __tablename__ = "pledge_answer"
    __table_args__ = (
        CheckConstraint(f"said IN ({sql_words(SAID)})", name="known_answer"),
        CheckConstraint(f"block IN ({sql_words(BLOCKS)})", name="known_block"),
        CheckConstraint("block IS NULL OR said = 'blocked'", name="a_block_is_of_blocked"),
        CheckConstraint(f"via IN ({sql_words(VIAS)})", name="known_way"),
        Index("ix_pledge_answer_pledge_id", "pledge_id", "said_at"),
    )

    pledge_id: Mapped[UUID] = mapped_column(ForeignKey("pledge.id", ondelete="CASCADE"))
    # The question it answers, in days from the making; 0: nobody had asked.
    follow_up: Mapped[int]
    said: Mapped[str]
    block: Mapped[str | None]
    # Words beside it, sealed with the person's own key; empty: none.
    sealed: Mapped[bytes | None]
    said_at: Mapped[datetime]
    via: Mapped[str]
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)
