"""The places that people come from."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, Row


class Place(Row, Base):
    """A Primary Care Network, a practice or a neighbourhood that cohorts belong to."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("kind IN ('pcn','practice','neighbourhood','other')", name="known_kind"),
        Index("uq_place_name_lower", text("lower(name)"), unique=True),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="both_coordinates"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_in_bounds"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_in_bounds"),
    )

    name: Mapped[str]
    kind: Mapped[str]
    # The code of the NHS Organisation Data Service, checked by its form; none for neighbourhoods.
    ods_code: Mapped[str | None] = mapped_column(unique=True)
    # Its middle in degrees, to tell how far two places are apart; none: nobody has said.
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
