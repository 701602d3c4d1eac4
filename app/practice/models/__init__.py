"""The tables of the practice room."""

from __future__ import annotations

from app.practice.models.groups import GroupAnswer, GroupLook, GroupMember, GroupPlumbline
from app.practice.models.indicators import Indicator, IndicatorValue
from app.practice.models.pledges import Pledge, PledgeAnswer, PledgeWording
from app.practice.models.plumblines import Plumbline, PlumblineLook, PlumblineScore
from app.practice.models.scales import ScaleAnswer
from app.practice.models.wellbeing import WellbeingAnswer

__all__ = [
    "GroupAnswer",
    "GroupLook",
    "GroupMember",
    "GroupPlumbline",
    "Indicator",
    "IndicatorValue",
    "Pledge",
    "PledgeAnswer",
    "PledgeWording",
    "Plumbline",
    "PlumblineLook",
    "PlumblineScore",
    "ScaleAnswer",
    "WellbeingAnswer",
]
