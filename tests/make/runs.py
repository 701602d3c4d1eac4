"""Makes people who take part in a matching, and runs of it by the actions of the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.mentoring.actions.matching import match_all
from app.mentoring.actions.runs import ask_for_run
from app.mentoring.models import MatchingLine, MatchingRun, MentoringChoice
from app.mentoring.rules.topics import ANSWERS, PROPOSES
from app.people.models import Person
from app.people.rules import MENTORING_COORDINATOR
from tests.clock import StoppedClock
from tests.make.cohorts import make_cohort, make_member
from tests.make.mentoring import make_profile
from tests.make.people import make_person


@dataclass
class Matchmaking:
    """Two coordinators, a cohort, and whoever takes part."""

    sessions: sessionmaker[Session]
    db: Session
    clock: StoppedClock = field(default_factory=StoppedClock)
    cohort: Cohort = field(init=False)

    def __post_init__(self) -> None:
        """Make the coordinators, and commit."""
        self.cohort = make_cohort(self.db)
        self.mina = make_person(self.db, name="Mina Mentoring", roles=[MENTORING_COORDINATOR])
        self.ravi = make_person(self.db, name="Ravi Second", roles=[MENTORING_COORDINATOR])
        self.db.commit()

    def somebody(self, name: str, side: str = PROPOSES, **profile: Any) -> Person:
        """Somebody in the cohort with a profile that fits everybody's, committed."""
        person = make_member(self.db, self.cohort, name=name)
        make_profile(self.db, person, side=side, **profile)
        self.db.commit()
        return person

    def choose(self, person: Person, *others: Person) -> None:
        """They name these, the first before the second; committed."""
        self.db.add_all(
            MentoringChoice(person_id=person.id, position=place, chosen_id=other.id)
            for place, other in enumerate(others, start=1)
        )
        self.db.commit()

    def four(self) -> tuple[Person, Person, Person, Person]:
        """Ana and Bo ask, Cy and Di answer: Ana and Cy name each other, and so do Bo and Di."""
        ana, bo = self.somebody("Ana Ash"), self.somebody("Bo Birch")
        cy, di = self.somebody("Cy Cedar", ANSWERS), self.somebody("Di Dale", ANSWERS)
        for one, other in ((ana, cy), (bo, di)):
            self.choose(one, other)
            self.choose(other, one)
        return ana, bo, cy, di

    def ask(self, now: datetime | None = None) -> MatchingRun:
        """A run that waits for the worker, committed."""
        at = now or self.clock.now()
        run_id = ask_for_run(self.db, self.mina, request_key=new_id(), now=at)
        self.db.commit()
        return self.run(run_id)

    def proposed(self) -> MatchingRun:
        """A run that the worker has worked out."""
        run = self.ask()
        self.work()
        return self.run(run.id)

    def work(self) -> int:
        """The worker looks for runs; says how many it had."""
        return match_all(self.sessions, clock=self.clock)

    def run(self, run_id: Any) -> MatchingRun:
        """A run as it stands now."""
        found = self.db.get(MatchingRun, run_id, populate_existing=True)
        assert found is not None
        return found

    def lines(self, run: MatchingRun) -> list[MatchingLine]:
        """All lines of a run, as they stand now."""
        rows = select(MatchingLine).where(MatchingLine.run_id == run.id).order_by(MatchingLine.id)
        return list(self.db.scalars(rows.execution_options(populate_existing=True)))

    def line(self, run: MatchingRun, *people: Person) -> MatchingLine:
        """The line of these two, or of one who is left."""
        wanted = {one.id for one in people}
        (found,) = [
            line
            for line in self.lines(run)
            if {line.person_id, line.other_id} - {None} == wanted
            and (line.other_id is None) == (len(people) == 1)
        ]
        return found

    def standing(self, run: MatchingRun) -> set[frozenset[str]]:
        """The pairs that stand in a run, by the first names of the two."""
        names = self._names()
        return {
            frozenset((names[line.person_id], names[line.other_id]))
            for line in self.lines(run)
            if line.other_id is not None and line.taken_out_at is None
        }

    def left(self, run: MatchingRun) -> dict[str, list[str]]:
        """Who is left without anybody, by first name, with the keys of the reasons."""
        names = self._names()
        return {
            names[line.person_id]: [reason["key"] for reason in line.reasons]
            for line in self.lines(run)
            if line.other_id is None and line.taken_out_at is None
        }

    def later(self) -> datetime:
        """A minute after the last look at the clock."""
        self.clock.move(seconds=60)
        return self.clock.now()

    def _names(self) -> dict[Any, str]:
        rows = self.db.execute(select(Person.id, Person.name)).all()
        return {row.id: row.name.split()[0] for row in rows}
