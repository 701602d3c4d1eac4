"""The second step of signing in: apps that show codes, recovery codes, and resets."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class CodeApp(Row, Base):
    """An app that shows somebody a new code every 30 seconds.

    The old one goes on working until the new one has shown a right code.
    """

    __tablename__ = "code_app"
    __table_args__ = (
        Index(
            "uq_code_app_works", "person_id", unique=True, postgresql_where="confirmed_at NOTNULL"
        ),
        Index(
            "uq_code_app_starts", "person_id", unique=True, postgresql_where="confirmed_at ISNULL"
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # What app and platform share, sealed with the person's key.
    locked_secret: Mapped[bytes]
    started_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    # The newest half minute of which a code was used: no code is good twice.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))


class RecoveryCode(Row, Base):
    """A code on paper that stands in once for a lost phone; only its keyed hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    code_hash: Mapped[bytes]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondStepReset(Row, Base):
    """Somebody's second step was taken away for them, since they lost what it needs."""

    __tablename__ = "second_step_reset"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    # None: on the machine itself, by whoever looks after it.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reset_at: Mapped[datetime]
