"""One sees who in one's own cohorts can be found, and says whom one would choose."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.kit.db import new_id
from app.mentoring.actions.choices import keep_choices
from app.mentoring.errors.profiles import CannotChoose
from app.mentoring.models import MentoringChoice, ProfileChange
from app.people.models import Person
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_enrolment, make_member
from tests.make.mentoring import Mentors, make_profile

pytestmark = pytest.mark.usefixtures("no_form_tokens")


def chosen(db: Session, person: Person) -> list[UUID]:
    """Whom they chose, in their order."""
    return list(
        db.scalars(
            select(MentoringChoice.chosen_id)
            .where(MentoringChoice.person_id == person.id)
            .order_by(MentoringChoice.position)
        )
    )


def test_only_open_people_of_ones_own_cohorts_are_shown(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    make_profile(db, mentors.other, state="resting")
    elsewhere = make_member(db, make_cohort(db), name="Elsa Elsewhere")
    make_profile(db, elsewhere)
    gone = make_member(db, mentors.cohort, name="Gail Gone", state="left")
    make_profile(db, gone)
    mentors.petra.what_i_bring = "I know the surgery."
    page = as_person(mentors.joan).get("/mentoring/people/").text
    assert "Petra Nurse" in page
    assert "I know the surgery." in page
    for name in ("Ola Other", "Elsa Elsewhere", "Gail Gone", "Farah Facilitator"):
        assert name not in page
    # Joan herself stands in the header alone.
    assert "I would choose Joan Longstreet" not in page
    make_enrolment(db, mentors.cohort, elsewhere)
    assert "Elsa Elsewhere" in as_person(mentors.joan).get("/mentoring/people/").text


def test_neither_what_may_be_shared_nor_times_nor_the_manager_are_shown_to_others(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    facts = {"manager_email": "boss@example.org", "offer_words": "Tea.", "wish_words": "Cake."}
    make_profile(db, mentors.other, characteristics=["veteran"], **facts)
    page = as_person(mentors.joan).get("/mentoring/people/").text
    assert "Tea." in page
    assert "Cake." in page
    for word in ("veteran", "forces", "boss@example.org", "Monday"):
        assert word not in page


def test_people_are_found_by_a_part_of_their_name(mentors: Mentors, as_person: As) -> None:
    client = as_person(mentors.joan)
    assert "Petra Nurse" in client.get("/mentoring/people/?name=pétra").text
    none = client.get("/mentoring/people/?name=xyz").text
    assert "Petra Nurse" not in none
    assert "Nobody has “xyz” in their name." in none


def test_choices_are_kept_in_their_order_and_can_be_taken_back(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    make_profile(db, mentors.other)
    client = as_person(mentors.joan)
    one, two = str(mentors.other.id), str(mentors.petra.id)
    client.post("/mentoring/choices", data={"chosen": ["", one, "", two]})
    assert chosen(db, mentors.joan) == [mentors.other.id, mentors.petra.id]
    assert "First of your choices." in client.get("/mentoring/people/").text
    client.post("/mentoring/choices", data={"chosen": [two, one]})
    assert chosen(db, mentors.joan) == [mentors.petra.id, mentors.other.id]
    client.post("/mentoring/choices", data={"chosen": ["", ""]})
    assert chosen(db, mentors.joan) == []
    assert db.query(ProfileChange).filter_by(person_id=mentors.joan.id, what="chose").count() == 3


def test_it_is_said_who_can_see_whom_one_would_choose(mentors: Mentors, as_person: As) -> None:
    for address in ("/mentoring/choices", "/mentoring/people/"):
        assert "mentoring coordinators can see" in as_person(mentors.joan).get(address).text
    theirs = f"/mentoring/coordination/people/{mentors.joan.id}/choices"
    assert as_person(mentors.coordinator).get(theirs).status_code == 200


def test_i_would_choose_fills_in_the_first_empty_line(mentors: Mentors, as_person: As) -> None:
    client = as_person(mentors.joan)
    page = client.get(f"/mentoring/choices?person={mentors.petra.id}").text
    assert f'value="{mentors.petra.id}" selected' in page
    assert f'value="{mentors.outsider.id}"' not in page
    assert client.get("/mentoring/choices?person=nobody").status_code == 200


def test_whoever_rests_now_stays_chosen_until_taken_out(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    other = make_profile(db, mentors.other)
    keep_choices(db, mentors.joan, mentors.joan, [mentors.other.id], now=NOON)
    other.state = "resting"
    db.query(Enrolment).filter_by(person_id=mentors.other.id).update({"state": "left"})
    client = as_person(mentors.joan)
    assert f'value="{mentors.other.id}" selected' in client.get("/mentoring/choices").text
    both = {"chosen": [str(mentors.petra.id), str(mentors.other.id)]}
    assert client.post("/mentoring/choices", data=both).status_code == 302
    assert chosen(db, mentors.joan) == [mentors.petra.id, mentors.other.id]


def test_nobody_else_can_be_chosen_nor_anybody_twice(db: Session, mentors: Mentors) -> None:
    joan, petra = mentors.joan, mentors.petra.id
    keep_choices(db, joan, joan, [petra], now=NOON)
    many = [make_member(db, mentors.cohort, name=f"Number {n}") for n in range(6)]
    for one in many:
        make_profile(db, one)
    ids = [one.id for one in many]
    for wrong in ([petra, petra], [mentors.outsider.id], [joan.id], [new_id()], ids):
        with pytest.raises(CannotChoose):
            keep_choices(db, joan, joan, wrong, now=NOON)
    assert chosen(db, joan) == [petra]
    keep_choices(db, joan, joan, ids[:5], now=NOON)
    assert chosen(db, joan) == ids[:5]


def test_choices_of_another_window_are_not_written_over_unseen(
    db: Session, mentors: Mentors, as_person: As
) -> None:
    make_profile(db, mentors.other)
    client = as_person(mentors.joan)
    one, two = str(mentors.other.id), str(mentors.petra.id)
    older = seen_on(client.get("/mentoring/choices").text)
    assert older == ""
    assert client.post("/mentoring/choices", data={"seen": older, "chosen": [one]}).location
    # The same form sent twice is one saving.
    assert client.post("/mentoring/choices", data={"seen": older, "chosen": [one]}).location
    late = client.post("/mentoring/choices", data={"seen": older, "chosen": [two]})
    assert late.status_code == 409
    assert "changed somewhere else" in late.text
    assert f'value="{two}" selected' in late.text
    assert chosen(db, mentors.joan) == [mentors.other.id]
    again = {"seen": seen_on(late.text), "chosen": [two]}
    assert client.post("/mentoring/choices", data=again).location
    assert chosen(db, mentors.joan) == [mentors.petra.id]


def seen_on(page: str) -> str:
    """The choices that a page showed."""
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def test_a_choice_that_cannot_be_comes_back_with_what_was_chosen(
    mentors: Mentors, as_person: As
) -> None:
    twice = {"chosen": [str(mentors.petra.id)] * 2}
    answer = as_person(mentors.joan).post("/mentoring/choices", data=twice)
    assert answer.status_code == 422
    assert answer.text.count(f'value="{mentors.petra.id}" selected') == 2
    assert "each of them once" in answer.text


def test_a_list_of_people_costs_the_same_however_many(
    db: Session, mentors: Mentors, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(mentors.joan)
    counts = []
    for _ in range(2):
        with count_statements() as sent:
            client.get("/mentoring/people/")
        with count_statements() as more:
            client.get("/mentoring/choices")
        counts.append((len(sent), len(more)))
        for n in range(20):
            make_profile(db, make_member(db, mentors.cohort, name=f"Number {n}"))
        db.commit()
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 6
