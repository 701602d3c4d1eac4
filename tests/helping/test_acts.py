"""What a helper enters is kept with both names; what they were not chosen for stays closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.audit.models import Entry
from app.cohorts.models import Enrolment
from app.cohorts.rules import LEFT
from app.gatherings.models import Reply
from app.helping.rules import ACTS, MEETINGS, PLEDGES, SESSIONS, STEPS
from app.mentoring.models import MentoringMeeting
from app.mentoring.rules.topics import ANSWERS, PROPOSES
from app.people.models import Person
from app.practice.models import Pledge, PledgeAnswer
from app.practice.rules.pledges import COHORT
from app.progress.models import StepProgress
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.helping import LAST_DAY, make_helping
from tests.make.mentoring.pairings import make_pairing
from tests.make.mentoring.profiles import make_profile
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way
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


@pytest.fixture
def life(db: Session) -> Life:
    """Ottoline's life on the platform."""
    return Life(db)


def test_a_helper_enters_each_thing_and_both_are_named_everywhere(
    db: Session, as_person: As, life: Life
) -> None:
    made = make_helping(db, life.ottoline, life.hal)
    his = as_person(life.hal)
    for act, send in life.sendings().items():
        answer = send(his)
        assert answer.status_code == 302, act
        assert "You are acting for" in his.get(answer.location).text, act
    assert life.kept() == dict.fromkeys(ACTS, life.hal.id)
    rows = db.execute(select(Entry.actor_id, Entry.whom_id, Entry.facts)).all()
    assert len(rows) == len(ACTS)
    for actor_id, whom_id, facts in rows:
        assert (actor_id, whom_id) == (life.hal.id, life.ottoline.id)
        assert facts == {"helping": str(made.id)}
    own = as_person(life.ottoline)
    assert own.get("/account/record").text.count("Hal Helper") == len(ACTS)
    assert "Hal Helper entered this for you." in own.get(f"/sessions/{life.gathering.id}").text
    pairs = as_person(life.partner).get(f"/mentoring/pairings/{life.pair.id}/meetings/").text
    assert "Entered for one of you by Hal Helper." in " ".join(pairs.split())
    runner = as_person(life.facilitator)
    assert "Entered by Hal Helper" in runner.get(f"/sessions/{life.gathering.id}/replies").text
    assert "Hal Helper entered this" in runner.get(paper(life.way, "/module-1")).text


def test_a_helper_shows_a_pledge_to_nobody_and_says_how_it_goes_by_its_number(
    db: Session, as_person: As, life: Life
) -> None:
    make_helping(db, life.ottoline, life.hal, PLEDGES)
    his, at = as_person(life.hal), f"/cohorts/{life.way.cohort.slug}/pledges"
    page = his.get(f"{at}/new?person={life.ottoline.id}").text
    assert "Who may read it?" not in page
    assert "Petra Partner" not in page
    life.sendings()[PLEDGES](his)
    assert db.scalars(select(Pledge.seen_by)).all() == ["me"]
    told: dict[str, object] = {"person": str(life.ottoline.id), "number": "1", "via": "call"}
    told["said"] = "done"
    for _ in range(2):
        sent: dict[str, object] = {**told, "request_key": "01a21ef0-33d6-7124-a19e-fb814ec5756b"}
        assert post(his, f"{at}/answers", sent).status_code == 302
    assert db.scalars(select(PledgeAnswer.entered_by_id)).all() == [life.hal.id]
    # What a pledge says is changed by its maker, or by somebody who runs the cohort.
    assert post(his, f"{at}/changes", {**told, "seen_by": COHORT}).status_code == 404
    assert his.get(f"{at}/changes/new?person={life.ottoline.id}").status_code == 404


@pytest.mark.parametrize("chosen", list(ACTS))
def test_only_what_was_ticked_opens(db: Session, as_person: As, life: Life, chosen: str) -> None:
    made = make_helping(db, life.ottoline, life.hal, chosen)
    his = as_person(life.hal)
    answers = {act: send(his).status_code for act, send in life.sendings().items()}
    assert answers == {act: 302 if act == chosen else 404 for act in ACTS}
    lists = {SESSIONS: "sessions", MEETINGS: "pairs"}
    for act, page in lists.items():
        expected = 200 if act == chosen else 404
        assert his.get(f"/help/{made.id}/{page}").status_code == expected


def refused(life: Life, browser: FlaskClient, person: Person | None = None) -> None:
    """Every form is refused, and nothing is kept."""
    for act, send in life.sendings(person).items():
        assert send(browser).status_code == 404, act
    assert life.kept() == {}


def test_nothing_opens_before_both_have_said_yes(db: Session, as_person: As, life: Life) -> None:
    asked = make_helping(db, life.ottoline, life.hal, helper_yes_at=None)
    refused(life, as_person(life.hal))
    asked.person_yes_at, asked.helper_yes_at = None, NOON
    refused(life, as_person(life.hal))


def test_nothing_opens_after_the_last_day_or_once_it_was_ended(
    db: Session, as_person: As, life: Life, clock: StoppedClock
) -> None:
    made = make_helping(db, life.ottoline, life.hal, last_day=NOON.date() + timedelta(days=5))
    his = as_person(life.hal)
    clock.move(days=5, hours=11)
    assert his.get(f"/help/{made.id}/sessions").status_code == 200
    clock.move(hours=1)
    refused(life, as_person(life.hal))
    assert "You do not help" in his.get(f"/help/{made.id}").text
    made.last_day = LAST_DAY
    made.ended_at = NOON
    refused(life, as_person(life.hal))


def test_a_helper_of_somebody_else_enters_nothing(db: Session, as_person: As, life: Life) -> None:
    other = make_member(db, life.way.cohort, name="Ola Other")
    make_helping(db, other, life.hal)
    refused(life, as_person(life.hal))
    # Nor for whoever they help, what belongs to two others.
    met = life.sendings(other)[MEETINGS]
    assert met(as_person(life.hal)).status_code == 404
    # And whoever is helped enters nothing for the helper.
    make_seat(db, life.way.cohort, life.hal)
    refused(life, as_person(other), life.hal)


def test_the_record_names_whom_the_form_names_and_not_whom_the_address_does(
    db: Session, as_person: As, life: Life
) -> None:
    other = make_member(db, life.way.cohort, name="Ola Other")
    make_helping(db, life.ottoline, life.hal)
    make_helping(db, other, life.hal)
    db.commit()
    at = f"/cohorts/{life.way.cohort.slug}/pledges?person={other.id}"
    pledge = {"person": str(life.ottoline.id), "what": "I will ring.", "kind": "adopt"}
    assert post(as_person(life.hal), at, {**pledge, "seen_by": COHORT}).status_code == 302
    assert db.scalars(select(Pledge.person_id)).all() == [life.ottoline.id]
    assert db.scalars(select(Entry.whom_id)).all() == [life.ottoline.id]


def test_whoever_was_chosen_in_a_cohort_helps_in_it_while_both_are_there(
    db: Session, as_person: As, life: Life
) -> None:
    seat = make_seat(db, life.way.cohort, life.hal)
    made = make_helping(db, life.ottoline, life.hal, cohort=life.way.cohort)
    assert as_person(life.hal).get(f"/help/{made.id}/sessions").status_code == 200
    seat.state, seat.left_at = LEFT, NOON
    refused(life, as_person(life.hal))
    # In another cohort of both, they were never chosen.
    elsewhere = make_cohort(db)
    make_seat(db, elsewhere, life.ottoline)
    make_seat(db, elsewhere, life.hal)
    made.cohort_id = elsewhere.id
    answers = {act: send(as_person(life.hal)).status_code for act, send in life.sendings().items()}
    # Mentoring belongs to no cohort.
    assert answers == {SESSIONS: 404, STEPS: 404, PLEDGES: 404, MEETINGS: 302}


def test_the_partner_of_a_pair_notes_it_for_themselves_and_not_as_a_helper(
    db: Session, as_person: As, life: Life
) -> None:
    make_helping(db, life.ottoline, life.partner)
    assert life.sendings()[MEETINGS](as_person(life.partner)).status_code == 404


def test_a_double_click_keeps_one_of_each(db: Session, as_person: As, life: Life) -> None:
    make_helping(db, life.ottoline, life.hal)
    his = as_person(life.hal)
    for _ in range(2):
        for act in (SESSIONS, STEPS, MEETINGS):
            assert life.sendings()[act](his).status_code == 302
    assert len(db.scalars(select(Reply)).all()) == 1
    assert len(db.scalars(select(StepProgress)).all()) == 1
    assert len(db.scalars(select(MentoringMeeting)).all()) == 1


def test_private_pages_stay_closed_to_a_helper_who_helps_with_everything(
    db: Session, as_person: As, life: Life
) -> None:
    made = make_helping(db, life.ottoline, life.hal)
    his, slug, whose = as_person(life.hal), life.way.cohort.slug, life.ottoline.id
    for address in (
        f"/cohorts/{slug}/",
        f"/cohorts/{slug}/people",
        f"/cohorts/{slug}/people/{whose}",
        f"/cohorts/{slug}/people/{whose}/contact",
        f"/cohorts/{slug}/people/{whose}/helpers",
        f"/cohorts/{slug}/pledges",
        f"/sessions/{life.gathering.id}",
        f"/sessions/{life.gathering.id}/replies",
        f"/mentoring/pairings/{life.pair.id}",
        f"/mentoring/pairings/{life.pair.id}/meetings/",
        "/mentoring/coordination/",
    ):
        assert his.get(address).status_code == 404, address
    page = his.get(f"/help/{made.id}").text
    assert f'"/cohorts/{slug}/people/{whose}"' not in page
    # Nobody else of the cohort is named on what they may open.
    for address in (f"/help/{made.id}", f"/help/{made.id}/sessions", paper(life.way, "/module-1")):
        assert "Petra Partner" not in his.get(address).text, address
