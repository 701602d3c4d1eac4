"""What people take along of their plumblines: all of it, for them alone, and nothing is run."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.people.models import Person
from app.practice.rules.looks import AFTER, BEFORE
from tests.conftest import As, CountStatements
from tests.make.practice import ASKS, make_look, make_plumbline
from tests.make.progress import Way
from tests.practice.taken import taken

HERE = "/practice/plumbline"


def test_a_plumbline_is_taken_along_as_its_page_shows_it(
    db: Session, way: Way, helper: Person, as_person: As
) -> None:
    made = make_plumbline(db, way.person, way.cohort, "=HYPERLINK(1)")
    make_look(db, way.person, made, BEFORE, {"contact": "3", "ties": "?"})
    make_look(db, way.person, made, AFTER, {"contact": "6"})
    client = as_person(way.person)
    rows = client.get(f"{HERE}/{made}/file").data.decode("utf-8-sig").splitlines()
    assert rows[0] == "Part,Item,Question,Start,Now,Note"
    assert rows[1] == f"The three Cs,Connections,{ASKS['contact']},3,6,"
    assert rows[3].endswith("not sure,left out,")
    (whole,) = taken(client, f"{HERE}/file")["plumblines"]
    assert (whole["name"], whole["cohort"]) == ("=HYPERLINK(1)", way.cohort.name)
    assert [look["moment"] for look in whole["looks"]] == [BEFORE, AFTER]
    assert whole["looks"][0]["answers"][0]["answer"] == "3"
    other = as_person(helper)
    assert other.get(f"{HERE}/{made}/file").status_code == 404
    assert taken(other, f"{HERE}/file")["plumblines"] == []


def test_all_of_them_cost_the_same_however_many(
    db: Session, way: Way, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(way.person)
    for number in range(4):
        made = make_plumbline(db, way.person, way.cohort, f"Place {number}")
        make_look(db, way.person, made, BEFORE, {"contact": "3"})
        db.commit()
        with count_statements() as statements:
            assert len(taken(client, f"{HERE}/file")["plumblines"]) == number + 1
        assert len(statements) == 4, statements
