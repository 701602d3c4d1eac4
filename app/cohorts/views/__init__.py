"""The pages of cohorts and of the people in them."""

from __future__ import annotations

from app.cohorts.views import (
    by_hand,
    contact,
    joining,
    keys,
    membership,
    pasting,
    people,
    places,
    programme,
    rosters,
    seats,
    settings,
)
from app.cohorts.views.blueprint import bp

__all__ = [
    "bp",
    "by_hand",
    "contact",
    "joining",
    "keys",
    "membership",
    "pasting",
    "people",
    "places",
    "programme",
    "rosters",
    "seats",
    "settings",
]
