"""The page on which somebody is moved."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.browser_like import post
from tests.cohorts.moving_people.two_cohorts import TwoCohorts
from tests.conftest import As
from tests.make.cohorts import make_enrolment, make_member
from tests.make.people import make_person


def test_a_facilitator_looks_at_what_comes_along_and_moves_somebody(
    db: Session, two: TwoCohorts, as_person: As
) -> None:
    two.other.steps["welcome"].key = "another"
    browser = as_person(two.facilitator)
    person = f"/cohorts/{two.way.cohort.slug}/people/{two.way.person.id}"
    assert f'href="{person}/moves"' in browser.get(person).text
    assert two.other.cohort.name in browser.get(f"{person}/moves").text
    look = browser.get(f"{person}/moves?to={two.other.cohort.slug}").text
    done = len(two.done(db, two.way.cohort))
    assert f"{done - 1} of the {done} steps" in look
    assert "1 step has no counterpart there" in look
    to: dict[str, object] = {"to": two.other.cohort.slug}
    for _ in range(2):
        moved = post(browser, f"{person}/moves", to)
        there = f"/cohorts/{two.other.cohort.slug}/people/{two.way.person.id}"
        assert moved.headers["Location"] == there
    assert "Moved to another cohort on" in browser.get(person).text


def test_a_full_cohort_says_so_before_and_after_the_button(
    db: Session, two: TwoCohorts, as_person: As
) -> None:
    two.other.cohort.capacity = 1
    make_member(db, two.other.cohort)
    browser = as_person(two.facilitator)
    moves = f"/cohorts/{two.way.cohort.slug}/people/{two.way.person.id}/moves"
    assert "There is no free seat in" in browser.get(f"{moves}?to={two.other.cohort.slug}").text
    refused = post(browser, moves, {"to": two.other.cohort.slug})
    assert refused.status_code == 409
    assert "Make more seats there first" in refused.text
    assert post(browser, moves, {"to": "nowhere"}).status_code == 404


def test_a_facilitator_of_one_cohort_has_nowhere_to_move_people_to(
    db: Session, two: TwoCohorts, as_person: As
) -> None:
    stranger = make_person(db)
    make_enrolment(db, two.way.cohort, stranger, role="facilitator")
    browser = as_person(stranger)
    moves = f"/cohorts/{two.way.cohort.slug}/people/{two.way.person.id}/moves"
    assert "There is no other cohort that you run" in browser.get(moves).text
    participant = make_member(db, two.way.cohort)
    assert as_person(participant).get(moves).status_code == 404
