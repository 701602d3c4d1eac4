"""The file for an appraisal: only what is ticked, as it is now, and exactly what was shown."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from docx import Document
from docx.oxml.ns import qn
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.actions.versions import add_version
from app.reflections.rules.export.portfolio import MOST_RECORDS
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.cpd import make_record
from tests.make.people import make_person
from tests.make.reflections import make_reflection
from tests.progress.reading import html_of, words_of
from tests.reflections.cpd.unpacking import Page, data_of, taken, tick

HOSTILE = "<script>alert('x')</script> & <img src=x onerror=alert(1)> ]]> \" ' مرحبا 👩‍👧"
LATER = NOON + timedelta(hours=1)


def test_only_what_is_ticked_goes_in_and_a_reflection_only_when_it_is_ticked_too(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person, "The whole reflection.")
    other = make_reflection(db, person, "A reflection that stays at home.")
    first = make_record(db, person, "With it", learned="Much.", reflection=own)
    second = make_record(db, person, "Without it", changed="A little.", reflection=other)
    make_record(db, person, "Not ticked", learned="Left out.")
    make_record(db, person, "Another year", day=date(2026, 3, 31))
    db.commit()
    tick(client, [first, second], [first])
    shown = words_of(client, "/cpd/exports/preview?year=2026")
    files = taken(client)
    assert sorted(files) == ["cpd.docx", "cpd.html", "cpd.json"]
    paper = "\n".join(one.text for one in Document(io.BytesIO(files["cpd.docx"])).paragraphs)
    for told in (shown, Page(files["cpd.html"]).words, files["cpd.json"].decode(), paper):
        for words in ("With it", "Much.", "The whole reflection.", "Without it", "A little."):
            assert words in told
        for words in ("stays at home", "Not ticked", "Left out.", "Another year"):
            assert words not in told
    data = data_of(files)
    assert (data["format"], data["version"], data["kind"]) == (
        "discovery-learning-log",
        1,
        "appraisal",
    )
    assert [entry["versions"][0]["text"] for entry in data["entries"]] == ["The whole reflection."]
    assert data["cpd"][0]["entry"] == data["entries"][0]["key"]
    assert data["cpd"][1]["entry"] is None


def test_a_reflection_goes_in_as_it_is_now(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person, "What I thought first.")
    record = make_record(db, person, reflection=own)
    add_version(db, person, reflection_id=own, text="What I think now.", seen=1, now=LATER)
    db.commit()
    tick(client, [record], [record])
    files = taken(client)
    assert "What I think now." in Page(files["cpd.html"]).words
    assert "What I thought first." not in files["cpd.json"].decode()


def test_ticks_can_be_taken_away_again(db: Session, client: FlaskClient, person: Person) -> None:
    first, second = make_record(db, person, "One"), make_record(db, person, "Two")
    db.commit()
    tick(client, [first, second])
    tick(client, [second])
    page = html_of(client, "/cpd/exports/new?year=2026")
    assert page.count(" checked") == 1
    assert [one["title"] for one in data_of(taken(client))["cpd"]] == ["Two"]


def test_without_a_tick_there_is_no_file(db: Session, client: FlaskClient, person: Person) -> None:
    make_record(db, person)
    db.commit()
    answer = client.get("/cpd/exports/preview?year=2026")
    assert answer.status_code == 422
    assert "Tick at least one line" in answer.get_data(as_text=True)
    assert post(client, "/cpd/exports", {"year": 2026, "mark": "x"}).status_code == 422


def test_what_changed_since_the_look_is_shown_before_there_is_a_file(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person, "First.")
    record = make_record(db, person, reflection=own)
    db.commit()
    tick(client, [record], [record])
    mark = html_of(client, "/cpd/exports/preview?year=2026").split('name="mark" value="')[1][:64]
    add_version(db, person, reflection_id=own, text="Second.", seen=1, now=LATER)
    db.commit()
    answer = post(client, "/cpd/exports", {"year": 2026, "mark": mark})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Something has changed since you looked." in page
    assert "Second." in page


def test_what_could_tell_who_somebody_is_is_shown_again_before_the_file(
    db: Session, client: FlaskClient, person: Person
) -> None:
    record = make_record(db, person, learned="I rang her on 0161 496 0123 about it.")
    db.commit()
    tick(client, [record])
    page = words_of(client, "/cpd/exports/preview?year=2026")
    assert "Could this tell who somebody is?" in page
    assert "an appraiser may read the file" in page
    assert "0161 496 0123" in page


def test_hostile_text_stays_text_in_each_form(
    db: Session, client: FlaskClient, person: Person
) -> None:
    own = make_reflection(db, person, HOSTILE)
    record = make_record(db, person, HOSTILE, learned=HOSTILE, changed="a\x0bb", reflection=own)
    db.commit()
    tick(client, [record], [record])
    files = taken(client)
    page = Page(files["cpd.html"])
    names = {name for name, _ in page.tags}
    assert names.isdisjoint({"script", "img", "link", "iframe", "a"})
    assert page.words.count(HOSTILE) == 4
    policy = [facts["content"] for name, facts in page.tags if name == "meta" and len(facts) == 2]
    assert "default-src 'none'; style-src 'unsafe-inline'" in policy
    paper = [one.text for one in Document(io.BytesIO(files["cpd.docx"])).paragraphs]
    assert paper.count(HOSTILE) == 3
    assert "ab" in paper
    assert data_of(files)["entries"][0]["versions"][0]["text"] == HOSTILE


def test_the_page_can_be_read_by_everybody_and_needs_nothing_else(
    db: Session, client: FlaskClient, person: Person
) -> None:
    tick_one(db, client, person)
    page = Page(taken(client)["cpd.html"])
    tags = dict(page.tags)
    assert tags["html"]["lang"] == "en-GB"
    assert {"title", "main", "h1", "caption"} <= tags.keys()
    scopes = [facts.get("scope") for name, facts in page.tags if name == "th"]
    assert scopes == ["col", "col", "col", "col", "row"]
    levels = [int(name[1]) for name, _ in page.tags if name in {"h1", "h2", "h3", "h4"}]
    assert levels == [1, 2, 3, 3]
    assert not any("src" in facts or "href" in facts for _, facts in page.tags)


def test_the_document_has_real_headings_a_title_and_a_language(
    db: Session, client: FlaskClient, person: Person
) -> None:
    tick_one(db, client, person)
    paper = Document(io.BytesIO(taken(client)["cpd.docx"]))
    title = f"CPD of {person.name}, 1 April 2026 to 31 March 2027"
    assert paper.core_properties.title == title
    assert paper.core_properties.language == "en-GB"
    language = paper.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "en-GB"
    styles = [(one.style.name, one.text) for one in paper.paragraphs if one.style]
    assert styles == [
        ("Title", title),
        ("Heading 1", "A talk on listening"),
        ("Normal", "Wednesday 20 January 2027, 60 minutes, on my own"),
        ("Heading 2", "What I learned"),
        ("Normal", "Much."),
        ("Normal", "And more."),
        ("Heading 2", "What has changed"),
        ("Normal", "All."),
    ]
    [table] = paper.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        *("Activity", "Day", "Minutes", "With others")
    ]
    assert table.rows[0]._tr.trPr is not None
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def tick_one(db: Session, client: FlaskClient, person: Person) -> None:
    record = make_record(db, person, learned="Much.\nAnd more.", changed="All.")
    db.commit()
    tick(client, [record])


def test_nobody_ticks_or_takes_what_is_somebody_elses(
    db: Session, client: FlaskClient, person: Person, sign_in: SignIn
) -> None:
    other = make_person(db)
    theirs = make_record(db, other, "Not for you")
    mine = make_record(db, person, "Mine")
    db.commit()
    tick(client, [theirs, mine])
    assert [one["title"] for one in data_of(taken(client))["cpd"]] == ["Mine"]
    sign_in(client, other)
    assert " checked" not in html_of(client, "/cpd/exports/new?year=2026")


def test_more_than_one_file_can_hold_is_refused(
    db: Session, client: FlaskClient, person: Person
) -> None:
    records = [make_record(db, person) for _ in range(MOST_RECORDS + 1)]
    db.commit()
    tick(client, records)
    answer = client.get("/cpd/exports/preview?year=2026")
    assert answer.status_code == 422
    assert "more than one file can hold" in answer.get_data(as_text=True)
    tick(client, records[1:])
    assert len(data_of(taken(client))["cpd"]) == MOST_RECORDS


def test_a_file_of_many_reflections_costs_no_more_statements_than_one_of_few(
    db: Session, client: FlaskClient, person: Person, count_statements: CountStatements
) -> None:
    costs = []
    for _ in range(2):
        records = [
            make_record(db, person, reflection=make_reflection(db, person)) for _ in range(30)
        ]
        db.commit()
        tick(client, records, records)
        with count_statements() as sent:
            html_of(client, "/cpd/exports/preview?year=2026")
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 6


@pytest.mark.parametrize("end", ["csv", "xlsx"])
def test_nobody_gets_a_table_of_somebody_else(
    db: Session, client: FlaskClient, person: Person, end: str
) -> None:
    make_record(db, make_person(db), minutes=4321)
    db.commit()
    assert b"4321" not in client.get(f"/cpd/table.{end}?year=2026").data
