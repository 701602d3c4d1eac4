"""What an address says about the people who are looked at, and whom that chooses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules import FACILITATOR, INVITED
from app.gatherings.models import FollowUp
from app.insights.queries.chosen import chosen_people, grid_page, grid_people
from app.insights.rules.filters import (
    EVERYBODY,
    FINISHED,
    NO_PLACE,
    NOT_BEGUN,
    ON_THE_WAY,
    Filters,
    filters_from,
)
from app.kit.paging import PAGE_SIZE
from app.progress.actions.complete import mark_step_done
from app.progress.actions.visit import open_step
from app.progress.queries import StepAddress
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_enrolment, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.places import make_place
from tests.make.post import letter_of, make_letters
from tests.make.progress import Way, make_seat, make_way

PLACE = "0193a000-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    "filters",
    [
        EVERYBODY,
        Filters(place=PLACE, standing="pcn_staff", module="module-1", name="Siân O’Neil"),
        Filters(role="", state="", place=NO_PLACE),
        Filters(role=FACILITATOR, state=INVITED, needs_call=True, how_far=ON_THE_WAY),
    ],
)
def test_filters_come_back_from_their_own_address(filters: Filters) -> None:
    assert filters_from(filters.as_query) == filters


def test_an_address_without_a_word_is_for_participants_who_joined() -> None:
    assert filters_from({}) == EVERYBODY
    assert EVERYBODY.as_query == {}
    assert not EVERYBODY.is_narrowed


@pytest.mark.parametrize("name", ["place", "standing", "module", "role", "state", "call", "far"])
@pytest.mark.parametrize("said", ["", "nonsense!", "\0", "' OR 1=1 --", "é" * 5_000])
def test_what_there_is_not_stands_for_all(name: str, said: str) -> None:
    assert filters_from({name: said}) == EVERYBODY


def test_a_module_that_the_course_lacks_stands_for_all() -> None:
    assert Filters(module="gone").within({"module-1"}) == EVERYBODY
    assert Filters(module="module-1").within({"module-1"}).module == "module-1"


def names(db: Session, cohort: Cohort, filters: Filters, *, sees_follow_ups: bool = False) -> str:
    """The names of the people who are chosen, in the order they come."""
    people = chosen_people(db, cohort, filters, now=NOON, sees_follow_ups=sees_follow_ups)
    seen = grid_people(db, cohort, filters, now=NOON, sees_follow_ups=sees_follow_ups)
    page = grid_page(db, cohort, filters, 1, now=NOON, sees_follow_ups=sees_follow_ups)
    assert [*seen] == [*page.rows] == [person.in_grid for person in people]
    assert len(people) == page.total
    return ", ".join(person.name for person in people)


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with people of every kind, and another beside it."""
    made = make_way(db, modules=2, person=make_person(db, name="Zoë Zander"))
    make_member(db, made.cohort, name="Ayo Adams", standing="local_partner")
    make_member(db, made.cohort, name="Farah Facilitator", role=FACILITATOR)
    make_member(db, made.cohort, name="Ines Invited", state=INVITED)
    make_member(db, make_way(db).cohort, name="Nobody of ours")
    db.commit()
    return made.cohort


def test_people_are_chosen_by_role_state_standing_and_name(db: Session, cohort: Cohort) -> None:
    assert names(db, cohort, EVERYBODY) == "Ayo Adams, Zoë Zander"
    assert names(db, cohort, Filters(role=FACILITATOR)) == "Farah Facilitator"
    assert names(db, cohort, Filters(state=INVITED)) == "Ines Invited"
    everybody = "Ayo Adams, Farah Facilitator, Ines Invited, Zoë Zander"
    assert names(db, cohort, Filters(role="", state="")) == everybody
    assert names(db, cohort, Filters(standing="local_partner")) == "Ayo Adams"
    assert names(db, cohort, Filters(name="zoe")) == "Zoë Zander"
    assert names(db, cohort, Filters(name="100%")) == ""


def test_people_are_chosen_by_where_they_come_from(db: Session, cohort: Cohort) -> None:
    place = make_place(db, name="Riverside")
    seat = make_enrolment(db, cohort, make_person(db, name="Rosa River"))
    seat.place_id = place.id
    db.commit()
    assert names(db, cohort, Filters(place=str(place.id))) == "Rosa River"
    assert names(db, cohort, Filters(place=NO_PLACE)) == "Ayo Adams, Zoë Zander"
    assert names(db, cohort, Filters(place=PLACE)) == ""
    (person,) = chosen_people(db, cohort, Filters(place=str(place.id)), now=NOON)
    assert person.place == "Riverside"


def test_those_whom_one_rings_are_chosen(db: Session, cohort: Cohort) -> None:
    petra = make_person(db, name="Petra Phone", phone="+447700900123", channel="call")
    make_enrolment(db, cohort, petra)
    (listed,) = make_letters(db, 1, name="Lena Listed")
    make_enrolment(db, cohort, listed)
    letter = letter_of(db, listed)
    letter.cohort_id, letter.state = cohort.id, "listed"
    db.commit()
    assert names(db, cohort, Filters(needs_call=True)) == "Lena Listed, Petra Phone"


def test_only_facilitators_find_those_who_were_missed(db: Session, cohort: Cohort) -> None:
    gathering = make_gathering(db, cohort)
    for name, state, until in (
        ("Dora Due", "snoozed", -1),
        ("Lars Later", "snoozed", 1),
        ("Olu Open", "open", 0),
    ):
        seat = make_enrolment(db, cohort, make_person(db, name=name))
        follow_up = FollowUp(gathering_id=gathering.id, enrolment_id=seat.id, opened_at=NOON)
        follow_up.state = state
        follow_up.snoozed_until = NOON + timedelta(days=until) if until else None
        db.add(follow_up)
    db.commit()
    calls = Filters(needs_call=True)
    assert names(db, cohort, calls, sees_follow_ups=True) == "Dora Due, Olu Open"
    assert names(db, cohort, calls) == ""


def on_their_way(db: Session, way: Way, name: str, *, done: int, opened: int = 0) -> None:
    """A person who did so many steps of the first module, and opened some more."""
    person = make_person(db, name=name)
    seat = make_seat(db, way.cohort, person)
    keys = [key for key in way.steps if key != "check"]
    for place, key in enumerate(keys[: done + opened]):
        at = StepAddress(seat.id, "module-1", key)
        open_step(db, person, at=at, now=NOON)
        if place < done:
            mark_step_done(db, person, at=at, now=NOON)
    db.commit()


def test_people_are_chosen_by_how_far_they_are(db: Session) -> None:
    way = make_way(db, modules=2, person=make_person(db, name="Nia New"))
    db.delete(way.steps["check"])
    db.commit()
    on_their_way(db, way, "Ola Opened", done=0, opened=1)
    on_their_way(db, way, "Dan Done", done=4)
    course = {far: names(db, way.cohort, Filters(how_far=far)) for far in (NOT_BEGUN, ON_THE_WAY)}
    assert course == {NOT_BEGUN: "Nia New", ON_THE_WAY: "Dan Done, Ola Opened"}
    assert names(db, way.cohort, Filters(how_far=FINISHED)) == ""
    first = Filters(module="module-1")
    assert names(db, way.cohort, replace(first, how_far=NOT_BEGUN)) == "Nia New"
    assert names(db, way.cohort, replace(first, how_far=ON_THE_WAY)) == "Ola Opened"
    assert names(db, way.cohort, replace(first, how_far=FINISHED)) == "Dan Done"
    second = Filters(module="module-2", how_far=NOT_BEGUN)
    assert names(db, way.cohort, second) == "Dan Done, Nia New, Ola Opened"


def test_choosing_costs_one_statement_whatever_is_asked(
    db: Session, cohort: Cohort, count_statements: CountStatements
) -> None:
    asked = Filters(
        *(PLACE, "pcn_staff", "module-1", FACILITATOR, INVITED),
        needs_call=True,
        how_far=FINISHED,
        name="x",
    )
    assert UUID(asked.place)
    for filters in (EVERYBODY, asked):
        with count_statements() as sent:
            chosen_people(db, cohort, filters, now=NOON, sees_follow_ups=True)
            grid_people(db, cohort, filters, now=NOON, sees_follow_ups=True)
        assert len(sent) == 2


def test_people_come_a_page_at_a_time(db: Session, cohort: Cohort) -> None:
    for number in range(PAGE_SIZE - 1):
        make_seat(db, cohort, make_person(db, name=f"Mo {number}"))
    page = grid_page(db, cohort, EVERYBODY, 2, now=NOON)
    assert (page.total, page.last) == (PAGE_SIZE + 1, 2)
    (last,) = page.rows
    assert last.name == "Zoë Zander"
    assert grid_page(db, cohort, EVERYBODY, 3, now=NOON) == page
