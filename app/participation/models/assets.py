"""What there is in a cohort's place, what its people offer, and what became of each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row, sql_words
from app.participation.rules.assets import COSTS, HAPPENED, KINDS, PAGE, STEP_FREE, UNKNOWN, WAYS


class Asset(Row, Base):
    """A group, a service or a place, as people of a cohort know it; never a person."""

    __tablename__ = "asset"
    __table_args__ = (
        Index("ix_asset_of", "cohort_id", "name"),
        Index("ix_asset_to_ask", "confirmed_at", postgresql_where="gone_at IS NULL"),
        CheckConstraint(f"kind IN ({sql_words(KINDS)})", name="known_kind"),
        CheckConstraint(f"step_free IN ({sql_words(STEP_FREE)})", name="known_steps"),
        CheckConstraint(f"cost IN ({sql_words(COSTS)})", name="known_cost"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="both_coordinates"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_in_bounds"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_in_bounds"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    kind: Mapped[str]
    name: Mapped[str]
    about: Mapped[str]
    offers: Mapped[str]
    reach: Mapped[str]
    step_free: Mapped[str] = mapped_column(default=UNKNOWN, server_default=UNKNOWN)
    cost: Mapped[str] = mapped_column(default=UNKNOWN, server_default=UNKNOWN)
    languages: Mapped[str]
    access: Mapped[str]
    for_whom: Mapped[str]
    # The part of the place that it is in, as people call it.
    area: Mapped[str]
    # In degrees, to about a hundred metres; none: it is not drawn.
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    # Who knows of it and is asked about it; none: their account has been removed.
    added_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    added_at: Mapped[datetime]
    # When somebody last said that it is so, and when its adder was last asked.
    confirmed_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]
    # Counts its changes, so that two who write at the same time notice each other.
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    # A form sent twice carries the same key and adds one.
    request_key: Mapped[UUID] = mapped_column(unique=True)


class AssetChange(Row, Base):
    """What happened to an asset, who entered it, and for whom; rows are added, never changed."""

    __tablename__ = "asset_change"
    __table_args__ = (
        Index("ix_asset_change_of", "asset_id", "at"),
        CheckConstraint(f"what IN ({sql_words(HAPPENED)})", name="known_change"),
        CheckConstraint(f"how IN ({sql_words(WAYS)})", name="known_way"),
    )

    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id", ondelete="CASCADE"))
    what: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    # Who told it to whoever entered it; none: they said it themselves.
    told_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    how: Mapped[str] = mapped_column(default=PAGE, server_default=PAGE)


class AssetSuggestion(Row, Base):
    """What somebody would change about an asset that another looks after, and the answer."""

    __tablename__ = "asset_suggestion"
    __table_args__ = (Index("ix_asset_suggestion_of", "asset_id", "made_at"),)

    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id", ondelete="CASCADE"))
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    words: Mapped[str]
    # None: it waits. True: it was put in.
    is_done: Mapped[bool | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    answered_at: Mapped[datetime | None]
    request_key: Mapped[UUID] = mapped_column(unique=True)


class OfferedSkill(Row, Base):
    """What one person of a cohort offers, in their words and by their yes; deleted when taken back.

    It hangs on their place in the cohort: who leaves is not shown any more.
    """

    __tablename__ = "offered_skill"
    __table_args__ = (
        CheckConstraint(f"how IN ({sql_words(WAYS)})", name="known_way"),
        Index("ix_offered_skill_to_ask", "confirmed_at"),
    )

    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("enrolment.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str]
    said_yes_at: Mapped[datetime]
    # Who typed it in for them after reading it back, and how it came.
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    how: Mapped[str] = mapped_column(default=PAGE, server_default=PAGE)
    confirmed_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    # A form sent twice carries the same key and offers it once.
    request_key: Mapped[UUID] = mapped_column(unique=True)
