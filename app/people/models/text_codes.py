"""Codes that go out as texts, for people who sign in by phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.people.rules.text_codes import MOST_TRIES


class TextCode(Row, Base):
    """A browser asked for a code to be sent to a number, be it known here or not.

    The code itself stands nowhere: it follows from the id and the platform's secret.
    """

    __tablename__ = "text_code"
    __table_args__ = (
        CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="few_tries"),
        Index("ix_text_code_asked", "asked_at"),
    )

    # A keyed hash of the number in its plain form: whoever typed it may have nothing to do with us,
    # and there are few enough numbers to try them all against a plain hash.
    phone_mark: Mapped[str]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    # When the right code was typed, and when somebody was let in by it.
    shown_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
