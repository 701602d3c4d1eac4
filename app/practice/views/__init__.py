"""The pages of the practice room."""

from __future__ import annotations

from app.practice.views import (
    cohort,
    cohort_pledges,
    files,
    group_looking,
    group_people,
    groups,
    indicator_values,
    indicators,
    looking,
    pledge_files,
    pledge_words,
    pledges,
    pledges_told,
    plumblines,
    scales,
    wellbeing,
    wellbeing_told,
)
from app.practice.views.blueprint import bp

__all__ = [
    "bp",
    "cohort",
    "cohort_pledges",
    "files",
    "group_looking",
    "group_people",
    "groups",
    "indicator_values",
    "indicators",
    "looking",
    "pledge_files",
    "pledge_words",
    "pledges",
    "pledges_told",
    "plumblines",
    "scales",
    "wellbeing",
    "wellbeing_told",
]
