"""What the two of them get, in English and in Welsh; nothing that is not so any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, LEFT
from app.helping.actions.answer import answer_helping, end_helping, send_code
from app.helping.kinds import HelpingCodeKind, HelpingKind
from app.helping.models import Helping
from app.helping.queries import HelpingPlace, helping_place
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import SIGN_IN_CODE
from app.post.rules.short import LONGEST_SHORT
from app.post.rules.tongues import IN_ENGLISH, Tongue
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_member
from tests.make.helping import make_helping

if TYPE_CHECKING:
    from app.wiring import Platform

SITE = "https://a-rather-long-name-of-a-learning-platform.example"


@pytest.fixture
def at(db: Session) -> HelpingPlace:
    """Ottoline asks Hal, who has not answered; committed."""
    cohort = make_cohort(db)
    person = make_member(db, cohort, name="Ottoline Example", email=None)
    person.phone, person.channel = "+447700900321", "text"
    helper = make_member(db, cohort, name="Hal Helper")
    made = make_helping(db, person, helper, cohort=cohort, helper_yes_at=None)
    db.commit()
    found = helping_place(db, person, helping_id=made.id)
    assert found is not None
    return found


def helper_of(at: HelpingPlace) -> Person:
    """Who helps."""
    assert at.helper is not None
    return at.helper


def written(
    db: Session, what: str, tongue: Tongue = IN_ENGLISH, *, days: int = 0
) -> list[Draft | Lapse]:
    """What letters of this kind say, as they leave."""
    letters = db.scalars(
        select(Letter).where(Letter.occurrence == what).order_by(Letter.person_id, Letter.id)
    ).all()
    desk = Desk(SITE, NOON + timedelta(days=days), tongue)
    answers = HelpingKind().prepare(db, letters, desk)
    return [answers[letter.id] for letter in letters]


def one(db: Session, what: str, tongue: Tongue = IN_ENGLISH) -> Draft:
    """The only one, which is still wanted."""
    (found,) = written(db, what, tongue)
    assert isinstance(found, Draft)
    return found


def ask(db: Session, at: HelpingPlace) -> None:
    """Plan the letter that asks the helper."""
    letter = NewLetter(helper_of(at).id, "helping", at.helping.id, NOON, "asked")
    plan_letters(db, [letter], now=NOON)


def test_each_letter_says_who_what_until_when_and_how_to_stop(
    db: Session, at: HelpingPlace
) -> None:
    ask(db, at)
    asked = one(db, "asked")
    assert "Ottoline Example asks whether you would help" in asked.body
    assert "- write down pledges, and how they are going" in asked.body
    assert f"{SITE}/help/{at.helping.id}" in asked.body
    answer_helping(db, helper_of(at), at, says_yes=True, now=NOON)
    assert isinstance(written(db, "asked")[0], Lapse)
    begun = one(db, "begun")
    assert "Hal Helper said yes and helps you until Wednesday 21 April 2027" in begun.body
    assert "STOP HELP" in begun.body
    assert "STOP HELP" in begun.short
    soon = written(db, "soon", days=77)
    assert all(isinstance(letter, Draft) for letter in soon)
    due = select(Letter.due_at).where(Letter.occurrence == "soon")
    assert {moment.date() for moment in db.scalars(due)} == {
        at.helping.last_day - timedelta(days=14)
    }
    end_helping(db, at.person, at, now=NOON)
    assert "You do not help Ottoline Example any more" in one(db, "ended").body
    assert isinstance(written(db, "begun")[0], Lapse)
    assert all(isinstance(letter, Lapse) for letter in written(db, "soon", days=77))


def test_nobody_is_asked_or_reminded_once_one_of_the_two_has_left_where_it_holds(
    db: Session, at: HelpingPlace
) -> None:
    ask(db, at)
    seats = select(Enrolment).where(Enrolment.person_id == helper_of(at).id)
    seat = db.scalars(seats).one()

    def leave_or_come(state: str) -> None:
        seat.state, seat.left_at = state, NOON if state == LEFT else None
        db.flush()

    leave_or_come(LEFT)
    assert isinstance(written(db, "asked")[0], Lapse)
    leave_or_come(JOINED)
    one(db, "asked")
    answer_helping(db, helper_of(at), at, says_yes=True, now=NOON)
    leave_or_come(LEFT)
    for letter in (*written(db, "begun"), *written(db, "soon", days=77)):
        assert isinstance(letter, Lapse)
    # That it has ended is so wherever they are.
    end_helping(db, at.person, at, now=NOON)
    one(db, "ended")


def test_letters_by_email_are_on_no_page_of_facilitators_and_what_they_may_bring_is(
    db: Session, at: HelpingPlace
) -> None:
    answer_helping(db, helper_of(at), at, says_yes=True, now=NOON)
    rows = db.execute(select(Letter.person_id, Letter.channel, Letter.cohort_id))
    assert {tuple(row) for row in rows} == {
        (at.person.id, "text", at.helping.cohort_id),
        (helper_of(at).id, "email", None),
    }


def test_all_of_them_fit_into_one_text_and_can_be_read_in_welsh(
    db: Session, at: HelpingPlace, platform: Platform
) -> None:
    at.person.name, helper_of(at).name = "Ottoline " * 12, "Halimah " * 12
    ask(db, at)
    welsh = platform.office.tongues.of("cy")
    for tongue, says in ((IN_ENGLISH, "help"), (welsh, "helpu")):
        asked = one(db, "asked", tongue)
        assert says in asked.body
        assert len(asked.short) <= LONGEST_SHORT
    answer_helping(db, helper_of(at), at, says_yes=True, now=NOON)
    for tongue in (IN_ENGLISH, welsh):
        for letter in (*written(db, "begun", tongue), *written(db, "soon", tongue)):
            assert isinstance(letter, Draft)
            assert 0 < len(letter.short) <= LONGEST_SHORT
    assert "STOPIO CYMORTH" in one(db, "begun", welsh).short


def test_the_code_goes_by_text_at_once_and_stands_in_no_row(db: Session, at: HelpingPlace) -> None:
    db.get_one(Helping, at.helping.id).person_yes_at = None
    db.flush()
    send_code(db, at, now=NOON)
    letter = db.scalars(select(Letter).where(Letter.kind == "helping_code")).one()
    assert (letter.channel, letter.person_id) == ("text", at.person.id)
    desk = Desk(SITE, NOON + timedelta(minutes=29), IN_ENGLISH)
    draft = HelpingCodeKind().prepare(db, [letter], desk)[letter.id]
    assert isinstance(draft, Draft)
    assert SIGN_IN_CODE in draft.body
    assert "Hal Helper" in draft.body
    late = Desk(SITE, NOON + timedelta(minutes=30), IN_ENGLISH)
    assert isinstance(HelpingCodeKind().prepare(db, [letter], late)[letter.id], Lapse)
    # Once another one went, what an earlier text would say is good no more.
    send_code(db, at, now=NOON)
    assert isinstance(HelpingCodeKind().prepare(db, [letter], desk)[letter.id], Lapse)


def test_a_no_tells_an_address_and_no_name_where_an_address_was_asked(
    db: Session, at: HelpingPlace
) -> None:
    db.get_one(Helping, at.helping.id).email = "hal@learning.example"
    db.flush()
    answer_helping(db, helper_of(at), at, says_yes=False, now=NOON)
    told = one(db, "declined")
    assert "hal@learning.example cannot help you" in told.body
    assert "Hal Helper" not in told.body + told.short + told.subject
