"""Reflections and their unchangeable versions; what people wrote is sealed with a key of theirs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Reflection(Row, Base):
    """An entry of a person's reflective log; nobody else has a way to it."""

    __tablename__ = "reflection"
    __table_args__ = (
        Index("ix_reflection_log", "person_id", "created_at", "id"),
        # A form sent twice carries the same key and makes one entry.
        UniqueConstraint("person_id", "request_key"),
        # What is to be erased.
        Index("ix_reflection_deleted_at", "deleted_at", postgresql_where="deleted_at IS NOT NULL"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # Where the writing began, when it began in a step of a module or at a session.
    enrolment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    step_id: Mapped[UUID | None] = mapped_column(ForeignKey("step.id"), index=True)
    gathering_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("gathering.id", ondelete="SET NULL"), index=True
    )
    request_key: Mapped[UUID]
    created_at: Mapped[datetime]
    # Its author threw it away: no page shows it, and it is erased some days later.
    deleted_at: Mapped[datetime | None]


class ReflectionVersion(Row, Base):
    """What a reflection said at one time; a later save adds a row and changes none."""

    __tablename__ = "reflection_version"
    __table_args__ = (UniqueConstraint("reflection_id", "number"),)

    reflection_id: Mapped[UUID] = mapped_column(ForeignKey("reflection.id", ondelete="CASCADE"))
    number: Mapped[int]
    # The text, and its first words for lists, sealed for TEXT and BEGINNING of this row.
    sealed: Mapped[bytes]
    sealed_beginning: Mapped[bytes]
    # The form it came with: sent again, even after a later version, it adds nothing.
    request_key: Mapped[UUID | None]
    written_at: Mapped[datetime]
    # The version whose words it has again; None: these words were written.
    restored_from: Mapped[int | None]


class ReflectionFeature(Base):
    """That its author says an entry is about a feature of health creation."""

    __tablename__ = "reflection_feature"

    reflection_id: Mapped[UUID] = mapped_column(
        ForeignKey("reflection.id", ondelete="CASCADE"), primary_key=True
    )
    # The key of an item of the framework, the same in every edition of it.
    item_key: Mapped[str] = mapped_column(primary_key=True)


TEXT = "reflection_version.text"
BEGINNING = "reflection_version.beginning"
