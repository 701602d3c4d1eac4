"""Whoever is asked how a pledge goes can answer by text, or stop it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.languages import language
from app.mentoring.models import MentoringCall
from app.people.models import Person
from app.post.kinds import Draft
from app.post.models import LetterChoice
from app.post.rules.tongues import IN_ENGLISH
from app.practice.actions.pledge_questions import ask_pledges
from app.practice.letters.pledges import FollowUpFacts, follow_up_letter
from app.practice.models import PledgeAnswer
from app.practice.queries.pledges import PledgePlace
from app.wiring import Platform
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.pledges import make_pledge
from tests.make.progress import Way, make_seat
from tests.practice.pledge_questions import (
    FIRST,
    PHONE,
    answers_of,
    newest_of,
    take_answer,
)


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
    assert take_answer(db, words) == "answer"
    assert answers_of(db) == [(said, "text", 30)]


def test_what_is_no_answer_is_for_a_person(db: Session, at: PledgePlace) -> None:
    assert take_answer(db, "done", "before") == "not_an_answer"
    ask_pledges(db, now=FIRST)
    assert at.pledge.id
    assert take_answer(db, "Done with my sister, going nowhere") == "not_an_answer"
    assert answers_of(db) == []


def test_a_wish_for_a_call_is_heard(db: Session, at: PledgePlace) -> None:
    ask_pledges(db, now=FIRST)
    assert take_answer(db, "BLOCKED CALL") == "answer"
    assert answers_of(db) == [("blocked", "text", 30)]
    assert db.scalars(select(MentoringCall.why)).all() == ["wants_call"]
    assert at.pledge.ended is None


def test_one_of_two_pledges_is_named_by_its_number(
    db: Session, way: Way, lina: Person, at: PledgePlace
) -> None:
    two = make_pledge(db, lina, way.cohort, "Another.")
    ask_pledges(db, now=FIRST)
    said = newest_of(db)
    assert isinstance(said, Draft)
    assert "Answer by text with 2 and one of" in said.short
    assert take_answer(db, "going") == "not_an_answer"
    assert take_answer(db, "2 going", "t2") == "answer"
    assert [one.pledge_id for one in db.scalars(select(PledgeAnswer))] == [two.pledge.id]
    # Only one of them still waits for an answer.
    assert take_answer(db, "done", "t3") == "answer"
    db.expire_all()
    assert at.pledge.ended == "done"
    assert take_answer(db, "7 done", "t4") == "not_an_answer"


def test_two_on_one_phone_are_told_apart_by_their_names(
    db: Session, way: Way, at: PledgePlace
) -> None:
    other = make_person(db, name="Omar Other", phone=PHONE, channel="text")
    make_seat(db, way.cohort, other)
    theirs = make_pledge(db, other, way.cohort)
    ask_pledges(db, now=FIRST)
    said = newest_of(db)
    assert isinstance(said, Draft)
    assert "Answer by text with OMAR and one of" in said.short
    assert take_answer(db, "done") == "several_people"
    assert take_answer(db, "Omar done", "t2") == "answer"
    db.expire_all()
    assert (at.pledge.ended, theirs.pledge.ended) == (None, "done")


def test_a_stop_by_text_stops_all_of_them(db: Session, way: Way, lina: Person) -> None:
    for number in range(2):
        make_pledge(db, lina, way.cohort, f"Number {number}")
    ask_pledges(db, now=FIRST)
    assert take_answer(db, "STOP") == "answer"
    kept = db.scalars(select(LetterChoice)).one()
    assert (kept.person_id, kept.topic, kept.choice) == (lina.id, "pledges", "none")
    assert answers_of(db) == []


def test_it_is_said_in_welsh_and_fits_a_text(platform: Platform) -> None:
    asked = FollowUpFacts("Lina", "C" * 120, 12, NOON.date(), None, "", "Lina 12", by_text=True)
    for code in ("en", "cy"):
        tongue = platform.office.tongues.of(code) if code != "en" else IN_ENGLISH
        assert tongue.language == language(code)
        draft = follow_up_letter(replace(asked, tongue=tongue))
        assert len(draft.short) <= 306
        assert "LINA 12" in draft.short
    assert "GWNAED" in draft.short
