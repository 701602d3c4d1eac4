"""What the parts of the demo share: a platform, a database session, chance and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.people.models import Person


@dataclass(frozen=True)
class Scene:
    """One load of the demo; the same seed gives the same people, words and progress."""

    db: Session
    chance: Random
    now: datetime
    # What people write about, one after the other and round again.
    sayings: Iterator[tuple[str, ...]]

    def ago(self, **by: float) -> datetime:
        """A moment before now, as in `ago(days=3)`."""
        return self.now - timedelta(**by)

    def key(self) -> UUID:
        """A form's key, from the seed."""
        return UUID(int=self.chance.getrandbits(128), version=4)


@dataclass(frozen=True)
class Learner:
    """A person in the demo's cohort."""

    person: Person
    enrolment: Enrolment


@dataclass(frozen=True)
class DemoCohort:
    """A cohort of the demo with those who run it and those who joined it."""

    cohort: Cohort
    facilitator: Person
    joined: list[Learner]
