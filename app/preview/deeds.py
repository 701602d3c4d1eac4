"""What people do with editions of the course, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, people

DEEDS: Deeds = {"publish": people("offered an edition of the course to new cohorts")}
