"""What letters say: facilitators see it before it goes, and put words of their own at the top."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.correspondence.kinds.samples import SAMPLERS, samples_of
from app.correspondence.rules.words import KINDS
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.models import Gathering
from app.people.models import Person
from app.post.models import OpeningWords
from app.post.rules import SIGN_IN_LINK
from app.post.rules.openings import clean_words
from app.post.rules.short import LONGEST_SHORT, ROOM_FOR_LINK
from app.wiring import letter_kinds
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.correspondence.conftest import (
    OF_ACCOUNTS,
    OF_MENTORING,
    SIGN_IN,
    THIS_MORNING,
    Send,
    make_reader,
)
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering

if TYPE_CHECKING:
    from app.wiring import Platform

KIND = "/cohorts/riverside/letters/kinds/reminder"
# A letter that somebody asked for to get in is sent at once, and nobody puts words into it; nor do
# facilitators see or word what goes between two people in mentoring.
OF_NO_COHORT = SIGN_IN | OF_MENTORING | OF_ACCOUNTS
# Whoever writes a message sees it itself before it goes.
SEEN_BEFORE = {"message"}
NAMES = sorted({kind.name for kind in letter_kinds()} - OF_NO_COHORT - SEEN_BEFORE)


def test_words_at_the_top_stand_after_the_greeting_of_every_such_letter(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    amina = make_member(db, cohort)
    make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20))
    browser = as_person(farah)
    post(browser, KIND, {"words": "Bring a cup.\r\n\r\nWe make tea."})
    plan_reminders(db, now=THIS_MORNING)
    letters = {letter.to_name: letter.body for letter in send()["email"].taken}
    begin = f"Hello {amina.name},\n\nBring a cup.\n\nWe make tea.\n\nThis is a reminder"
    assert letters[amina.name].startswith(begin)


def test_words_are_only_for_their_own_cohort_and_kind(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    elsewhere = make_cohort(db, slug="elsewhere")
    make_member(db, elsewhere)
    for one in (cohort, elsewhere):
        make_gathering(db, one, starts_at=NOON + timedelta(hours=20))
    browser = as_person(farah)
    post(browser, KIND, {"words": "Bring a cup."})
    post(browser, KIND.replace("reminder", "cancelled"), {"words": "Put the cup away."})
    plan_reminders(db, now=THIS_MORNING)
    taken = send()["email"].taken
    assert len(taken) == 2
    assert sum("Bring a cup." in letter.body for letter in taken) == 1
    assert not any("Put the cup away." in letter.body for letter in taken)


def test_words_are_found_with_one_statement_for_a_whole_batch(
    db: Session, cohort: Cohort, farah: Person, send: Send, count_statements: CountStatements
) -> None:
    db.add(OpeningWords(cohort_id=cohort.id, kind="reminder", words="Hi.", changed_at=NOON))
    make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20))
    for _ in range(10):
        make_member(db, cohort)
    plan_reminders(db, now=THIS_MORNING)
    with count_statements() as sent:
        assert len(send()["email"].taken) == 11
    assert sum("opening_words" in statement for statement in sent) == 1


def test_a_link_cannot_be_planted_in_the_words() -> None:
    assert clean_words(f"Open {SIGN_IN_LINK}\u202e now") == "Open sign-in link now"


def test_words_that_are_too_long_come_back(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    page = post(as_person(farah), KIND, {"words": "Ask us. " * 90})
    assert page.status_code == 422
    assert "Use at most 600 characters." in page.text
    assert "Ask us. Ask us." in page.text
    assert list(db.scalars(select(OpeningWords))) == []


def test_words_can_be_looked_at_before_they_are_kept_and_taken_away_again(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    browser = as_person(farah)
    page = post(browser, KIND, {"words": "Bring a cup.", "look": "yes"}).text
    assert "Your words are not saved yet." in page
    assert page.count("Bring a cup.") == 3
    assert list(db.scalars(select(OpeningWords))) == []
    post(browser, KIND, {"words": "Bring a cup."})
    page = browser.get(KIND).text
    assert page.count("Bring a cup.") == 3
    assert "Changed on Wednesday 20 January 2027 by Farah Facilitator" in page
    post(browser, KIND, {"words": "  "})
    assert "Bring a cup." not in browser.get(KIND).text


def test_the_preview_has_the_next_session_and_no_real_person(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    make_member(db, cohort, name="Amina Example")
    make_gathering(db, cohort, title="What makes us well")
    page = as_person(farah).get(KIND).text
    assert "What makes us well" in page
    assert "Hello Sam Sample" in page
    assert "Amina Example" not in page


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_letter_can_be_seen_before_it_goes(
    db: Session, cohort: Cohort, farah: Person, as_person: As, name: str
) -> None:
    browser = as_person(farah)
    assert KINDS[name] in browser.get("/cohorts/riverside/letters/kinds").text
    page = browser.get(f"/cohorts/riverside/letters/kinds/{name}").text
    assert page.count("Hello Sam Sample") == 2
    # A made-up session is only looked at.
    assert list(db.scalars(select(Gathering))) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_fits_into_a_text_and_on_a_phone(
    db: Session, platform: Platform, name: str
) -> None:
    cohort = make_cohort(db, slug="long", name="A " + "long-winded " * 9, phone="0161 496 0123")
    make_facilitator(db, cohort, name="Maximiliana " * 9)
    make_gathering(db, cohort, title="Very " * 23, how="in_person", place="Hall " * 59)
    draft = SAMPLERS[name](db, cohort.id, channel="text", desk=desk_at(NOON))
    assert draft.short
    assert len(draft.short.replace(SIGN_IN_LINK, ROOM_FOR_LINK)) <= LONGEST_SHORT
    assert "\n" not in draft.short


@pytest.mark.parametrize("name", NAMES)
def test_what_people_bring_lets_nobody_sign_in(db: Session, cohort: Cohort, name: str) -> None:
    draft = SAMPLERS[name](db, cohort.id, channel="call", desk=desk_at(NOON))
    assert SIGN_IN_LINK not in draft.body


def test_a_kind_that_is_not_there_is_not_found(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    browser = as_person(farah)
    for kind in ("sign_in", "nothing"):
        assert browser.get(f"/cohorts/riverside/letters/kinds/{kind}").status_code == 404
        assert post(browser, KIND.replace("reminder", kind), {"words": "x"}).status_code == 404
    assert samples_of(db, "sign_in", cohort.id, words="", desk=desk_at(NOON)) is None


def test_people_who_take_part_write_no_words(db: Session, cohort: Cohort, as_person: As) -> None:
    browser = as_person(make_reader(db, cohort))
    assert browser.get(KIND).status_code == 404
    assert post(browser, KIND, {"words": "x"}).status_code == 404
