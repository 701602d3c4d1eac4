"""The steps of an erasure; each can be done again and then changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.people.models import Person
from app.rights.actions.places import Places
from app.rights.rules.erasing import Marks


@dataclass(frozen=True)
class Job:
    """Whom a step is about, by what they are known, and where to look."""

    person: Person
    marks: Marks
    places: Places
    now: datetime
