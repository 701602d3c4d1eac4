"""People whom the tests of the progress grid share."""

from __future__ import annotations

from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR
from app.people.models import Person
from app.progress.actions.complete import mark_step_done
from app.progress.actions.visit import open_step
from app.progress.queries import StepAddress
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.progress import Way, make_entry, make_seat, make_way


@dataclass(frozen=True)
class Town:
    """A cohort of a course of two modules: who runs it, and three who take part.

    Dan did the first step and opened the second and his reflection; Petra did the first on paper;
    Nia has not begun.
    """

    way: Way
    farah: Person
    nia: Enrolment
    dan: Enrolment
    petra: Enrolment

    @property
    def here(self) -> str:
        """Where the grid is."""
        return f"/cohorts/{self.way.cohort.slug}/progress"

    def cell(self, whose: Enrolment, key: str, module: str = "module-1") -> str:
        """Where the page of one step of one person is."""
        return f"{self.here}/{whose.id}/{module}/{key}"


def make_town(db: Session) -> Town:
    """The cohort, committed."""
    way = make_way(db, modules=2, person=make_person(db, name="Nia New"))
    farah = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, farah, role=FACILITATOR)
    dan, petra = (
        make_seat(db, way.cohort, make_person(db, name=name))
        for name in ("Dan <Done> & Co", "Petra Paper")
    )
    for key in ("welcome", "story", "reflect"):
        open_step(db, db.get_one(Person, dan.person_id), at=_at(dan, key), now=NOON)
    mark_step_done(db, db.get_one(Person, dan.person_id), at=_at(dan, "welcome"), now=NOON)
    mark_step_done(db, farah, at=_at(petra, "welcome"), now=NOON, entry=make_entry(farah))
    db.commit()
    return Town(way, farah, way.enrolment, dan, petra)


def _at(whose: Enrolment, key: str) -> StepAddress:
    return StepAddress(whose.id, "module-1", key)


def read(client: FlaskClient, address: str) -> str:
    """A page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.text
