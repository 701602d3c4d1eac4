"""Gatherings: live sessions of a cohort (pages say "session"), and who takes part."""

from __future__ import annotations

from app.gatherings.models.calendar import CalendarFeed
from app.gatherings.models.changes import GatheringChange
from app.gatherings.models.follow_ups import FollowUp, FollowUpChange
from app.gatherings.models.gatherings import Gathering, GatheringRole, GatheringSeries
from app.gatherings.models.proposals import SessionProposal
from app.gatherings.models.register import (
    Attendance,
    AttendanceChange,
    CatchUp,
    JoinClick,
    Reply,
)

__all__ = [
    "Attendance",
    "AttendanceChange",
    "CalendarFeed",
    "CatchUp",
    "FollowUp",
    "FollowUpChange",
    "Gathering",
    "GatheringChange",
    "GatheringRole",
    "GatheringSeries",
    "JoinClick",
    "Reply",
    "SessionProposal",
]
