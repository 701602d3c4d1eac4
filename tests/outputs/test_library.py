"""The library of published reports: searching it, narrowing it, and the editions of one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import CohortPlace
from app.people.models import Person, Place
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.outputs import HERON, Scene

HOSTILE = '<b>"&'


def in_canalside(db: Session, scene: Scene) -> Place:
    """The cohort belongs to a place; committed."""
    place = Place(name="Canalside", kind="neighbourhood", created_at=NOON)
    db.add(place)
    db.flush()
    db.add(CohortPlace(cohort_id=scene.cohort.id, place_id=place.id))
    db.commit()
    return place


@pytest.mark.parametrize(
    ("sought", "is_found"),
    [
        ("heron", True),
        ("herons tuesdays", True),
        ("HÉRON", True),
        ("canalside", True),
        ("learned", True),
        ("lear", True),
        ("allotment", False),
        ("-heron", False),
        ("%", False),
        ("'\\ & ! | (", False),
        ("\0", True),
    ],
)
def test_reports_are_found_by_title_place_and_words(
    scene: Scene, bea: Person, db: Session, client: FlaskClient, *, sought: str, is_found: bool
) -> None:
    in_canalside(db, scene)
    scene.offer(bea, HERON)
    output = scene.published(bea)
    page = client.get("/outputs/", query_string={"q": sought}).text
    assert (f"/outputs/{output.slug}/1" in page) is is_found
    assert ("No report fits" in page) is not is_found


def test_the_list_is_narrowed_by_place_and_year(
    scene: Scene, bea: Person, db: Session, client: FlaskClient
) -> None:
    place = in_canalside(db, scene)
    scene.offer(bea, HERON)
    first = scene.published(bea)
    scene.clock.move(days=400)
    second = scene.published(bea, title="A year later")
    first_year = NOON.year
    for search, found in (
        ({"place": str(place.id)}, (True, True)),
        ({"place": str(bea.id)}, (False, False)),
        ({"year": str(first_year)}, (True, False)),
        ({"year": str((NOON + timedelta(days=400)).year)}, (False, True)),
        ({"year": "x", "place": "x", "kind": "x", "page": "x"}, (True, True)),
    ):
        page = client.get("/outputs/", query_string=search).text
        assert tuple(f"/outputs/{one.slug}/1" in page for one in (first, second)) == found, search


def test_the_library_costs_the_same_however_long_it_is(
    scene: Scene, bea: Person, client: FlaskClient, count_statements: CountStatements
) -> None:
    def costs() -> int:
        with count_statements() as sent:
            assert client.get("/outputs/?q=heron").status_code == 200
        return len(sent)

    scene.offer(bea, HERON)
    scene.published(bea)
    few = costs()
    assert few <= 3
    scene.published(bea, title="Another")
    assert costs() == few


def test_every_edition_is_listed_with_what_took_its_place(
    scene: Scene, bea: Person, client: FlaskClient
) -> None:
    scene.offer(bea, HERON)
    output = scene.published(bea, title=HOSTILE)
    scene.publish(output, scene.edition(output))
    listed = client.get(f"/outputs/{output.slug}/editions").text
    assert "edition 2 took its place on" in listed
    assert HOSTILE not in listed
    assert "read edition 2" in client.get(f"/outputs/{output.slug}/1").text
    assert client.get("/outputs/nothing/editions").status_code == 404
    scene.say(output, bea, "no")
    listed = client.get(f"/outputs/{output.slug}/editions").text
    assert listed.count("and taken down on") == 2
