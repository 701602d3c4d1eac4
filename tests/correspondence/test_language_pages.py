"""Pages for facilitators: what letters say in each language, and who would like another."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.actions.remind import plan_reminders
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.correspondence.conftest import THIS_MORNING, Send, make_reader
from tests.make.cohorts import make_member
from tests.make.gatherings import make_gathering

KIND = "/cohorts/riverside/letters/kinds/reminder"
CALLS = "/cohorts/riverside/calls"


def test_a_kind_of_letter_is_shown_in_each_language(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    browser = as_person(farah)
    page = browser.get(f"{KIND}?language=cy").text
    assert 'lang="cy">Helo Sam Sample,' in page
    assert "atgoffa am sesiwn gyda “Riverside neighbours”." in page
    assert "This is a reminder" not in page
    other = browser.get(f"{KIND}?language=pl").text
    assert "Hello Sam Sample," in other
    assert 'hreflang="cy" lang="cy">Cymraeg</a>' in other


def test_words_at_the_top_stay_as_they_were_written_in_each_language(
    db: Session, cohort: Cohort, farah: Person, as_person: As
) -> None:
    browser = as_person(farah)
    looked = post(browser, f"{KIND}?language=cy", {"words": "Croeso!", "look": "yes"}).text
    assert "Helo Sam Sample,\n\nCroeso!" in looked
    kept = post(browser, f"{KIND}?language=cy", {"words": "Croeso!"})
    assert kept.headers["Location"] == f"{KIND}?language=cy"


def test_the_list_says_who_would_like_welsh_and_what_to_say_on_the_phone_stays_in_english(
    db: Session, cohort: Cohort, farah: Person, as_person: As, send: Send
) -> None:
    for channel in ("call", "post"):
        reader = make_reader(db, cohort, name=f"Reader of {channel}", channel=channel)
        reader.letter_language = "cy"
    make_reader(db, cohort, name="English Reader", channel="call")
    make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20))
    db.flush()
    plan_reminders(db, now=THIS_MORNING)
    send()
    browser = as_person(farah)
    for address in (CALLS, f"{CALLS}/sheet"):
        page = browser.get(address).text
        assert page.count("Would like Welsh (Cymraeg).") == 2
        assert page.count("The letters here are in it.") == 1
        assert page.count("What to say is here in English.") == 1
        assert 'Reminder of a session: <span lang="cy">Yfory am 8 y bore: First' in page
        assert "Hello Reader of call," in page
        assert 'lang="cy">Helo Reader of post,' in page
    assert 'lang="cy">Helo Reader of post,' in browser.get(f"{CALLS}/letters").text


def test_one_batch_in_two_languages_costs_the_same_however_many_people_read_each(
    db: Session, cohort: Cohort, farah: Person, send: Send, count_statements: CountStatements
) -> None:
    costs = []
    for place, number in enumerate((1, 3)):
        for code in ("en", "cy"):
            for _ in range(number):
                make_member(db, cohort).letter_language = code
        make_gathering(db, cohort, starts_at=NOON + timedelta(hours=20 + place))
        db.flush()
        plan_reminders(db, now=THIS_MORNING)
        with count_statements() as sent:
            carried = send()["email"].taken
        assert {message.language for message in carried} == {"en", "cy"}
        costs.append(sum(statement.startswith("SELECT") for statement in sent))
    assert costs[0] == costs[1]
