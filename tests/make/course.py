"""The course that we ship, read once for all tests of a process."""

from __future__ import annotations

from functools import cache

from app.syllabus.cli import CURRICULUM
from app.syllabus.rules.reading import read_curriculum
from app.syllabus.rules.written import Curriculum


@cache
def written_course() -> Curriculum:
    """What its authors wrote; nobody changes it."""
    return read_curriculum(CURRICULUM)
