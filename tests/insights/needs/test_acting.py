"""What a facilitator does about somebody: take it, put it off, note a contact, be done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.insights.models import KeptNeed, NeedChange, NeedContact
from app.insights.rules.needs.listing import Wanted
from app.kit.db import new_id
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.insights.needs.conftest import Place
from tests.insights.needs.reading import (
    LIST,
    page_of,
    reasons,
    seen_on,
    tell,
    values_on,
    visit,
)
from tests.make.cohorts import make_facilitator
from tests.make.gatherings import make_gathering
from tests.make.register import make_follow_up
from tests.progress.reading import words_of

NOTHING_WAITS = "Nothing waits just now"
DONE, SNOOZED, OPEN = "done", "snoozed", "open"
MINE, NOBODY = Wanted(owner="mine"), Wanted(owner="nobody")


@pytest.fixture
def lina(db: Session, place: Place) -> Enrolment:
    """Lina, who was quiet for a month."""
    seat = place.join(db, "Lina Learner")
    visit(db, seat, place.modules[0], at=NOON - timedelta(days=30))
    db.commit()
    return seat


def count(db: Session, model: type[KeptNeed | NeedChange | NeedContact]) -> int:
    """How many rows there are."""
    db.commit()
    return db.scalar(select(func.count()).select_from(model)) or 0


def test_what_is_done_leaves_the_list_and_comes_back_for_new_facts_only(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    browser = as_person(place.farah)
    assert tell(browser, lina, how="call", words="She is well.", next=DONE).status_code == 302
    assert reasons(db, place.farah) == {}
    assert reasons(db, place.femi, now=NOON + timedelta(days=9)) == {}
    assert "Done by Farah F" in words_of(browser, f"{LIST}?show=done")
    visit(db, lina, place.modules[1], at=NOON + timedelta(days=1), done=False)
    assert reasons(db, place.farah, now=NOON + timedelta(days=40)) == {"Lina Learner": ["quiet"]}


def test_what_is_put_off_comes_back_on_that_day_of_the_cohorts_calendar(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    browser = as_person(place.farah)
    tell(browser, lina, next=SNOOZED, again_on="2027-01-25")
    assert reasons(db, place.farah) == {}
    assert reasons(db, place.farah, wanted=Wanted(SNOOZED)) == {"Lina Learner": ["quiet"]}
    midnight = NOON.replace(day=25, hour=0)
    assert reasons(db, place.farah, now=midnight - timedelta(minutes=1)) == {}
    assert reasons(db, place.farah, now=midnight) == {"Lina Learner": ["quiet"]}
    assert "Monday 25 January 2027" in words_of(browser, f"{LIST}?show=snoozed")


def test_the_first_of_two_looks_after_it(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    post(as_person(place.farah), f"{page_of(lina)}/owners")
    assert reasons(db, place.farah, wanted=MINE) == {"Lina Learner": ["quiet"]}
    answer = as_person(place.femi).get(page_of(lina))
    assert "Farah F looks after it" in answer.text
    browser = as_person(place.femi)
    post(browser, f"{page_of(lina)}/owners")
    assert reasons(db, place.femi, wanted=MINE) == {}
    post(as_person(place.farah), f"{page_of(lina)}/owners", {"owner": "nobody"})
    assert reasons(db, place.femi, wanted=NOBODY) == {"Lina Learner": ["quiet"]}


def test_it_can_be_handed_to_another_who_runs_the_cohort_and_to_nobody_else(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    browser = as_person(place.farah)
    tell(browser, lina, next=OPEN, owner=str(place.femi.id))
    assert reasons(db, place.femi, wanted=MINE) == {"Lina Learner": ["quiet"]}
    for stranger in (str(lina.person_id), str(new_id()), "nonsense"):
        assert tell(browser, lina, next=OPEN, owner=stranger).status_code == 422


def test_the_second_of_two_keeps_what_they_wrote_and_sees_what_the_first_did(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    browser = as_person(place.femi)
    seen, ticked = seen_on(browser, lina), values_on(browser, lina)
    tell(as_person(place.farah), lina, how="met", words="We met at the market.", next=OPEN)
    answer = tell(
        as_person(place.femi), lina,
        need=ticked, seen=seen, how="call", words="I rang her, too.", next=DONE,
    )  # fmt: skip
    assert answer.status_code == 409
    for words in ("Somebody else changed this", "I rang her, too.", "We met at the market."):
        assert words in answer.text
    assert count(db, NeedContact) == 1
    again = tell(as_person(place.femi), lina, how="call", words="I rang her, too.", next=DONE)
    assert again.status_code == 302
    assert count(db, NeedContact) == 2


def test_whoever_goes_back_and_presses_done_is_done_with_one_contact(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    browser = as_person(place.farah)
    form = {"how": "call", "words": "She is well.", "request_key": str(new_id())}
    ticked = values_on(browser, lina)
    assert tell(browser, lina, **form, need=ticked, next=OPEN).status_code == 302
    assert tell(browser, lina, **form, need=ticked, next=DONE).status_code == 302
    assert reasons(db, place.farah) == {}
    assert count(db, NeedContact) == 1


def test_giving_back_keeps_nothing_of_what_nobody_ever_took(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    answer = post(as_person(place.farah), f"{page_of(lina)}/owners", {"owner": "nobody"})
    assert answer.status_code == 302
    assert count(db, KeptNeed) == 0


def test_pressing_twice_is_one_contact(
    db: Session, place: Place, lina: Enrolment, as_person: As
) -> None:
    browser, key = as_person(place.farah), str(new_id())
    said = {"need": values_on(browser, lina), "seen": "", "request_key": key}
    for _ in range(2):
        tell(browser, lina, **said, how="call", words="All is well.", next=DONE)
    assert (count(db, NeedContact), count(db, NeedChange)) == (1, 1)


def test_a_contact_is_read_by_those_who_run_the_cohort_alone(
    db: Session, place: Place, hillside: Place, lina: Enrolment, as_person: As
) -> None:
    tell(as_person(place.farah), lina, how="call", words="She has a new job.", next=DONE)
    page = words_of(as_person(place.femi), page_of(lina))
    for words in ("She has a new job.", "We spoke on the phone", "Wednesday 20 January 2027"):
        assert words in page
    other = make_facilitator(db, hillside.cohort, name="Hana")
    assert as_person(other).get(page_of(lina)).status_code == 404


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"how": "call", "words": "x" * 1001, "next": "done"}, "at most 1,000"),
        ({"words": "We spoke.", "next": "done"}, "Choose how you were in touch"),
        ({"how": "call", "on_day": "2027-01-21", "next": "done"}, "Choose the day when"),
        ({"how": "call", "on_day": "2026-01-01", "next": "done"}, "Choose the day when"),
        ({"how": "call", "on_day": "yesterday", "next": "done"}, "Choose a day, or write it"),
        ({"next": "snoozed"}, "Choose a day after today"),
        ({"next": "snoozed", "again_on": "2027-01-20"}, "Choose a day after today"),
        ({"next": "snoozed", "again_on": "2031-01-20"}, "Choose a day after today"),
        ({"need": [], "next": "done"}, "Choose what this is about"),
        ({"need": ["quiet|1999-01-01", "nonsense"], "next": "done"}, "Choose what this is about"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    db: Session,
    place: Place,
    lina: Enrolment,
    as_person: As,
    said: dict[str, object],
    sentence: str,
) -> None:
    answer = tell(as_person(place.farah), lina, **said)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert (count(db, KeptNeed), count(db, NeedContact)) == (0, 0)


def test_a_contact_without_a_reason_is_kept_too(db: Session, place: Place, as_person: As) -> None:
    seat = place.join(db, "Rosa")
    visit(db, seat, place.modules[0])
    browser = as_person(place.farah)
    assert NOTHING_WAITS in words_of(browser, page_of(seat))
    assert tell(browser, seat, how="met", words="A chat at the market.").status_code == 302
    assert "A chat at the market." in words_of(browser, page_of(seat))


def test_what_is_kept_elsewhere_cannot_be_kept_here(
    db: Session, place: Place, as_person: As
) -> None:
    seat = place.join(db, "Rosa")
    visit(db, seat, place.modules[0])
    meeting = make_gathering(db, place.cohort, starts_at=NOON - timedelta(days=2))
    follow_up = make_follow_up(db, meeting, seat, owner=place.femi)
    browser = as_person(place.farah)
    page = browser.get(page_of(seat)).text
    assert f"/cohorts/riverside/follow-ups/{follow_up.id}" in page
    assert values_on(browser, seat) == []
    answer = tell(browser, seat, need=[f"missed|{follow_up.id}"], next=DONE)
    assert answer.status_code == 422
    assert reasons(db, place.femi, wanted=MINE) == {"Rosa": ["missed"]}
