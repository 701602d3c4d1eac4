"""Support maps: versions that only their person reads, and one shown to an audience."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.mentoring.models.sharing import Opened, Shared, audience_checks


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


class SupportShare(Shared, Row, Base):
    """One version of a support map, shown for a purpose and until a day, as reflections are."""

    __tablename__ = "support_share"
    __table_args__ = (
        *audience_checks(),
        Index("ix_support_share_author_id", "author_id", "shared_at"),
        Index("ix_support_share_cohort_id", "cohort_id", "ends_at"),
    )

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("support_version.id", ondelete="CASCADE"), index=True
    )
    request_key: Mapped[UUID] = mapped_column(unique=True)


class SupportOpening(Opened, Row, Base):
    """Somebody opened a shared support map; rows are added and never changed."""

    __tablename__ = "support_opening"
    __table_args__ = (UniqueConstraint("share_id", "reader_id", "minutes"),)

    share_id: Mapped[UUID] = mapped_column(ForeignKey("support_share.id", ondelete="CASCADE"))
