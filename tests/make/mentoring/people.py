"""Makes two who could walk together, and everybody who might want to look on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.states import ACTIVE
from app.mentoring.rules.topics import ANSWERS, PROPOSES
from app.people.models import Person
from app.people.rules import (
    MENTORING_COORDINATOR,
    PROGRAMME_LEAD,
    SAFEGUARDING_DEPUTY,
    SAFEGUARDING_LEAD,
)
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.mentoring.pairings import make_pairing
from tests.make.mentoring.profiles import make_profile
from tests.make.people import make_person


@dataclass
class Mentors:
    """Two in one cohort who could walk together, and everybody who might want to look on."""

    db: Session
    cohort: Cohort = field(init=False)

    def __post_init__(self) -> None:
        """Make them, and commit."""
        db = self.db
        self.cohort = make_cohort(db)
        # One has no e-mail and is reached by text.
        self.joan = make_member(
            db, self.cohort, name="Joan Longstreet", email="", standing="community_health_creator"
        )
        self.joan.email, self.joan.phone, self.joan.channel = None, "+447700900101", "text"
        self.petra = make_member(db, self.cohort, name="Petra Nurse")
        self.other = make_member(db, self.cohort, name="Ola Other")
        self.facilitator = make_facilitator(db, self.cohort)
        self.outsider = make_person(db, name="Otto Outsider")
        self.coordinator = make_person(db, name="Mina Mentoring", roles=[MENTORING_COORDINATOR])
        self.lead = make_person(db, name="Sam Safe", roles=[SAFEGUARDING_LEAD])
        self.deputy = make_person(db, name="Dee Deputy", roles=[SAFEGUARDING_DEPUTY])
        self.programme_lead = make_person(db, name="Lowri Lead", roles=[PROGRAMME_LEAD])
        make_profile(db, self.joan, side=PROPOSES)
        make_profile(db, self.petra, side=ANSWERS, capacity=2)
        db.commit()

    @property
    def everybody(self) -> dict[str, Person]:
        """Everybody by the part they have."""
        return {
            "member": self.joan,
            "partner": self.petra,
            "same cohort": self.other,
            "facilitator": self.facilitator,
            "outsider": self.outsider,
            "coordinator": self.coordinator,
            "safeguarding lead": self.lead,
            "safeguarding deputy": self.deputy,
            "programme lead": self.programme_lead,
        }

    def pairing(self, state: str = ACTIVE, *, now: datetime = NOON) -> PairingPlace:
        """Joan and Petra in this state, come to it step by step; committed."""
        made = make_pairing(
            self.db, self.joan, self.petra, self.coordinator, self.lead, state, now=now
        )
        self.db.commit()
        return made
