"""Support maps: versions that only their person reads, and one shown to an audience."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.mentoring.rules.sharing import Terms


class SupportVersion(Row, Base):
    """A whole support map as it was from then on; sealed with the key of whose it is."""

    __tablename__ = "support_version"
    __table_args__ = (UniqueConstraint("person_id", "number"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    number: Mapped[int]
    sealed: Mapped[bytes]
    written_at: Mapped[datetime]
    # Who typed in what the person told them; empty: they wrote it themselves.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    request_key: Mapped[UUID] = mapped_column(unique=True)


class SupportShare(Row, Base):
    """One version of a support map, shown for a purpose and until a day, as reflections are."""

    __tablename__ = "support_share"
    __table_args__ = (
        CheckConstraint("audience IN ('facilitator','mentor','cohort')", name="known_audience"),
        CheckConstraint("audience <> 'cohort' OR reader_id IS NULL", name="a_cohort_is_nobody"),
        Index("ix_support_share_author_id", "author_id", "shared_at"),
        Index("ix_support_share_cohort_id", "cohort_id", "ends_at"),
    )

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("support_version.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # The cohort that both belong to; when either leaves it, the share has ended.
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    audience: Mapped[str]
    reader_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    # When each of them had joined. Whoever leaves and comes back has joined at another moment.
    author_since: Mapped[datetime]
    reader_since: Mapped[datetime | None]
    sealed_purpose: Mapped[bytes]
    # The last day in the cohort's zone, and the moment after it.
    last_day: Mapped[date]
    ends_at: Mapped[datetime]
    shared_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    request_key: Mapped[UUID] = mapped_column(unique=True)

    @property
    def terms(self) -> Terms:
        """What was set when it was shared, and whether the author ended it."""
        return Terms(
            audience=self.audience,
            author_since=self.author_since,
            reader_since=self.reader_since,
            shared_at=self.shared_at,
            ends_at=self.ends_at,
            revoked_at=self.revoked_at,
        )


class SupportOpening(Row, Base):
    """Somebody opened a shared support map; rows are added and never changed."""

    __tablename__ = "support_opening"
    # Pages that one person opens at the same moment are one opening.
    __table_args__ = (UniqueConstraint("share_id", "reader_id", "minutes"),)

    share_id: Mapped[UUID] = mapped_column(ForeignKey("support_share.id", ondelete="CASCADE"))
    reader_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    opened_at: Mapped[datetime]
    # Which ten minutes that was, counted from 1970.
    minutes: Mapped[int]
