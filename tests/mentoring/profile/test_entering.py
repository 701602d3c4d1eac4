"""A coordinator fills in a profile with the person, and the record says so."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mentoring.models import MentoringChoice, MentoringProfile, ProfileChange
from app.mentoring.queries.profiles import own_characteristics, profile_place
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_enrolment, make_member
from tests.make.mentoring import Mentors, make_profile
from tests.mentoring.profile.conftest import form, page_of

pytestmark = pytest.mark.usefixtures("no_form_tokens")
LIST = "/mentoring/coordination/people/"


def shared(db: Session, person: Person) -> list[str]:
    """What they said that they may share."""
    db.expire_all()
    place = profile_place(db, person, person_id=person.id)
    assert place is not None
    return list(own_characteristics(db, person, place))


def test_everybody_in_the_programme_is_listed_and_found(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    make_profile(db, mentors.facilitator, state="resting")
    client = as_person(mentors.coordinator)
    page = page_of(client.get(LIST).text)
    for name in ("Joan Longstreet", "Petra Nurse", "Ola Other", "Farah Facilitator"):
        assert name in page
    assert "Otto Outsider" not in page
    without = client.get(f"{LIST}?state=without").text
    assert "Ola Other" in without
    assert "Petra Nurse" not in without
    resting = client.get(f"{LIST}?state=resting&name=farah").text
    assert "Farah Facilitator" in resting
    assert "Nobody is found" in client.get(f"{LIST}?state=resting&name=joan").text


def test_the_record_says_who_entered_it_for_whom(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    theirs = f"{LIST}{mentors.other.id}/profile"
    client = as_person(mentors.coordinator)
    assert "Read this out" in client.get(theirs).text
    answer = client.post(theirs, data=form(), follow_redirects=True)
    assert "The record says that you entered it." in answer.text
    assert "Entered by Mina Mentoring for Ola Other" in page_of(answer.text)
    own = page_of(as_person(mentors.other).get("/mentoring/profile").text)
    assert "the profile was made. Entered by Mina Mentoring for you." in own
    kept = db.get_one(MentoringProfile, mentors.other.id)
    assert kept.entered_by_id == mentors.coordinator.id


def test_what_may_be_shared_is_written_by_phone_and_never_read_back(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    theirs = f"{LIST}{mentors.other.id}/profile"
    client = as_person(mentors.coordinator)
    said = form(characteristics=["veteran"])
    page = client.post(theirs, data=said, follow_redirects=True).text
    assert 'value="veteran" checked' not in page_of(page)
    assert shared(db, mentors.other) == ["veteran"]
    kept = NOON.isoformat()
    # Nothing ticked leaves it; something ticked takes its place; “nothing” takes it away.
    client.post(theirs, data=form(seen=kept, offer_words="More."))
    assert shared(db, mentors.other) == ["veteran"]
    client.post(theirs, data=form(seen=kept, characteristics=["carer"]))
    assert shared(db, mentors.other) == ["carer"]
    both = form(seen=kept, characteristics=["carer"], nothing_shared="y")
    refused = client.post(theirs, data=both)
    assert refused.status_code == 422
    assert "nothing is kept, and something" in refused.text
    client.post(theirs, data=form(seen=kept, nothing_shared="y"))
    assert shared(db, mentors.other) == []


@pytest.mark.parametrize("seen", ["", NOON.isoformat()])
def test_a_coordinator_cannot_find_out_what_is_shared_by_guessing(
    db: Session, mentors: Mentors, as_person: As, seen: str
) -> None:
    theirs = f"{LIST}{mentors.other.id}/profile"
    client = as_person(mentors.coordinator)
    client.post(theirs, data=form(characteristics=["veteran"]))
    answers = set()
    for guess in ({"characteristics": ["veteran"]}, {"characteristics": ["carer"]}):
        before = len(db.scalars(select(ProfileChange)).all())
        status = client.post(theirs, data=form(seen=seen, **guess)).status_code
        answers.add((status, len(db.scalars(select(ProfileChange)).all()) - before))
    assert answers == {(302, 1) if seen else (409, 0)}


def test_a_rest_and_choices_are_entered_too(db: Session, mentors: Mentors, as_person: As) -> None:
    theirs = f"{LIST}{mentors.joan.id}"
    client = as_person(mentors.coordinator)
    page = client.post(f"{theirs}/rests", follow_redirects=True).text
    assert "Joan Longstreet is resting" in page
    client.post(f"{theirs}/returns")
    assert db.get_one(MentoringProfile, mentors.joan.id).state == "open"
    assert "Petra Nurse" in client.get(f"{theirs}/choices").text
    page = client.post(
        f"{theirs}/choices", data={"chosen": [str(mentors.petra.id)]}, follow_redirects=True
    ).text
    assert "choices were changed. Entered by Mina Mentoring for Joan Longstreet" in page_of(page)
    assert db.scalars(select(MentoringChoice.chosen_id)).all() == [mentors.petra.id]


def test_a_coordinator_who_takes_part_uses_their_own_page(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    make_enrolment(db, mentors.cohort, mentors.coordinator)
    client = as_person(mentors.coordinator)
    assert client.get(f"{LIST}{mentors.coordinator.id}/profile").status_code == 404
    assert client.get("/mentoring/profile").status_code == 200
    assert 'href="/mentoring/profile"' in client.get(LIST).text


def test_the_list_costs_the_same_however_many(
    db: Session, mentors: Mentors, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(mentors.coordinator)
    counts = []
    for _ in range(2):
        with count_statements() as sent:
            client.get(LIST)
        counts.append(len(sent))
        for n in range(60):
            make_profile(db, make_member(db, mentors.cohort, name=f"Number {n}"))
        db.commit()
    assert counts[0] == counts[1] <= 5
    assert "Showing 1 to 50 of 124" in page_of(client.get(LIST).text)
