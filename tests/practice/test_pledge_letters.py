"""People are asked how a pledge goes, by their own way, and can answer by text or stop it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import LEFT
from app.gateways.ports.inbox import ReceivedText
from app.kit.languages import language
from app.mentoring.actions.texts import take_text
from app.mentoring.models import CheckInText, MentoringCall
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.kinds import Draft
from app.post.models import Letter, LetterChoice
from app.post.rules.drafts import Lapse
from app.post.rules.tongues import IN_ENGLISH
from app.practice.actions.pledge_changes import erase_pledge, let_ask
from app.practice.actions.pledge_questions import ask_pledges
from app.practice.actions.pledge_texts import PLEDGE_TEXTS
from app.practice.kinds.pledges import PledgeKind
from app.practice.letters.pledges import FollowUpFacts, follow_up_letter
from app.practice.models import PledgeAnswer
from app.practice.queries.pledges import PledgePlace
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort
from tests.make.desks import desk_at
from tests.make.people import make_person
from tests.make.pledges import make_answer, make_pledge
from tests.make.progress import Way, make_seat
from tests.progress.reading import html_of

FIRST = NOON + timedelta(days=30)
SECOND = NOON + timedelta(days=60)
PHONE = "+447700900101"
WHAT = "The herons on the canal."


@pytest.fixture
def lina(db: Session, way: Way) -> Person:
    """Somebody who is reached by text."""
    person = db.get_one(Person, way.person.id)
    person.phone, person.channel = PHONE, "text"
    db.flush()
    return person


@pytest.fixture
def at(db: Session, way: Way, lina: Person) -> PledgePlace:
    """A pledge of hers."""
    return make_pledge(db, lina, way.cohort, WHAT)


def _letters(db: Session) -> list[Letter]:
    db.expire_all()
    return list(db.scalars(select(Letter).order_by(Letter.created_at, Letter.id)))


def _says(db: Session, now: datetime = FIRST) -> Draft | Lapse:
    letter = _letters(db)[-1]
    return PledgeKind().prepare(db, [letter], desk_at(now))[letter.id]


def _text(db: Session, words: str, name: str = "t1", now: datetime = FIRST) -> str:
    came = ReceivedText(name, "07700 900101", words, now)
    taken = take_text(db, came, PLEDGE_TEXTS, now=now)
    assert isinstance(taken, CheckInText)
    return taken.fate


def _said(db: Session) -> list[tuple[str, str, int]]:
    rows = db.scalars(select(PledgeAnswer).order_by(PledgeAnswer.said_at, PledgeAnswer.id))
    return [(row.said, row.via, row.follow_up) for row in rows]


def test_each_is_asked_once_after_30_60_and_90_days(db: Session, at: PledgePlace) -> None:
    assert ask_pledges(db, now=FIRST - timedelta(hours=13)) == 0
    for days in (30, 60, 90):
        now = NOON + timedelta(days=days)
        assert [ask_pledges(db, now=now), ask_pledges(db, now=now)] == [1, 0]
    assert ask_pledges(db, now=NOON + timedelta(days=120)) == 0
    letters = _letters(db)
    assert [(one.occurrence, one.channel) for one in letters] == [
        *(("30", "text"), ("60", "text"), ("90", "text"))
    ]
    # Nobody's list: nobody learns from it who has made a pledge.
    assert {one.cohort_id for one in letters} == {None}
    assert {one.about_id for one in letters} == {at.pledge.id}


def test_after_a_standstill_only_the_newest_question_is_asked(db: Session, at: PledgePlace) -> None:
    assert ask_pledges(db, now=NOON + timedelta(days=61)) == 1
    assert at.pledge.id
    assert [one.occurrence for one in _letters(db)] == ["60"]


def test_whoever_is_reached_by_hand_is_on_the_list_of_the_facilitators(
    db: Session, way: Way, lina: Person, at: PledgePlace
) -> None:
    lina.channel = "call"
    db.flush()
    ask_pledges(db, now=FIRST)
    assert [one.cohort_id for one in _letters(db)] == [way.cohort.id]
    said = _says(db)
    assert isinstance(said, Draft)
    assert "Tell whoever brings you this" in said.body
    assert str(at.pledge.id) not in said.body


def test_whoever_rings_finds_where_to_write_down_the_answer(
    db: Session,
    way: Way,
    lina: Person,
    helper: Person,
    platform: Platform,
    clock: StoppedClock,
    as_person: As,
) -> None:
    lina.channel = "call"
    make_pledge(db, lina, way.cohort, WHAT)
    clock.moment = FIRST
    ask_pledges(db, now=FIRST)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    page = html_of(as_person(helper), f"/cohorts/{way.cohort.slug}/calls")
    assert "heron" not in page
    link = f"/cohorts/{way.cohort.slug}/pledges/answers/new?person={lina.id}"
    assert link in page
    assert f'value="{lina.id}" selected' in html_of(as_person(helper), link)


def test_in_the_letter_of_the_week_it_leads_to_the_page(
    db: Session, lina: Person, at: PledgePlace
) -> None:
    lina.channel = "email"
    db.flush()
    ask_pledges(db, now=FIRST)
    said = _says(db)
    assert isinstance(said, Draft)
    assert said.short.endswith(
        f"Your page: http://learning.example/practice/pledges/{at.pledge.id}"
    )
    assert "DONE" not in said.short


def test_no_letter_says_what_was_promised(db: Session, at: PledgePlace) -> None:
    ask_pledges(db, now=FIRST)
    said = _says(db)
    assert isinstance(said, Draft)
    assert "Wednesday 20 January 2027, and its number is 1" in said.body
    assert f"/practice/pledges/{at.pledge.id}" in said.body
    assert "Answer by text with DONE, GOING, BLOCKED or CHANGED" in said.short
    for words in (said.subject, said.body, said.short):
        assert "heron" not in words


@pytest.mark.parametrize(
    ("said", "is_asked"), [("done", False), ("changed", False), ("going", True), ("blocked", True)]
)
def test_whoever_has_ended_it_is_not_asked_again(
    db: Session, at: PledgePlace, said: str, is_asked: bool
) -> None:
    make_answer(db, at.pledge.id, said)
    assert ask_pledges(db, now=FIRST) == int(is_asked)


def test_a_letter_that_nobody_needs_any_more_does_not_leave(
    db: Session, way: Way, lina: Person, at: PledgePlace
) -> None:
    def reason() -> str:
        found = _says(db)
        return found.reason if isinstance(found, Lapse) else ""

    ask_pledges(db, now=FIRST)
    assert reason() == ""
    let_ask(db, lina, at, is_asked=False)
    assert reason() == "They do not want to be asked about it."
    let_ask(db, lina, at, is_asked=True)
    seat = db.get_one(Enrolment, way.enrolment.id)
    seat.state = LEFT
    db.flush()
    assert reason() == "They are not in the cohort any more."
    assert ask_pledges(db, now=SECOND) == 0
    seat.state = "joined"
    make_answer(db, at.pledge.id, "going", now=FIRST - timedelta(days=20))
    assert reason() == ""
    make_answer(db, at.pledge.id, "going", now=FIRST - timedelta(days=3))
    assert reason() == "They have said how it goes."
    make_answer(db, at.pledge.id, "changed", now=FIRST)
    assert "changed their mind" in reason()
    erase_pledge(db, lina, at)
    assert reason() == "The pledge is erased."


def test_pledges_go_along_to_another_cohort_and_are_shown_to_nobody_there(
    db: Session, way: Way, lina: Person
) -> None:
    at = make_pledge(db, lina, way.cohort, seen_by="cohort")
    other = make_cohort(db)
    there = make_seat(db, other, lina)
    seat = db.get_one(Enrolment, way.enrolment.id)
    seat.state, seat.moved_to_id = LEFT, there.id
    db.flush()
    assert ask_pledges(db, now=FIRST) == 1
    assert isinstance(_says(db), Draft)
    db.refresh(at.pledge)
    assert (at.pledge.cohort_id, at.pledge.seen_by) == (other.id, "me")


def test_it_waits_for_quiet_hours_to_end(
    db: Session, platform: Platform, clock: StoppedClock, at: PledgePlace
) -> None:
    night = FIRST.replace(hour=23)
    clock.moment = night
    assert at.pledge.id
    ask_pledges(db, now=night)
    db.commit()
    send_due(platform.sessions, platform.office, clock=clock)
    (letter,) = _letters(db)
    assert letter.state == "due"
    assert letter.due_at > night


@pytest.mark.parametrize(
    ("words", "said"),
    [
        *(
            ("Done!", "done"),
            ("DONE thanks", "done"),
            ("It's going", "going"),
            ("Stuck", "blocked"),
        ),
        *(("I've changed my mind", "changed"), ("Rhwystr", "blocked"), ("ar y gweill", "going")),
    ],
)
def test_an_answer_by_text_is_kept(db: Session, at: PledgePlace, words: str, said: str) -> None:
    ask_pledges(db, now=FIRST)
    assert at.pledge.id
    assert _text(db, words) == "answer"
    assert _said(db) == [(said, "text", 30)]


def test_what_is_no_answer_is_for_a_person(db: Session, at: PledgePlace) -> None:
    assert _text(db, "done", "before") == "not_an_answer"
    ask_pledges(db, now=FIRST)
    assert at.pledge.id
    assert _text(db, "Done with my sister, going nowhere") == "not_an_answer"
    assert _said(db) == []


def test_a_wish_for_a_call_is_heard(db: Session, at: PledgePlace) -> None:
    ask_pledges(db, now=FIRST)
    assert _text(db, "BLOCKED CALL") == "answer"
    assert _said(db) == [("blocked", "text", 30)]
    assert db.scalars(select(MentoringCall.why)).all() == ["wants_call"]
    assert at.pledge.ended is None


def test_one_of_two_pledges_is_named_by_its_number(
    db: Session, way: Way, lina: Person, at: PledgePlace
) -> None:
    two = make_pledge(db, lina, way.cohort, "Another.")
    ask_pledges(db, now=FIRST)
    said = _says(db)
    assert isinstance(said, Draft)
    assert "Answer by text with 2 and one of" in said.short
    assert _text(db, "going") == "not_an_answer"
    assert _text(db, "2 going", "t2") == "answer"
    assert [one.pledge_id for one in db.scalars(select(PledgeAnswer))] == [two.pledge.id]
    # Only one of them still waits for an answer.
    assert _text(db, "done", "t3") == "answer"
    db.expire_all()
    assert at.pledge.ended == "done"
    assert _text(db, "7 done", "t4") == "not_an_answer"


def test_two_on_one_phone_are_told_apart_by_their_names(
    db: Session, way: Way, at: PledgePlace
) -> None:
    other = make_person(db, name="Omar Other", phone=PHONE, channel="text")
    make_seat(db, way.cohort, other)
    theirs = make_pledge(db, other, way.cohort)
    ask_pledges(db, now=FIRST)
    said = _says(db)
    assert isinstance(said, Draft)
    assert "Answer by text with OMAR and one of" in said.short
    assert _text(db, "done") == "several_people"
    assert _text(db, "Omar done", "t2") == "answer"
    db.expire_all()
    assert (at.pledge.ended, theirs.pledge.ended) == (None, "done")


def test_a_stop_by_text_stops_all_of_them(db: Session, way: Way, lina: Person) -> None:
    for number in range(2):
        make_pledge(db, lina, way.cohort, f"Number {number}")
    ask_pledges(db, now=FIRST)
    assert _text(db, "STOP") == "answer"
    kept = db.scalars(select(LetterChoice)).one()
    assert (kept.person_id, kept.topic, kept.choice) == (lina.id, "pledges", "none")
    assert _said(db) == []


def test_it_is_said_in_welsh_and_fits_a_text(platform: Platform) -> None:
    asked = FollowUpFacts("Lina", "C" * 120, 12, NOON.date(), None, "", "Lina 12", by_text=True)
    for code in ("en", "cy"):
        tongue = platform.office.tongues.of(code) if code != "en" else IN_ENGLISH
        assert tongue.language == language(code)
        draft = follow_up_letter(replace(asked, tongue=tongue))
        assert len(draft.short) <= 306
        assert "LINA 12" in draft.short
    assert "GWNAED" in draft.short


def test_asking_costs_the_same_for_any_number(
    db: Session, way: Way, lina: Person, count_statements: CountStatements
) -> None:
    for number in range(5):
        make_pledge(db, lina, way.cohort, f"Number {number}")
    db.commit()
    with count_statements() as statements:
        assert ask_pledges(db, now=FIRST) == 5
    assert len(statements) == 3
    letters = _letters(db)
    with count_statements() as statements:
        PledgeKind().prepare(db, letters, desk_at(FIRST))
    assert len(statements) == 1
