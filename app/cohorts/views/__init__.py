"""The pages of cohorts and of the people in them."""

from __future__ import annotations

from app.cohorts.views import (
    contact,
    joining,
    keys,
    membership,
    pasting,
    people,
    places,
    programme,
    seats,
    settings,
)
from app.cohorts.views.blueprint import bp

__all__ = [
    "bp",
    "contact",
    "joining",
    "keys",
    "membership",
    "pasting",
    "people",
    "places",
    "programme",
    "seats",
    "settings",
]
