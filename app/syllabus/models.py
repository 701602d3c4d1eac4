"""The loaded course: an edition, its modules and their steps, as they stand in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Edition(Row, Base):
    """One version of the programme's content; a cohort is pinned to one."""

    __tablename__ = "edition"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    digest: Mapped[str]
    frozen_at: Mapped[datetime | None]
    loaded_at: Mapped[datetime]

    @property
    def is_frozen(self) -> bool:
        """Whether the content of this edition may no longer change."""
        return self.frozen_at is not None

    def freeze(self, now: datetime) -> None:
        """Close this edition to changes from `now`; freezing again keeps the first moment."""
        if self.frozen_at is None:
            self.frozen_at = now


class CourseModule(Row, Base):
    """One module of an edition: about an hour of steps around one question."""

    __tablename__ = "course_module"
    __table_args__ = (
        UniqueConstraint("edition_id", "key"),
        # Checked at commit, so that a load may swap the numbers of two modules.
        UniqueConstraint("edition_id", "number", deferrable=True, initially="DEFERRED"),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    key: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    aims: Mapped[list[str]] = mapped_column(JSONB)
    minutes: Mapped[int]


class Step(Row, Base):
    """One page of a module; `html` is sanitised when it is loaded and safe to show as it is."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("module_id", "key"),)

    module_id: Mapped[UUID] = mapped_column(ForeignKey("course_module.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    html: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
