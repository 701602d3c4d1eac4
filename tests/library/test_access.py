"""Who may read in a library, and who sees the guides."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.rules import DECLINED, FACILITATOR, INVITED, LEFT
from app.people.rules import PROGRAMME_LEAD
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.progress import Way, make_seat, make_way

SHELVES = ("glossary", "cases", "cases/allotment", "pledges", "checklist", "policy", "framework")


def library(way: Way) -> list[str]:
    return [f"/modules/{way.cohort.slug}/library/{end}" for end in ("", *SHELVES)]


def guides(way: Way) -> list[str]:
    return [f"/cohorts/{way.cohort.slug}/guides/{end}" for end in ("", "module-1")]


def statuses(client: FlaskClient, addresses: list[str]) -> set[int]:
    return {client.get(address).status_code for address in addresses}


def test_people_who_joined_read_everything_but_the_guides(
    client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    sign_in(client, way.person)
    assert statuses(client, library(way)) == {200}
    assert statuses(client, guides(way)) == {404}
    front = client.get(library(way)[0]).get_data(as_text=True)
    assert "/guides/" not in front


def test_facilitators_read_the_library_and_the_guides(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    facilitator = make_person(db)
    make_seat(db, way.cohort, facilitator, role=FACILITATOR)
    db.commit()
    sign_in(client, facilitator)
    assert statuses(client, [*library(way), *guides(way)]) == {200}
    assert guides(way)[0] in client.get(library(way)[0]).get_data(as_text=True)
    assert guides(way)[0] in client.get(f"/cohorts/{way.cohort.slug}/").get_data(as_text=True)


def test_programme_leads_read_both_without_a_seat_in_the_cohort(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    lead = make_person(db, roles=(PROGRAMME_LEAD,))
    db.commit()
    sign_in(client, lead)
    assert statuses(client, [*library(way), *guides(way)]) == {200}
    # The modules are not theirs, so the way back is to the cohort.
    front = client.get(library(way)[0]).get_data(as_text=True)
    assert f'href="/cohorts/{way.cohort.slug}/"' in front


@pytest.mark.parametrize("state", [INVITED, DECLINED, LEFT])
def test_people_who_have_not_joined_or_have_left_find_nothing(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, state: str
) -> None:
    person = make_person(db)
    make_seat(db, way.cohort, person, state=state)
    db.commit()
    sign_in(client, person)
    assert statuses(client, [*library(way), *guides(way)]) == {404}


def test_people_of_another_cohort_find_nothing(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way
) -> None:
    sign_in(client, make_way(db).person)
    assert statuses(client, [*library(way), *guides(way)]) == {404}


@pytest.mark.parametrize("end", ["guide", "no-shelf", "cases/nothing", "cases/%00", "policy/asset"])
def test_what_is_on_no_shelf_is_not_found(
    client: FlaskClient, sign_in: SignIn, way: Way, end: str
) -> None:
    sign_in(client, way.person)
    assert client.get(f"/modules/{way.cohort.slug}/library/{end}").status_code == 404
