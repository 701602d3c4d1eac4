"""The pages on which those who look after a cohort see when modules open, and open them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.rules import FACILITATOR, LEFT
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.progress.actions.complete import mark_step_done
from app.progress.actions.unlock import unlock_module
from app.progress.models import SessionEnd, Unlock
from app.progress.queries import StepAddress
from app.progress.queries.doors import counted_doors, doors_of
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_entry, make_seat, make_way
from tests.progress.parallel import Call, all_at_once
from tests.progress.reading import html_of, words_of


@pytest.fixture
def way(db: Session) -> Way:
    """Three modules: open at once, after a day, and when the first is done."""
    made = make_way(db, modules=3)
    made.modules[1].opens_days = 5
    made.modules[2].needs = ["module-1"]
    db.commit()
    return made


@pytest.fixture
def facilitator(db: Session, way: Way) -> Person:
    """Who runs the cohort."""
    person = make_person(db, name="Farah Facilitator")
    make_seat(db, way.cohort, person, role=FACILITATOR)
    db.commit()
    return person


def doors(way: Way) -> str:
    return f"/cohorts/{way.cohort.slug}/modules"


def doors_for(way: Way) -> str:
    return f"/cohorts/{way.cohort.slug}/people/{way.person.id}/modules"


def unlocks(way: Way) -> str:
    return f"/cohorts/{way.cohort.slug}/unlocks"


def test_the_page_says_when_each_module_opens_and_to_how_many(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    words = words_of(sign_in(client, facilitator), doors(way))
    assert "Module title 1 Open to everybody" in words
    said = "Not open yet Opens on Monday 25 January 2027 (UK time). Open for everybody now"
    assert f"Module title 2 {said}" in words
    needs = "Not open yet Opens when a person has done module 1: Module title 1."
    assert f"Module title 3 {needs}" in words
    assert words.count("Open for everybody now") == 2


def test_one_click_opens_a_module_for_everybody_and_says_who_did_it(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    sign_in(client, facilitator)
    for _ in range(2):
        answer = post(client, unlocks(way), {"module_key": "module-2"})
        assert answer.location == doors(way)
    assert len(list(db.scalars(select(Unlock)))) == 1
    words = words_of(client, doors(way))
    assert "Module title 2 Open to everybody" in words
    assert "Opened for everybody by Farah Facilitator on Wednesday 20 January 2027." in words
    sign_in(client, way.person)
    assert html_of(client, f"/modules/{way.cohort.slug}/module-2/act")


def test_a_step_that_waits_in_an_open_module_is_named_and_opened_with_one_click(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    way.steps["act"].opens_after_session = True
    db.commit()
    sign_in(client, facilitator)
    for page in (doors(way), doors_for(way)):
        assert "“Step act” opens after the session on this module; no date yet." in words_of(
            client, page
        )
    sign_in(client, way.person)
    assert client.get(way.address("act")).status_code == 403

    sign_in(client, facilitator)
    post(client, unlocks(way), {"module_key": "module-1"}, page=doors(way))

    assert "“Step act”" not in words_of(client, doors(way))
    sign_in(client, way.person)
    assert client.get(way.address("act")).status_code == 200


def test_one_click_opens_a_module_for_one_person_and_for_nobody_else(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    other = make_person(db)
    make_seat(db, way.cohort, other)
    db.commit()
    sign_in(client, facilitator)
    assert f'href="{doors_for(way)}"' in html_of(client, doors_for(way).removesuffix("/modules"))
    assert words_of(client, doors_for(way)).count("Open for Amina Example now") == 2
    form: dict[str, object] = {"module_key": "module-2", "person_id": str(way.person.id)}
    for _ in range(2):
        assert post(client, unlocks(way), form).location == doors_for(way)
    words = words_of(client, doors_for(way))
    assert "Opened for Amina Example by Farah Facilitator on Wednesday 20 January 2027." in words
    assert words.count("Open for Amina Example now") == 1
    assert "Open to fewer than 8 people" in words_of(client, doors(way))
    second = f"/modules/{way.cohort.slug}/module-2/welcome"
    assert sign_in(client, way.person).get(second).status_code == 200
    assert sign_in(client, other).get(second).status_code == 403


def test_the_page_of_a_person_tells_nothing_of_what_they_did(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    sign_in(client, facilitator)
    before = words_of(client, doors_for(way))
    for key in way.steps:
        if key != "check":
            mark_step_done(db, way.person, at=way.at(key), now=NOON)
    late = StepAddress(way.enrolment.id, "module-2", "welcome")
    mark_step_done(db, facilitator, at=late, now=NOON, entry=make_entry(facilitator))
    db.commit()
    assert words_of(client, doors_for(way)) == before


def test_numbers_of_people_give_nobody_away(db: Session, way: Way) -> None:
    for number in range(13):
        seat = make_seat(db, way.cohort, make_person(db))
        if number >= 2:
            at = StepAddress(seat.id, "module-3", "welcome")
            mark_step_done(db, way.person, at=at, now=NOON, entry=make_entry(way.person))
    make_seat(db, way.cohort, make_person(db), state=LEFT)
    db.flush()
    counted = {one.door.facts.key: one.open_to for one in counted_doors(db, way.cohort, now=NOON)}
    assert counted == {
        "module-1": "Open to everybody",
        "module-2": "Not open yet",
        "module-3": "Open to about 10 people",
    }


def test_the_pages_cost_the_same_however_many_people_there_are(
    db: Session, way: Way, count_statements: CountStatements
) -> None:
    for _ in range(30):
        make_seat(db, way.cohort, make_person(db))
    ends = NOON + timedelta(days=2)
    db.add(SessionEnd(cohort_id=way.cohort.id, module_key="module-1", ends_at=ends))
    db.commit()
    way.cohort.id  # noqa: B018 - read again after the commit
    with count_statements() as counting:
        counted_doors(db, way.cohort, now=NOON)
    with count_statements() as one:
        doors_of(db, way.cohort, way.enrolment.id, now=NOON)
    assert (len(counting), len(one)) == (3, 2)


def test_many_clicks_at_once_open_a_module_once(platform: Platform, db: Session, way: Way) -> None:
    def click(person: bool) -> Call:
        whom = way.person.id if person else None
        return lambda db: unlock_module(
            db, way.person, cohort=way.cohort, module_key="module-2", person_id=whom, now=NOON
        )

    all_at_once(platform, [click(bool(number % 2)) for number in range(40)])
    found = set(db.scalars(select(Unlock.enrolment_id)))
    assert found == {None, way.enrolment.id}
    assert len(list(db.scalars(select(Unlock)))) == 2


@pytest.mark.parametrize(
    "form",
    [
        {"module_key": "no-such-module"},
        {"module_key": "\0"},
        {},
        {"module_key": "module-2", "person_id": "not-a-person"},
        {"module_key": "module-2", "person_id": "00000000-0000-7000-8000-000000000000"},
    ],
)
def test_a_wrong_form_opens_nothing(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    way: Way,
    facilitator: Person,
    form: dict[str, object],
) -> None:
    answer = post(sign_in(client, facilitator), unlocks(way), form)
    assert answer.status_code in {404, 422}
    assert list(db.scalars(select(Unlock))) == []


def test_only_those_who_look_after_the_cohort_see_and_open(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    lead = make_person(db, roles=(PROGRAMME_LEAD,))
    other = make_way(db)
    stranger = make_person(db)
    make_seat(db, other.cohort, stranger, role=FACILITATOR)
    db.commit()
    for person in (way.person, stranger):
        sign_in(client, person)
        assert client.get(doors(way)).status_code == 404
        assert client.get(doors_for(way)).status_code == 404
        assert post(client, unlocks(way), {"module_key": "module-2"}).status_code == 404
    sign_in(client, lead)
    assert client.get(doors(way)).status_code == 200
    assert client.get(doors_for(way)).status_code == 200
    assert post(client, unlocks(way), {"module_key": "module-2"}).status_code == 302


def test_a_module_cannot_be_opened_for_somebody_who_left(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, facilitator: Person
) -> None:
    gone = make_person(db)
    make_seat(db, way.cohort, gone, state=LEFT)
    db.commit()
    form: dict[str, object] = {"module_key": "module-2", "person_id": str(gone.id)}
    assert post(sign_in(client, facilitator), unlocks(way), form).status_code == 404
