"""A text answers how somebody is; what is no answer is never lost, and somebody rings."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.actions.pairings import By, move_pairing
from app.mentoring.actions.texts import take_text
from app.mentoring.models import CheckIn, MentoringCall
from app.mentoring.queries.check_ins import own_texts
from app.mentoring.rules.states import MEMBER, PAUSED
from tests.make.mentoring import Mentors
from tests.mentoring.check_ins.texts import ASKED, CAME, answer_of, take, text_of, whys


def test_an_answer_by_text_is_kept(asked: Mentors, db: Session) -> None:
    got = take(db, "Well thanks")
    assert (got.fate, got.person_id, got.sealed_words) == ("answer", asked.joan.id, None)
    assert answer_of(db, asked.joan) == ("answered", "well", "text", False)
    assert answer_of(db, asked.petra)[0] == "asked"
    assert whys(db) == set()


def test_a_low_answer_and_a_wish_are_reasons_to_ring(asked: Mentors, db: Session) -> None:
    take(db, "LOW CALL")
    assert answer_of(db, asked.joan) == ("answered", "low", "text", True)
    assert whys(db) == {(asked.joan, "low"), (asked.joan, "wants_call")}


def test_a_wish_alone_is_kept_and_the_question_stays_open(asked: Mentors, db: Session) -> None:
    assert take(db, "Call me please").fate == "answer"
    assert answer_of(db, asked.joan) == ("asked", None, None, True)
    assert whys(db) == {(asked.joan, "wants_call")}
    take(db, "mixed", name="t2")
    assert answer_of(db, asked.joan) == ("answered", "mixed", "text", False)


def test_somebody_may_say_something_else_later(asked: Mentors, db: Session) -> None:
    take(db, "low")
    take(db, "well", name="t2")
    assert answer_of(db, asked.joan)[1] == "well"


def test_the_same_text_again_changes_nothing(asked: Mentors, db: Session) -> None:
    take(db, "low")
    take(db, "well", name="t2")
    assert take_text(db, text_of("low"), now=CAME) is None
    assert answer_of(db, asked.joan)[1] == "well"


def test_what_is_no_answer_is_kept_for_its_writer_and_somebody_rings(
    asked: Mentors, db: Session
) -> None:
    words = "My sister is ill so I do not know \N{PENSIVE FACE}"
    got = take(db, words)
    assert got.fate == "not_an_answer"
    assert words.encode() not in (got.sealed_words or b"")
    assert [one.words for one in own_texts(db, asked.joan)] == [words]
    assert own_texts(db, asked.petra) == []
    assert whys(db) == {(asked.joan, "unread_text")}
    # So that the list of pairs says who needs a call.
    assert db.scalars(select(MentoringCall.pairing_id)).one() is not None
    assert answer_of(db, asked.joan)[0] == "asked"


def test_an_answer_during_a_break_is_read_by_nobody_but_somebody_rings(
    asked: Mentors, db: Session
) -> None:
    place = db.scalars(select(CheckIn)).first()
    assert place is not None
    move_pairing(db, place.pairing_id, PAUSED, by=By(MEMBER, asked.joan), now=ASKED)
    assert take(db, "well").fate == "not_an_answer"
    assert whys(db) == {(asked.joan, "unread_text")}
