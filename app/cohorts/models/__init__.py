"""Cohorts and enrolments, and how people come in."""

from __future__ import annotations

from app.cohorts.models.cohorts import Cohort, CohortPlace
from app.cohorts.models.enrolments import Enrolment, JoinKey, RosterFile

__all__ = ["Cohort", "CohortPlace", "Enrolment", "JoinKey", "RosterFile"]
