"""What the two agreed on, in versions, and who signed which."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.mentoring.rules.topics import CONTACT_MODES


class Agreement(Row, Base):
    """One version of how the two go about it; a change is another version, which both sign."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("pairing_id", "number"),
        CheckConstraint("number > 0", name="counted_from_one"),
        CheckConstraint(f"modes <@ ARRAY[{sql_words(CONTACT_MODES)}]::text[]", name="known_modes"),
        CheckConstraint(
            "how_often IN ('weekly','fortnightly','monthly','as_it_suits')", name="known_rhythm"
        ),
    )

    pairing_id: Mapped[UUID] = mapped_column(ForeignKey("pairing.id", ondelete="CASCADE"))
    number: Mapped[int]
    modes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    how_often: Mapped[str]
    ends_on: Mapped[date]
    # What stays out, in their words; sealed with the pairing's key for BOUNDARIES of this row.
    sealed_boundaries: Mapped[bytes]
    # The version of our sentences about what cannot be kept between the two.
    limits: Mapped[str]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    # The same form sent again is the same version.
    request_key: Mapped[UUID] = mapped_column(unique=True)


class AgreementSignature(Row, Base):
    """That one of the two agreed to a version: on a page, on paper, or when it was read out."""

    __tablename__ = "agreement_signature"
    __table_args__ = (
        UniqueConstraint("agreement_id", "person_id"),
        CheckConstraint("how IN ('page','phone','paper')", name="known_way"),
        # A name may go when its bearer is erased, so a phone call need not have one for ever.
        CheckConstraint("how <> 'page' OR read_by_id IS NULL", name="nobody_reads_a_page"),
    )

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    signed_at: Mapped[datetime]
    how: Mapped[str]
    # Who read it out over the phone, or took the paper.
    read_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class AgreementReading(Row, Base):
    """That a coordinator opened a version to read it out to one of the two; both see it."""

    __tablename__ = "agreement_reading"
    __table_args__ = (Index("ix_agreement_reading_of", "agreement_id", "read_at"),)

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    # To whom it was read, and by whom.
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    read_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    read_at: Mapped[datetime]
