"""Catching up on a session: what there is, who is asked, one kind letter, and who has done it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.actions.attendance import keep_register
from app.gatherings.actions.offer_catch_up import offer_catch_up
from app.gatherings.kinds.catch_up import CatchUpKind
from app.gatherings.models import Attendance, CatchUp, Gathering
from app.gatherings.rules.attendance import Noted
from app.gatherings.rules.catch_up import letter_moment
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import NOT_WANTED
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.gatherings.away import TASK, at_sending, letters, note, seat
from tests.make.cohorts import make_member
from tests.make.desks import SITE, desk_at


def test_only_those_who_were_noted_as_away_get_a_letter_and_each_gets_one(
    db: Session, gathering: Gathering, cohort: Cohort, facilitator: Person
) -> None:
    people = {how: make_member(db, cohort) for how in ("missed", "apologies", "in_person", "phone")}
    for how, person in people.items():
        note(db, gathering, person, how)
    note(db, gathering, facilitator, "missed")
    gone = make_member(db, cohort, state="left")
    note(db, gathering, gone, "missed")
    assert offer_catch_up(db, gathering, NOON) == 2
    assert offer_catch_up(db, gathering, NOON) == 0
    found = letters(db)
    assert set(found) == {people["missed"].id, people["apologies"].id}
    assert {letter.cohort_id for letter in found.values()} == {cohort.id}
    opened = set(db.scalars(select(CatchUp.enrolment_id)))
    assert opened == {seat(db, people["missed"]), seat(db, people["apologies"])}


def test_a_letter_goes_by_the_persons_own_channel(
    db: Session, gathering: Gathering, cohort: Cohort
) -> None:
    people = [make_member(db, cohort) for _ in range(2)]
    people[1].phone, people[1].channel = "020 7946 0001", "call"
    for person in people:
        note(db, gathering, person, "missed")
    offer_catch_up(db, gathering, NOON)
    assert [letters(db)[person.id].channel for person in people] == ["email", "call"]
    people[1].channel = "email"
    db.flush()
    assert offer_catch_up(db, gathering, NOON) == 0


def test_saving_the_register_or_the_task_offers_it_whichever_comes_last(
    db: Session, gathering: Gathering, cohort: Cohort, facilitator: Person, as_person: As
) -> None:
    gathering.catch_up = ""
    person = make_member(db, cohort)
    noted = [Noted(seat(db, person), "", "missed")]
    keep_register(db, facilitator, gathering=gathering, noted=noted, now=NOON)
    assert letters(db) == {}
    browser = as_person(facilitator)
    here = f"/sessions/{gathering.id}/catch-up"
    post(browser, here, {"task": TASK})
    assert (
        "Letters to 1 person who is not noted as there go on the next mornings."
        in browser.get(here).text
    )
    assert set(letters(db)) == {person.id}
    late = make_member(db, cohort)
    noted = [Noted(seat(db, late), "", "apologies")]
    keep_register(db, facilitator, gathering=gathering, noted=noted, now=NOON)
    assert set(letters(db)) == {person.id, late.id}


@pytest.mark.parametrize(
    "values",
    [
        {"catch_up": ""},
        {"state": "cancelled"},
        {"starts_at": NOON + timedelta(hours=1), "ends_at": NOON + timedelta(hours=2)},
    ],
)
def test_nothing_is_offered_without_a_task_before_the_session_or_when_it_is_off(
    db: Session, gathering: Gathering, cohort: Cohort, values: dict[str, Any]
) -> None:
    note(db, gathering, make_member(db, cohort), "missed")
    for name, value in values.items():
        setattr(gathering, name, value)
    db.flush()
    assert offer_catch_up(db, gathering, NOON) == 0
    assert db.scalars(select(CatchUp)).all() == []


def test_a_cohort_without_such_letters_still_shows_it_on_the_page(
    db: Session, gathering: Gathering, cohort: Cohort, as_person: As
) -> None:
    cohort.reminders = ["day_before"]
    person = make_member(db, cohort)
    note(db, gathering, person, "missed")
    assert offer_catch_up(db, gathering, NOON) == 0
    assert letters(db) == {}
    assert "I have done this" in as_person(person).get(f"/sessions/{gathering.id}").text


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        # Winter, in the afternoon: the next morning at nine.
        (datetime.fromisoformat("2027-01-20T15:00+00:00"), "2027-01-21T09:00+00:00"),
        # Early in the day, with more than an hour to put a slip right.
        (datetime.fromisoformat("2027-01-20T07:59+00:00"), "2027-01-20T09:00+00:00"),
        (datetime.fromisoformat("2027-01-20T08:01+00:00"), "2027-01-21T09:00+00:00"),
        # The evenings before the clocks change: nine by the wall all the same.
        (datetime.fromisoformat("2026-03-28T19:00+00:00"), "2026-03-29T08:00+00:00"),
        (datetime.fromisoformat("2026-10-24T19:00+00:00"), "2026-10-25T09:00+00:00"),
    ],
)
def test_the_letter_goes_in_the_next_morning(now: datetime, moment: str) -> None:
    found = letter_moment(now, now - timedelta(hours=1), "Europe/London")
    assert found == datetime.fromisoformat(moment)


def test_the_letter_never_goes_before_the_end_of_the_session() -> None:
    now = datetime.fromisoformat("2027-01-20T07:00+00:00")
    ends_at = datetime.fromisoformat("2027-01-20T10:00+00:00")
    assert letter_moment(now, ends_at, "Europe/London") > ends_at


@pytest.fixture
def letter(db: Session, gathering: Gathering, cohort: Cohort, facilitator: Person) -> Letter:
    """The letter of Amina, who missed the session."""
    del facilitator
    person = make_member(db, cohort, name="Amina Example")
    note(db, gathering, person, "missed")
    offer_catch_up(db, gathering, NOON)
    return letters(db)[person.id]


def test_the_letter_is_kind_and_says_all_there_is(
    db: Session, letter: Letter, gathering: Gathering
) -> None:
    gathering.transcript = "We spoke about gardens."
    draft = at_sending(db, letter)
    assert isinstance(draft, Draft)
    assert draft.subject == "To catch up on: First meeting"
    for words in (
        "Hello Amina Example",
        "Wednesday 20 January 2027, 10am (UK time)",
        "Nobody can be there every time, and that is fine.",
        TASK,
        "The recording is on video.example:\nhttps://www.video.example/watch/1",
        f"What was said, in writing:\n{SITE}/sessions/{gathering.id}/transcript",
        "Ring 020 7946 0000 and ask for Farah Bell",
    ):
        assert words in draft.body
    for word in ("missed", "absent", "must", "should", "failed"):
        assert word not in draft.body
        assert word not in draft.short
    assert TASK.splitlines()[0] in draft.short


def test_a_text_message_holds_only_the_beginning_of_a_long_task(
    db: Session, letter: Letter, gathering: Gathering
) -> None:
    gathering.catch_up = "Read about one more garden. " * 40
    draft = at_sending(db, letter)
    assert isinstance(draft, Draft)
    assert len(draft.short) < 450
    assert "… All about it:" in draft.short


def test_the_letter_lapses_when_it_is_not_wanted_any_more(
    db: Session, letter: Letter, gathering: Gathering, cohort: Cohort
) -> None:
    for change, back, reason in (
        (
            update(Attendance).values(how="online"),
            update(Attendance).values(how="missed"),
            "They are noted as having been there.",
        ),
        (
            update(CatchUp).values(state="done"),
            update(CatchUp).values(state="open"),
            "They have done it already, or said that they do not need it.",
        ),
        (
            update(Gathering).values(catch_up=""),
            update(Gathering).values(catch_up=TASK),
            "There is nothing to catch up on any more.",
        ),
        (
            update(Cohort).values(reminders=[]),
            update(Cohort).values(reminders=["catch_up"]),
            SWITCHED_OFF,
        ),
        (
            update(Enrolment).values(state="left"),
            update(Enrolment).values(state="joined"),
            "They are not in the cohort any more.",
        ),
        (
            update(Gathering).values(state="cancelled"),
            update(Gathering).values(state="planned"),
            "The session was called off.",
        ),
    ):
        db.execute(change)
        assert at_sending(db, letter) == Lapse(reason)
        db.execute(back)
        assert isinstance(at_sending(db, letter), Draft)
    assert (gathering.cohort_id, cohort.id) == (cohort.id, gathering.cohort_id)


def test_a_letter_that_lapsed_is_wanted_again_unless_its_person_chose_so(
    db: Session, letter: Letter, gathering: Gathering
) -> None:
    for reason, again in (("They were there.", 1), (NOT_WANTED, 0)):
        db.execute(update(Letter).values(state="lapsed", reason=reason))
        assert offer_catch_up(db, gathering, NOON) == again
    db.execute(update(Letter).values(state="sent", reason=None))
    assert offer_catch_up(db, gathering, NOON) == 0
    assert letter.kind == "catch_up"


def test_offering_and_writing_cost_the_same_for_any_number(
    db: Session, gathering: Gathering, cohort: Cohort, count_statements: CountStatements
) -> None:
    for number in (2, 30):
        for _ in range(number):
            note(db, gathering, make_member(db, cohort), "missed")
        with count_statements() as statements:
            assert offer_catch_up(db, gathering, NOON) == number
        assert len(statements) <= 3
        found = list(letters(db).values())
        with count_statements() as statements:
            answers = CatchUpKind().prepare(db, found, desk_at(NOON))
        assert len(statements) == 2
        assert all(isinstance(answer, Draft) for answer in answers.values())
