"""Plumblines that groups answer together; they belong to the group and to no one person in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, new_id, sql_words
from app.practice.rules.groups import ANSWERS, GROUP, MOST_PEOPLE, READERS
from app.practice.rules.looks import MOMENTS


class GroupPlumbline(Row, Base):
    """What a group of a cohort looks at; its words are sealed with a key of the group's own."""

    __tablename__ = "group_plumbline"
    __table_args__ = (
        CheckConstraint(f"seen_by IN ({sql_words(READERS)})", name="known_readers"),
        Index("ix_group_plumbline_cohort", "cohort_id", "id"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    sealed_name: Mapped[bytes]
    # The session at which they talked; empty: people of one practice or service, or another time.
    gathering_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("gathering.id", ondelete="SET NULL"), index=True
    )
    # Who reads it, by the group's choice, and who entered that choice last.
    seen_by: Mapped[str] = mapped_column(default=GROUP, server_default=GROUP)
    chosen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    begun_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    # What those who were there type to read it and to write in it.
    word: Mapped[str] = mapped_column(unique=True)
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)


class GroupMember(Base):
    """Somebody who was there, or types it in; nobody is named without their own yes."""

    __tablename__ = "group_member"

    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("group_plumbline.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_named: Mapped[bool] = mapped_column(default=False, server_default="false")
    joined_at: Mapped[datetime]
    # Who put them down, and their yes, from paper or the phone; empty: they did it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class GroupLook(Row, Base):
    """One look of a group: at the start, now, or back; `asked` as in a person's own look."""

    __tablename__ = "group_look"
    __table_args__ = (
        UniqueConstraint("group_id", "moment"),
        CheckConstraint(f"moment IN ({sql_words(MOMENTS)})", name="known_moment"),
        CheckConstraint(f"people BETWEEN 1 AND {MOST_PEOPLE}", name="some_people"),
    )

    group_id: Mapped[UUID] = mapped_column(ForeignKey("group_plumbline.id", ondelete="CASCADE"))
    moment: Mapped[str]
    framework_id: Mapped[UUID] = mapped_column(ForeignKey("framework_edition.id"), index=True)
    asked: Mapped[list[Any]]
    # How many were there, as the group counted itself.
    people: Mapped[int]
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # When somebody last said that this is all.
    done_at: Mapped[datetime | None]
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class GroupAnswer(Row, Base):
    """What a group said about one item from then on; a change is another row, so none is lost."""

    __tablename__ = "group_answer"
    __table_args__ = (
        UniqueConstraint("look_id", "item_key", "number"),
        CheckConstraint(f"answer IN ({sql_words(ANSWERS)})", name="known_answer"),
    )

    look_id: Mapped[UUID] = mapped_column(ForeignKey("group_look.id", ondelete="CASCADE"))
    item_key: Mapped[str]
    number: Mapped[int]
    answer: Mapped[str]
    # What was said and where they did not agree, sealed with the group's key; empty: nothing.
    sealed_note: Mapped[bytes | None]
    given_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    given_at: Mapped[datetime]
