"""Words that people offer, with what they allow for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Contribution(Row, Base):
    """Words that an author offers, word for word; they stand here, apart from where they were cut.

    Nothing reads the reflection again: what its author did not give stays sealed.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("author_id", "request_key"),
        CheckConstraint("kind IN ('quote')", name="known_kind"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="quote", server_default="quote")
    # The version they were cut from; None once its author has deleted it.
    version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("reflection_version.id", ondelete="SET NULL"), index=True
    )
    # Pairs of [start, end) in characters of the version's text, in order; a gap is shown as […].
    slices: Mapped[list[Any]]
    # The words themselves as they were when given, and the SHA-256 of their UTF-8 bytes; the words
    # are emptied when their author takes them back.
    text: Mapped[str]
    sha256: Mapped[str]
    request_key: Mapped[UUID]
    given_at: Mapped[datetime]


class Consent(Row, Base):
    """What an author allows for one contribution; a new answer is a new row, the last counts."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_contribution", "contribution_id", "given_at"),
        CheckConstraint("audience IN ('cohort','public')", name="known_audience"),
        CheckConstraint(
            "named_as IN ('full_name','first_name','standing','nobody')", name="known_name"
        ),
    )

    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"))
    audience: Mapped[str]
    named_as: Mapped[str]
    # The last day it holds; None: until the author takes it back.
    until: Mapped[date | None]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
