"""Typing in what somebody told on paper or by phone."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import FACILITATOR, LEFT
from app.kit.db import new_id
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.make.suggestions import suggestions_of
from tests.progress.reading import html_of, words_of

TOLD = "The words are too small for me."


def fields(**change: object) -> dict[str, object]:
    """A form filled in for somebody who does not want to be written down."""
    form: dict[str, object] = {"page": "module-1/story", "person": "nobody", "words": TOLD}
    return {**form, "request_key": str(new_id()), **change}


def test_the_words_of_a_person_are_theirs_and_the_record_says_who_typed_them_in(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    browser = as_person(helper)
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    page = words_of(browser, f"{here}/new")
    assert "Lina Learner" in page
    assert "1. Step story" in page
    form = fields(person=str(way.person.id), is_named="y")
    for _ in range(2):
        assert post(browser, here, form).headers["Location"] == here
    kept = suggestions_of(db)
    assert len(kept) == 1
    assert (kept[0].enrolment_id, kept[0].entered_by_id) == (way.enrolment.id, helper.id)
    assert kept[0].step_id == way.steps["story"].id
    assert "by Lina Learner, typed in by Farah Facilitator" in words_of(browser, here)
    own = as_person(way.person)
    assert "This is yours" in words_of(own, here)
    post(own, f"/suggestions/{kept[0].id}/withdrawals")
    assert suggestions_of(db) == []


def test_without_their_yes_neither_they_nor_who_typed_it_in_are_named(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    post(as_person(helper), here, fields(person=str(way.person.id)))
    assert "You typed this in" in words_of(as_person(helper), here)
    colleague = make_person(db, name="Cal Colleague")
    make_seat(db, way.cohort, colleague, role=FACILITATOR)
    page = html_of(as_person(colleague), here)
    assert TOLD in page
    for secret in ("Lina", "Farah", "typed in by", str(way.person.id), str(helper.id)):
        assert secret not in page


def test_somebody_who_stays_out_of_the_record_is_not_in_it(
    db: Session, way: Way, helper: Person, helper_seat: Enrolment, as_person: As
) -> None:
    browser = as_person(helper)
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    post(browser, here, fields(is_named="y"))
    kept = suggestions_of(db)[0]
    assert (kept.enrolment_id, kept.entered_by_id) == (helper_seat.id, helper.id)
    assert kept.is_named is False
    words = words_of(browser, here)
    assert "You typed this in" in words
    assert "This is yours" not in words
    assert "Farah" not in words_of(as_person(way.person), here)
    assert "This is yours" not in words_of(as_person(way.person), here)
    post(as_person(helper), f"/suggestions/{kept.id}/withdrawals")
    assert suggestions_of(db) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"page": ""}, "Choose the page it is about."),
        ({"page": "module-1"}, "Choose the page it is about."),
        ({"page": "module-9/story\0"}, "Choose the page it is about."),
        ({"person": ""}, "Choose whose words these are."),
        ({"person": "nonsense"}, "Choose whose words these are."),
        ({"person": str(new_id())}, "Choose whose words these are."),
        ({"words": " "}, "A few words are enough."),
        ({"words": "🙂" * 3000}, "at most 2,000 characters"),
    ],
)
def test_a_form_with_a_fault_comes_back_with_what_was_written(
    db: Session,
    way: Way,
    helper: Person,
    as_person: As,
    change: dict[str, object],
    words: str,
) -> None:
    form = fields(**change)
    answer = post(as_person(helper), f"/cohorts/{way.cohort.slug}/suggestions", form)
    assert answer.status_code == 422
    assert words in answer.text
    assert str(form["words"]).strip() in answer.text
    assert suggestions_of(db) == []


def test_nobody_types_in_for_people_who_are_not_here_or_for_themselves(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    gone = make_person(db, name="Gus Gone")
    make_seat(db, way.cohort, gone, state=LEFT)
    browser = as_person(helper)
    here = f"/cohorts/{way.cohort.slug}/suggestions"
    page = html_of(browser, f"{here}/new")
    for person in (gone, helper):
        assert str(person.id) not in page
        assert post(browser, here, fields(person=str(person.id))).status_code == 422
