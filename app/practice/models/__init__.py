"""The tables of the practice room."""

from __future__ import annotations

from app.practice.models.pledges import Pledge, PledgeAnswer, PledgeWording
from app.practice.models.plumblines import Plumbline, PlumblineLook, PlumblineScore
from app.practice.models.wellbeing import WellbeingAnswer

__all__ = [
    "Pledge",
    "PledgeAnswer",
    "PledgeWording",
    "Plumbline",
    "PlumblineLook",
    "PlumblineScore",
    "WellbeingAnswer",
]
