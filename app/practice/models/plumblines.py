"""The plumbline: what somebody holds it to, their looks at it, and the numbers of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, new_id, sql_words
from app.practice.rules.looks import HIGHEST, LOWEST, MOMENTS


class Plumbline(Row, Base):
    """One practice or service that a person looks at; its name is sealed with their key."""

    __tablename__ = "plumbline"
    __table_args__ = (
        Index("ix_plumbline_person", "person_id", "cohort_id"),
        # A person counts once in the picture of a cohort.
        Index(
            "uq_plumbline_counted",
            "cohort_id",
            "person_id",
            unique=True,
            postgresql_where="is_counted",
        ),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    sealed_name: Mapped[bytes]
    created_at: Mapped[datetime]
    # Whether the person wants its finished looks counted in the picture of their cohort.
    is_counted: Mapped[bool] = mapped_column(default=False, server_default="false")
    # A form sent twice carries the same key and begins one.
    request_key: Mapped[UUID] = mapped_column(unique=True, default=new_id)


class PlumblineLook(Row, Base):
    """One look at it: at the start, now, or back.

    `asked` are the questions as they were when the look began: item, part, label and ask of each.
    So what was answered stays clear when the course or the cohort's framework changes.
    """

    __tablename__ = "plumbline_look"
    __table_args__ = (
        UniqueConstraint("plumbline_id", "moment"),
        CheckConstraint(f"moment IN ({sql_words(MOMENTS)})", name="known_moment"),
    )

    plumbline_id: Mapped[UUID] = mapped_column(ForeignKey("plumbline.id", ondelete="CASCADE"))
    moment: Mapped[str]
    framework_id: Mapped[UUID] = mapped_column(ForeignKey("framework_edition.id"), index=True)
    asked: Mapped[list[Any]]
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # When the person last said that this is all.
    done_at: Mapped[datetime | None]
    # Who typed it in for the person, from paper or the phone; empty: they did it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class PlumblineScore(Base):
    """The number for one item; none: “I don't know”. What was left out has no row."""

    __tablename__ = "plumbline_score"
    __table_args__ = (
        CheckConstraint(f"score BETWEEN {LOWEST} AND {HIGHEST}", name="from_one_to_ten"),
    )

    look_id: Mapped[UUID] = mapped_column(
        ForeignKey("plumbline_look.id", ondelete="CASCADE"), primary_key=True
    )
    item_key: Mapped[str] = mapped_column(primary_key=True)
    score: Mapped[int | None]
