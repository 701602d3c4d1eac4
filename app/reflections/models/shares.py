"""One version shown to one audience, who opened it, and what was said about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row
from app.mentoring.models.sharing import Opened, Shared, audience_checks

# For what a purpose and a comment are sealed.
PURPOSE = "share.purpose"
COMMENT = "share_comment.text"


class Share(Shared, Row, Base):
    """One version of a reflection, shown for a purpose and until a day."""

    __tablename__ = "share"
    __table_args__ = (
        *audience_checks(),
        UniqueConstraint("author_id", "request_key"),
        Index("ix_share_author_id_shared_at", "author_id", "shared_at"),
        Index("ix_share_cohort_id_ends_at", "cohort_id", "ends_at"),
    )

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("reflection_version.id", ondelete="CASCADE"), index=True
    )
    # When the author last looked at what was said about it.
    looked_at: Mapped[datetime | None]
    request_key: Mapped[UUID]


class ShareAttachment(Base):
    """That a picture or recording of the entry goes along with a share; its author ticked it."""

    __tablename__ = "share_attachment"

    share_id: Mapped[UUID] = mapped_column(
        ForeignKey("share.id", ondelete="CASCADE"), primary_key=True
    )
    attachment_id: Mapped[UUID] = mapped_column(
        ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ShareOpening(Opened, Row, Base):
    """Somebody opened a share; rows are added and never changed."""

    __tablename__ = "share_opening"
    __table_args__ = (UniqueConstraint("share_id", "reader_id", "minutes"),)

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"))


class ShareComment(Row, Base):
    """What a reader said about a share, or its author answered.

    Sealed with the author's key for COMMENT of this row, so that it goes when that key goes.
    """

    __tablename__ = "share_comment"
    __table_args__ = (UniqueConstraint("share_id", "writer_id", "request_key"),)

    share_id: Mapped[UUID] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"))
    writer_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes]
    written_at: Mapped[datetime]
    request_key: Mapped[UUID]
