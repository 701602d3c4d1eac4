"""Somebody's life on the platform, and the forms by which a helper enters it."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Enrolment
from app.gatherings.models import Reply
from app.helping.rules import MEETINGS, PLEDGES, SESSIONS, STEPS
from app.mentoring.models import MentoringMeeting
from app.mentoring.rules.topics import ANSWERS, PROPOSES
from app.people.models import Person
from app.practice.models import Pledge
from app.practice.rules.pledges import COHORT
from app.progress.models import StepProgress
from tests.browser_like import post
from tests.clock import NOON
from tests.make.cohorts import make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.mentoring.pairings import make_pairing
from tests.make.mentoring.profiles import make_profile
from tests.make.people import make_person
from tests.make.progress import Way, make_way
from tests.progress.typing_in import form, paper

# Sends the form of one act for a person, and gives the answer.
Send = Callable[[FlaskClient], TestResponse]


class Life:
    """Somebody with a session ahead, a course, pledges and a mentoring partner; all committed."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.way: Way = make_way(db, person=make_person(db, name="Ottoline Example"))
        self.ottoline, cohort = self.way.person, self.way.cohort
        self.hal = make_person(db, name="Hal Helper")
        self.facilitator = make_facilitator(db, cohort)
        self.gathering = make_gathering(db, cohort)
        self.partner = make_member(db, cohort, name="Petra Partner")
        make_profile(db, self.ottoline, side=PROPOSES)
        make_profile(db, self.partner, side=ANSWERS, capacity=2)
        runs = make_person(db, roles=["mentoring_coordinator", "safeguarding_lead"])
        self.pair = make_pairing(db, self.ottoline, self.partner, runs, runs, "active").pairing
        db.commit()

    def sendings(self, person: Person | None = None) -> dict[str, Send]:
        """The form of each act, for this person or for Ottoline."""
        whose = str((person or self.ottoline).id)
        enrolment = self.db.scalar(
            select(Enrolment.id).where(
                Enrolment.person_id == whose, Enrolment.cohort_id == self.way.cohort.id
            )
        )
        at = f"/cohorts/{self.way.cohort.slug}"
        reply = f"/sessions/{self.gathering.id}/replies/{enrolment}"
        step = paper(self.way, "/module-1/welcome/completions", person)
        pledge = {"person": whose, "what": "I will ring.", "kind": "adopt", "seen_by": COHORT}
        met = {"for": whose, "via": "call", "day": NOON.date().isoformat(), "mode": "phone"}
        pairs = f"/mentoring/coordination/pairings/{self.pair.id}/happenings"
        return {
            SESSIONS: lambda on: post(on, reply, {"answer": "coming", "needs": "A ramp"}),
            STEPS: lambda on: post(on, step, form()),
            PLEDGES: lambda on: post(on, f"{at}/pledges", dict(pledge)),
            MEETINGS: lambda on: post(on, pairs, dict(met)),
        }

    def kept(self) -> dict[str, object]:
        """Who entered each act that was kept."""
        self.db.expire_all()
        rows = {
            SESSIONS: self.db.scalar(select(Reply.answered_by_id)),
            STEPS: self.db.scalar(select(StepProgress.entered_by_id)),
            PLEDGES: self.db.scalar(select(Pledge.entered_by_id)),
            MEETINGS: self.db.scalar(select(MentoringMeeting.noted_by_id)),
        }
        return {act: by for act, by in rows.items() if by is not None}
