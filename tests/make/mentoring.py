"""Makes profiles, pairings in any state, and all that hangs on a pairing, for tests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.mentoring.actions.keys import key_to_write, own_key
from app.mentoring.actions.pairings import BY_CLOCK, By, Proposal, move_pairing, propose_pairing
from app.mentoring.models import (
    Agreement,
    AgreementSignature,
    CheckIn,
    MentoringApart,
    MentoringCall,
    MentoringGoal,
    MentoringHours,
    MentoringMeeting,
    MentoringProfile,
    NotebookEntry,
    Pairing,
    Recognition,
    RecognitionRate,
)
from app.mentoring.queries.pairings import PairingPlace, place_of
from app.mentoring.rules.keys import BOUNDARIES, GOAL, NOTE, PROFILE
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    COORDINATOR,
    DECLINED,
    EXPIRED,
    FINISHED,
    MEMBER,
    PAUSED,
    PROPOSED,
    SAFEGUARDING,
    SUSPENDED,
    TAKEN_BACK,
    WITHDRAWN,
)
from app.mentoring.rules.topics import ANSWERS, LINE_MANAGEMENT, NOT_AGAIN, PROPOSES
from app.people.models import Person
from app.people.rules import (
    MENTORING_COORDINATOR,
    PROGRAMME_LEAD,
    SAFEGUARDING_DEPUTY,
    SAFEGUARDING_LEAD,
)
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person

__all__ = ["LINE_MANAGEMENT", "NOT_AGAIN"]

# How a pairing comes into each state, from the state before it: in which part, and for what reason.
WAYS: dict[str, tuple[str, str, str]] = {
    DECLINED: (PROPOSED, MEMBER, ""),
    EXPIRED: (PROPOSED, "clock", ""),
    WITHDRAWN: (PROPOSED, COORDINATOR, TAKEN_BACK),
    AGREEING: (PROPOSED, MEMBER, ""),
    ACTIVE: (AGREEING, MEMBER, ""),
    PAUSED: (ACTIVE, MEMBER, ""),
    CLOSING: (ACTIVE, MEMBER, ""),
    CLOSED: (CLOSING, MEMBER, FINISHED),
    SUSPENDED: (ACTIVE, SAFEGUARDING, ""),
}


def make_profile(
    db: Session, person: Person, *, characteristics: Sequence[str] = (), **more: Any
) -> MentoringProfile:
    """A profile that fits nearly everybody's, flushed; `more` are columns of it."""
    facts: dict[str, Any] = {
        "side": PROPOSES,
        "offers": ["listening"],
        "wishes": ["listening"],
        "contact_modes": ["phone", "in_person"],
        "languages": ["en"],
        "times": ["mon_morning", "wed_evening"],
        "capacity": 1,
        "created_at": NOON,
        "changed_at": NOON,
    }
    profile = MentoringProfile(person_id=person.id, **{**facts, **more})
    if characteristics:
        key = own_key(db, person.id, now=NOON)
        said = json.dumps(list(characteristics))
        profile.sealed_characteristics = key.seal(said, PROFILE, person.id)
    db.add(profile)
    db.flush()
    return profile


def make_apart(db: Session, person: Person, other: Person, why: str = NOT_AGAIN) -> MentoringApart:
    """Two who are kept apart, flushed."""
    apart = MentoringApart(person_id=person.id, other_id=other.id, why=why, made_at=NOON)
    db.add(apart)
    db.flush()
    return apart


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


def make_pairing(
    db: Session,
    one: Person,
    two: Person,
    coordinator: Person,
    lead: Person,
    state: str = ACTIVE,
    *,
    now: datetime = NOON,
) -> PairingPlace:
    """Two people in this state, come to it by the moves there are; flushed.

    Both need a profile with room. Each state is a second later than the one before it.
    """
    proposal = Proposal(one.id, two.id, "stable")
    pairing = propose_pairing(db, proposal, by=coordinator, request_key=new_id(), now=now)
    place = place_of(db, pairing.id)
    assert place is not None
    steps: list[str] = []
    while state != PROPOSED:
        steps.insert(0, state)
        state = WAYS[state][0]
    by = {
        MEMBER: By(MEMBER, one),
        COORDINATOR: By(COORDINATOR, coordinator),
        SAFEGUARDING: By(SAFEGUARDING, lead),
        "clock": BY_CLOCK,
    }
    for after, step in enumerate(steps, start=1):
        _, mover, reason = WAYS[step]
        at = now + timedelta(seconds=after)
        if step in (AGREEING, DECLINED):
            _answer(place, "yes" if step == AGREEING else "no", at)
        if step == ACTIVE:
            make_agreement(db, place, now=at)
        move_pairing(db, pairing.id, step, by=by[mover], reason=reason, now=at)
    return place


def _answer(place: PairingPlace, answer: str, at: datetime) -> None:
    for member in place.members:
        member.row.answer, member.row.answered_at = answer, at


def make_agreement(
    db: Session,
    place: PairingPlace,
    *,
    number: int = 1,
    boundaries: str = "We leave our families out of it.",
    signed: bool = True,
    now: datetime = NOON,
) -> Agreement:
    """A version of an agreement, signed by both unless told otherwise; flushed."""
    made = Agreement(
        id=new_id(),
        pairing_id=place.pairing.id,
        number=number,
        modes=["phone"],
        how_often="fortnightly",
        ends_on=date(2027, 7, 18),
        sealed_boundaries=b"",
        limits="1",
        made_by_id=place.members[0].person_id,
        made_at=now,
        request_key=new_id(),
    )
    made.sealed_boundaries = key_to_write(db, place, now=now).seal(boundaries, BOUNDARIES, made.id)
    db.add(made)
    db.flush()
    if signed:
        place.pairing.ends_on = made.ends_on
        for member in place.members:
            signature = {"agreement_id": made.id, "person_id": member.person_id, "signed_at": now}
            db.add(AgreementSignature(**signature, how="page"))
        db.flush()
    return made


def make_meeting(
    db: Session, pairing: Pairing, *, starts_at: datetime = NOON + timedelta(days=7), **more: Any
) -> MentoringMeeting:
    """A meeting that is planned, for an hour, flushed; `more` are columns of it."""
    facts: dict[str, Any] = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "mode": "phone",
        "state": "planned",
        "planned_by_id": pairing.one_id,
        "planned_at": NOON,
        "request_key": new_id(),
    }
    meeting = MentoringMeeting(pairing_id=pairing.id, **{**facts, **more})
    db.add(meeting)
    db.flush()
    return meeting


def make_hours(
    db: Session, meeting: MentoringMeeting, giver: Person, receiver: Person, minutes: int = 60
) -> list[MentoringHours]:
    """Time that one gave and the other received, as two rows; flushed."""
    rows = [
        MentoringHours(
            meeting_id=meeting.id, person_id=who.id, direction=way, minutes=minutes, noted_at=NOON
        )
        for who, way in ((giver, "gave"), (receiver, "received"))
    ]
    db.add_all(rows)
    db.flush()
    return rows


def make_goal(
    db: Session, place: PairingPlace, owner: Person, title: str = "Speak up once in a meeting"
) -> MentoringGoal:
    """A goal of this person's with one step, flushed."""
    goal = MentoringGoal(
        id=new_id(),
        pairing_id=place.pairing.id,
        owner_id=owner.id,
        sealed_words=b"",
        made_at=NOON,
        changed_at=NOON,
        request_key=new_id(),
    )
    words = json.dumps({"title": title, "steps": [{"text": "Choose which", "done_on": None}]})
    goal.sealed_words = key_to_write(db, place, now=NOON).seal(words, GOAL, goal.id)
    db.add(goal)
    db.flush()
    return goal


def make_note(
    db: Session, place: PairingPlace, author: Person, words: str = "The heron came back."
) -> NotebookEntry:
    """An entry of the notebook, flushed."""
    note = NotebookEntry(
        id=new_id(),
        pairing_id=place.pairing.id,
        author_id=author.id,
        sealed_words=b"",
        written_at=NOON,
        request_key=new_id(),
    )
    note.sealed_words = key_to_write(db, place, now=NOON).seal(words, NOTE, note.id)
    db.add(note)
    db.flush()
    return note


def make_check_in(
    db: Session, pairing: Pairing, person: Person, *, number: int = 1, **more: Any
) -> CheckIn:
    """A question that waits for an answer, flushed; `more` are columns of it."""
    facts: dict[str, Any] = {"asked_on": NOON.date() + timedelta(days=30), "state": "asked"}
    facts |= {"pairing_id": pairing.id, "person_id": person.id, "number": number}
    asked = CheckIn(**{**facts, **more})
    db.add(asked)
    db.flush()
    return asked


def make_call(
    db: Session, person: Person, pairing: Pairing | None = None, why: str = "low"
) -> MentoringCall:
    """A reason to ring somebody, flushed."""
    pairing_id = pairing.id if pairing else None
    call = MentoringCall(person_id=person.id, pairing_id=pairing_id, why=why, raised_at=NOON)
    db.add(call)
    db.flush()
    return call


def make_rate(db: Session, kind: str = "payment", pence: int = 2500) -> RecognitionRate:
    """An amount that may be offered, flushed."""
    rate = RecognitionRate(
        title="An hour of sharing",
        kind=kind,
        pence=pence,
        pay_within_days=14,
        valid_from=date(2026, 4, 1),
        made_at=NOON,
        request_key=new_id(),
    )
    db.add(rate)
    db.flush()
    return rate


def make_offer(
    db: Session, person: Person, rate: RecognitionRate | None = None, **more: Any
) -> Recognition:
    """An offer before a task, flushed; `more` are columns of it."""
    rate = rate or make_rate(db)
    facts: dict[str, Any] = {
        "person_id": person.id,
        "rate_id": rate.id,
        "task": "A circle of mentors",
        "pence": rate.pence,
        "offered_at": NOON,
        "request_key": new_id(),
    }
    offer = Recognition(**{**facts, **more})
    db.add(offer)
    db.flush()
    return offer
