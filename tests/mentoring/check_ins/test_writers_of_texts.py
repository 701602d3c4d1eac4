"""A text is taken as from the one person who wrote it, also where several share a phone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.actions.check_ins import ask_check_ins
from app.mentoring.actions.texts import forget_strangers_texts
from app.mentoring.models import CheckIn, MentoringProfile
from app.mentoring.rules.states import ACTIVE
from tests.make.cohorts import make_member
from tests.make.mentoring import Mentors, make_pairing, make_profile
from tests.make.people import make_person
from tests.mentoring.check_ins.texts import ASKED, CAME, answer_of, take, whys


def test_two_on_one_phone_are_told_apart_by_their_names(asked: Mentors, db: Session) -> None:
    asked.petra.phone = asked.joan.phone
    db.flush()
    assert take(db, "well").fate == "several_people"
    assert whys(db) == {(asked.joan, "unread_text"), (asked.petra, "unread_text")}
    assert {answer_of(db, one)[0] for one in (asked.joan, asked.petra)} == {"asked"}
    # Each is the other's partner, too; whoever says their own name comes first.
    assert take(db, "Petra: low", name="t2").person_id == asked.petra.id
    assert take(db, "joan well", name="t3").person_id == asked.joan.id
    assert (answer_of(db, asked.petra)[1], answer_of(db, asked.joan)[1]) == ("low", "well")


def test_the_only_one_on_a_shared_phone_who_is_asked_needs_no_name(
    asked: Mentors, db: Session
) -> None:
    make_person(db, name="Harry Husband", phone=asked.joan.phone)
    assert take(db, "well").person_id == asked.joan.id


def test_whoever_walks_with_two_names_the_other(asked: Mentors, db: Session) -> None:
    third = make_member(db, asked.cohort, name="Tariq Third")
    make_profile(db, third)
    db.get_one(MentoringProfile, asked.joan.id).capacity = 2
    db.flush()
    make_pairing(db, asked.joan, third, asked.coordinator, asked.lead, ACTIVE)
    ask_check_ins(db, now=ASKED)
    assert take(db, "well").fate == "not_an_answer"
    got = take(db, "Tariq mixed", name="t2")
    assert got.fate == "answer"
    # The other one is the only one left without an answer.
    last = take(db, "low", name="t3")
    rows: dict[UUID | None, str | None] = {
        row.id: row.answer for row in db.scalars(select(CheckIn))
    }
    assert (rows[got.check_in_id], rows[last.check_in_id]) == ("mixed", "low")


def test_a_text_from_nobodys_number_is_not_kept_for_long(asked: Mentors, db: Session) -> None:
    got = take(db, "well", of="07700 900999")
    assert (got.fate, got.person_id, got.sealed_words) == ("nobody", None, None)
    assert take(db, "x", of="not a number", name="t2").fate == "nobody"
    assert whys(db) == set()
    assert forget_strangers_texts(db, now=CAME + timedelta(days=29)) == 0
    assert forget_strangers_texts(db, now=CAME + timedelta(days=31)) == 2
