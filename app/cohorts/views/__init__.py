"""The pages of cohorts and of the people in them."""

from __future__ import annotations

from app.cohorts.views import membership, pasting, people, programme
from app.cohorts.views.blueprint import bp

__all__ = ["bp", "membership", "pasting", "people", "programme"]
