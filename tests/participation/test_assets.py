"""What there is in a place: adding it, looking for it, changing it, and taking it along."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.participation.models import Asset, AssetChange
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As, CostsOf
from tests.make.assets import make_asset, make_suggested
from tests.progress.reading import html_of, words_of

FACTS = {
    "kind": "association",
    "name": "The Canal <Choir>",
    "offers": "Singing on Tuesdays",
    "step_free": "yes",
    "cost": "free",
    "position": "53.48123, -2.24345",
}


def here(cohort: Cohort) -> str:
    """Where the list is."""
    return f"/cohorts/{cohort.slug}/assets"


def test_anybody_adds_something_and_a_form_sent_twice_adds_it_once(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    browser = as_person(asker)
    facts: dict[str, object] = {**FACTS, "request_key": str(new_id())}
    first, second = (post(browser, here(cohort), facts) for _ in range(2))
    assert first.location == second.location
    page = words_of(browser, first.location)
    assert "The Canal <Choir>" in page
    assert "Ada Asker told us about it" in page
    made = db.scalars(select(Asset)).one()
    # A hundred metres: a place, and nobody's door.
    assert (made.latitude, made.longitude) == (53.481, -2.243)
    listed = html_of(browser, here(cohort))
    assert "<svg" in listed
    assert 'href="#asset-1"' in listed


def test_what_is_missing_or_wrong_is_said_beside_its_box_and_the_words_come_back(
    cohort: Cohort, asker: Person, as_person: As
) -> None:
    browser = as_person(asker)
    for wrong, sentence in {
        "name": "Write what people call it",
        "kind": "Choose what it is",
    }.items():
        answer = post(browser, here(cohort), {**FACTS, wrong: ""})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Singing on Tuesdays" in answer.text
    answer = post(browser, here(cohort), {**FACTS, "position": "behind the mill"})
    assert answer.status_code == 422
    assert "two numbers with a comma" in answer.text
    assert "behind the mill" in answer.text
    assert post(browser, here(cohort), {**FACTS, "about": "x" * 601}).status_code == 422


def test_a_facilitator_enters_it_for_who_rang_and_the_record_says_so(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    browser = as_person(helper)
    told: dict[str, object] = {**FACTS, "person": str(asker.id)}
    assert post(browser, here(cohort), told).status_code == 422
    made = post(browser, here(cohort), {**told, "how": "phone"}).location
    page = words_of(browser, made)
    assert "Ada Asker told us about it" in page
    assert "Ada Asker said so by phone, and Farah Facilitator entered it" in page
    assert db.scalars(select(Asset.added_by_id)).one() == asker.id
    # Who does not run the cohort enters only what they know.
    other = post(as_person(asker), here(cohort), {**FACTS, "person": str(helper.id)})
    assert other.status_code == 302
    entered = db.scalars(select(AssetChange.told_by_id).order_by(AssetChange.id.desc())).first()
    assert entered is None


def test_two_who_change_it_at_the_same_time_notice_each_other(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    made = make_asset(db, cohort, asker)
    changes = f"/assets/{made.id}/changes"
    seen = {**FACTS, "seen": "1"}
    assert post(as_person(helper), changes, {**seen, "about": "By Farah."}).status_code == 302
    answer = post(as_person(asker), changes, {**seen, "about": "By Ada."})
    assert answer.status_code == 409
    assert "By Ada." in answer.text
    assert "By Farah." in answer.text
    assert post(as_person(asker), changes, {**seen, "seen": "2"}).status_code == 302


def test_others_suggest_a_change_and_whoever_looks_after_it_answers(
    db: Session, cohort: Cohort, asker: Person, helper: Person, as_person: As
) -> None:
    made = make_asset(db, cohort, helper)
    browser, one = as_person(asker), f"/assets/{made.id}"
    assert post(browser, f"{one}/suggestions", {"words": " "}).status_code == 422
    post(browser, f"{one}/suggestions", {"words": "They meet on Mondays now."})
    assert "Nobody has answered yet" in words_of(browser, one)
    queue = words_of(as_person(helper), f"{here(cohort)}/questions")
    assert "They meet on Mondays now." in queue
    suggested = make_suggested(db, made, asker)
    for said in ("done", "stays"):
        answered = f"/assets/suggestions/{suggested}/answers"
        assert post(as_person(helper), answered, {"answer": said}).status_code == 302
    assert "Put in, says Farah Facilitator" in words_of(as_person(asker), one)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=choir", {"Choir"}),
        ("q=tea%20HALL", {"Hall"}),
        ("q=100%25", set()),
        ("kind=place", {"Hall"}),
        ("free=yes", {"Choir"}),
        ("step_free=yes&kind=association", {"Choir"}),
        ("show=gone", set()),
    ],
)
def test_looking_for_something(
    db: Session, cohort: Cohort, asker: Person, as_person: As, asked: str, found: set[str]
) -> None:
    make_asset(db, cohort, asker, "Choir", cost="free", step_free="yes")
    make_asset(db, cohort, asker, "Hall", kind="place", offers="Tea", cost="paid")
    page = words_of(as_person(asker), f"{here(cohort)}?{asked}")
    assert {name for name in ("Choir", "Hall") if f". {name}" in page} == found


def test_the_file_runs_nothing_and_holds_no_people(
    db: Session, cohort: Cohort, asker: Person, as_person: As
) -> None:
    make_asset(db, cohort, asker, "=HYPERLINK(1)", area="Mill\nEnd")
    answer = as_person(asker).get(f"{here(cohort)}/file")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0]["Area"] == "Mill End"
    assert "Asker" not in answer.text
    assert "=HYPERLINK(1)" in words_of(as_person(asker), f"{here(cohort)}/sheet")


def test_pages_cost_the_same_however_much_there_is(
    db: Session,
    cohort: Cohort,
    asker: Person,
    helper: Person,
    as_person: As,
    costs_of: CostsOf,
) -> None:
    made = make_asset(db, cohort, asker, position="53.48, -2.24")
    addresses = [f"{here(cohort)}{more}" for more in ("", "/sheet", "/file", "/questions")]
    addresses += [f"/cohorts/{cohort.slug}/skills", f"/assets/{made.id}"]

    few = costs_of(helper, addresses)
    for number in range(55):
        make_asset(db, cohort, asker, f"Number {number}", position="53.48, -2.24")
        make_suggested(db, made, helper, f"Number {number}")
    db.commit()
    assert costs_of(helper, addresses) == few
    assert max(few) <= 6
    assert "Showing 1 to 50 of 56" in words_of(as_person(helper), here(cohort))
