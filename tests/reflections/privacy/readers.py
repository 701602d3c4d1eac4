"""Everybody else who might want to read what one person wrote, and what each may find."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from app.people.rules import (
    MENTORING_COORDINATOR,
    PROGRAMME_LEAD,
    SAFEGUARDING_DEPUTY,
    SAFEGUARDING_LEAD,
)
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.make.progress import make_seat

# Whom the author shares something with: one version, what for, and what was said about it.
FOR_RUNNER = frozenset({"shared", "purpose", "comment", "answer", "along"})
# The version of their support map that the author shares with the facilitator.
FOR_RUNNERS_MAP = frozenset({"supportstrength", "supportname", "supportpurpose"})
# What somebody writes who asks to open a log.
FOR_LEADS = frozenset({"reason"})
# What the author is worried about, and what the lead noted: for whoever opened it in time.
FOR_SAFETY = frozenset({"worried", "worrynote"})
# What two who walk together write for both.
FOR_PARTNER = frozenset({"gained", "goal", "note"})
# What two who walk together keep to; and whoever reads it out to one of them.
FOR_TWO = frozenset({"boundaries"})
# What the author shows to their cohort.
FOR_COHORT = frozenset({"pledgeshown", "groupshown", "groupshownnote"})
# What each may find, and must, so that we know that the walk comes where the words are.
MAY_FIND: Mapping[str, frozenset[str]] = {
    "signed out": frozenset(),
    "outsider": frozenset(),
    # Whom the author chose to enter everything for them that a helper may.
    "helper": frozenset(),
    "facilitator of another cohort": frozenset(),
    "participant": FOR_COHORT,
    "mentor": FOR_PARTNER | FOR_TWO | FOR_COHORT,
    "facilitator": FOR_RUNNER | FOR_RUNNERS_MAP | FOR_COHORT,
    "programme lead": FOR_LEADS,
    "safeguarding lead": FOR_LEADS | FOR_SAFETY,
    "safeguarding deputy": frozenset(),
    "mentoring coordinator": FOR_TWO,
}


def make_readers(db: Session, cohort: Cohort) -> dict[str, Person]:
    """One person in each role, by the name of the role."""
    mentor = make_person(db, name="Mo Mentor", phone="+447700900001", channel="text")
    mentor.email = None
    make_seat(db, cohort, mentor)
    return {
        "outsider": make_person(db, name="Otto Outsider"),
        "helper": make_person(db, name="Hal Helper"),
        "facilitator of another cohort": make_facilitator(db, make_cohort(db)),
        "participant": make_member(db, cohort, name="Pat Participant"),
        "mentor": mentor,
        "facilitator": make_facilitator(db, cohort, name="Rae Runner"),
        "programme lead": make_person(db, name="Lou Lead", roles=(PROGRAMME_LEAD,)),
        "safeguarding lead": make_person(db, name="Sal Safe", roles=(SAFEGUARDING_LEAD,)),
        "safeguarding deputy": make_person(db, roles=(SAFEGUARDING_DEPUTY,)),
        "mentoring coordinator": make_person(db, roles=(MENTORING_COORDINATOR,)),
    }
