"""People answer a scale for themselves alone, apart from everything else."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.practice.models import ScaleAnswer, WellbeingAnswer
from app.settings import Settings
from tests.browser_like import post
from tests.conftest import As, CountStatements
from tests.make.people import make_person
from tests.make.progress import Way
from tests.make.scales import EXAMPLE, KEY, write_scale
from tests.practice.taken import taken
from tests.progress.reading import html_of, words_of

ALL = "/practice/wellbeing/scales"
HERE = f"{ALL}/{KEY}"
SAID: dict[str, object] = {"answer.tea": "3", "answer.rush": "1"}


@pytest.fixture(autouse=True)
def example(settings: Settings) -> None:
    """The deployment has a licence for one scale."""
    write_scale(settings.scales_dir)


def test_somebody_answers_and_reads_takes_along_and_erases_what_they_said(
    db: Session, way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    assert "Example scale of quiet afternoons" in words_of(client, "/practice/wellbeing")
    page = words_of(client, HERE)
    for words in ("I had time for tea.", "Sometimes", "Used with the permission of the Example"):
        assert words in page
    form = {**SAID, "request_key": str(new_id())}
    for _ in range(2):
        assert post(client, HERE, dict(form)).status_code == 302
    row = db.scalars(select(ScaleAnswer)).one()
    assert b"tea" not in row.sealed
    assert db.scalars(select(WellbeingAnswer)).all() == []
    assert "20 January 2027: 6" in words_of(client, HERE)
    (said,) = taken(client, ALL)["answers"]
    assert (said["scale"], said["score"], said["entered_by"]) == (KEY, "6", None)
    assert said["answers"][1] == {
        "item": "rush",
        "asked": "I was in a rush.",
        "answer": 1,
        "words": "Never",
    }
    assert taken(client, "/practice/wellbeing/file")["answers"] == []
    stranger = as_person(make_person(db))
    post(stranger, f"{HERE}/removals", {"answer": str(row.id)})
    assert taken(stranger, ALL)["answers"] == []
    own = as_person(way.person)
    assert post(own, f"{HERE}/removals", {"answer": "nothing"}).status_code == 404
    assert len(taken(own, ALL)["answers"]) == 1
    post(own, f"{HERE}/removals", {"answer": str(row.id)})
    assert taken(own, ALL)["answers"] == []


def test_a_facilitator_types_it_in_and_reads_none_of_it_back(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    told = f"/cohorts/{way.cohort.slug}/wellbeing/entries/{KEY}"
    client = as_person(helper)
    person = {"person": str(way.person.id)}
    assert "I had time for tea." in words_of(client, told)
    for wrong in (SAID, person, {**person, "answer.tea": "9"}):
        assert post(client, told, dict(wrong)).status_code == 422
    assert post(client, told, {**SAID, **person}).status_code == 302
    assert taken(client, ALL)["answers"] == []
    assert "Typed in for you by Farah Facilitator" in words_of(as_person(way.person), HERE)
    for stranger in (way.person, make_person(db, roles=["programme_lead"])):
        assert as_person(stranger).get(told).status_code == 404
        assert post(as_person(stranger), told, {**SAID, **person}).status_code == 404
    assert as_person(helper).get(f"{told}-unknown").status_code == 404


def test_a_faulty_or_missing_file_asks_nothing_and_keeps_what_was_said(
    db: Session, way: Way, settings: Settings, as_person: As
) -> None:
    client = as_person(way.person)
    for wrong, said in (({}, "at least one"), ({"answer.tea": "7"}, "are offered")):
        answer = post(client, HERE, dict(wrong))
        assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)
    post(client, HERE, dict(SAID))
    write_scale(settings.scales_dir, EXAMPLE.replace("holder:", "owner:"))
    assert "not asked here any more" in words_of(client, HERE)
    assert "I had time for tea. Always" in words_of(client, HERE)
    assert "not asked any more (example-scale)" in words_of(client, "/practice/wellbeing")
    assert post(client, HERE, dict(SAID)).status_code == 404
    assert as_person(make_person(db)).get(HERE).status_code == 404


def test_it_costs_the_same_however_much_there_is_and_goes_with_its_person(
    db: Session, way: Way, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(way.person)
    for _ in range(3):
        post(client, HERE, {**SAID, "request_key": str(new_id())})
        with count_statements() as statements:
            html_of(client, HERE)
        assert len(statements) == 4, statements
    db.delete(db.get_one(Person, way.person.id))
    db.commit()
    assert db.scalars(select(ScaleAnswer)).all() == []
