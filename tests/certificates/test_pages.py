"""The pages about certificates: one's own, a cohort's, and the one where anyone can check."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.certificates.rules.codes import new_code, read_code, said
from app.certificates.rules.names import file_name
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As, CountStatements
from tests.make.certificates import (
    finish_course,
    make_certificate,
    make_certificate_of,
    newest,
)
from tests.make.cohorts import make_facilitator
from tests.make.people import make_person
from tests.make.progress import Way


@pytest.fixture
def theirs(db: Session, way: Way) -> Certificate:
    """Their certificate."""
    return newest(db, way.person)


@pytest.fixture
def farah(db: Session, way: Way) -> Person:
    """Who runs the cohort."""
    return make_facilitator(db, way.cohort)


def test_home_tells_of_a_new_one_until_it_was_opened(
    way: Way, theirs: Certificate, as_person: As
) -> None:
    client = as_person(way.person)
    here = f"/account/certificates/{theirs.id}"
    assert here in client.get("/home").text
    page = client.get(here).text
    assert "Amina Example" in page
    assert theirs.said_code in page
    assert here not in client.get("/home").text
    assert theirs.how_long == "50 minutes"
    assert theirs.how_long in page
    assert theirs.how_long in client.get("/account/certificates").text


def test_it_is_an_accessible_pdf_of_one_page(way: Way, theirs: Certificate, as_person: As) -> None:
    answer = as_person(way.person).get(f"/account/certificates/{theirs.id}.pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=amina-example-")
    with pikepdf.open(io.BytesIO(answer.data)) as made:
        assert len(made.pages) == 1
        assert str(made.Root.Lang) == "en-GB"
        assert made.Root.MarkInfo.Marked
        with made.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Certificate of Amina Example: The course"
        whole = str(
            [one.get("/Alt") for one in made.objects if isinstance(one, pikepdf.Dictionary)]
        )
        assert f"/certificates/{theirs.said_code}" in whole


def test_whoever_has_the_code_sees_that_it_is_valid(
    client: FlaskClient, theirs: Certificate
) -> None:
    page = client.get(f"/certificates/{theirs.said_code}")
    for said_there in ("This certificate is valid", "Amina Example", "The course", "It is no exam"):
        assert said_there in page.text
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert page.headers["Cache-Control"] == "no-store"
    assert "sessions" not in page.text.partition("<main")[2].lower()


def test_a_code_may_be_typed_by_hand_in_any_way(client: FlaskClient, theirs: Certificate) -> None:
    typed = theirs.said_code.lower().replace("-", " ").replace("0", "o").replace("1", "i")
    page = client.get("/certificates/", query_string={"code": typed}, follow_redirects=True)
    assert "This certificate is valid" in page.text


def test_an_empty_box_is_answered(client: FlaskClient) -> None:
    assert client.get("/certificates/").status_code == 200
    page = client.get("/certificates/", query_string={"code": ""})
    assert page.status_code == 422
    assert "Type the code first" in page.text


@pytest.mark.parametrize("typed", ["nonsense", "U" * 16, "ABCD-EFGH", "x" * 5000, "\u202e" * 16])
def test_what_cannot_be_a_code_is_said_kindly(client: FlaskClient, typed: str) -> None:
    page = client.get("/certificates/", query_string={"code": typed})
    assert page.status_code == 422
    assert "This cannot be a code" in page.text
    assert client.get(f"/certificates/{typed}").status_code == 404


def test_unknown_codes_and_no_codes_look_the_same(client: FlaskClient) -> None:
    pages = [client.get(f"/certificates/{code}") for code in (said(new_code()), "nonsense")]
    assert [page.status_code for page in pages] == [404, 404]
    first, second = (page.text.partition("<main")[2].partition("</main")[0] for page in pages)
    assert first == second


def test_codes_are_not_to_be_tried_one_by_one(client: FlaskClient) -> None:
    answers = [client.get(f"/certificates/{said(new_code())}").status_code for _ in range(31)]
    assert answers[29:] == [404, 429]


def test_a_hidden_name_is_only_said_yes_or_no_to(
    app: Flask, way: Way, theirs: Certificate, as_person: As
) -> None:
    here = f"/account/certificates/{theirs.id}"
    post(as_person(way.person), f"{here}/hidden-name", {"hidden": "yes"}, page=here)
    client = app.test_client()
    public = f"/certificates/{theirs.said_code}"
    assert "Amina" not in client.get(public).text
    right = post(client, f"{public}/names", {"name": " amina  EXAMPLE"}, page=public).text
    assert "Yes." in right
    wrong = post(client, f"{public}/names", {"name": "Somebody Else"}, page=public).text
    assert "No." in wrong
    assert "Amina" not in wrong


def test_nobody_opens_somebody_elses(
    db: Session, way: Way, theirs: Certificate, farah: Person, as_person: As
) -> None:
    other = make_person(db)
    lead = make_person(db, roles=["programme_lead"])
    here = f"/account/certificates/{theirs.id}"
    for person in (other, farah, lead):
        client = as_person(person)
        for end in ("", ".pdf"):
            assert client.get(f"{here}{end}").status_code == 404
        for end in ("hidden-name", "corrections"):
            assert post(client, f"{here}/{end}").status_code == 404
    client = as_person(way.person)
    assert client.get(f"/cohorts/{way.cohort.slug}/certificates").status_code == 404
    assert client.get(f"/cohorts/{way.cohort.slug}/certificates/{theirs.id}").status_code == 404


def test_a_cohort_shows_who_has_one_and_who_uses_paper(
    db: Session, way: Way, theirs: Certificate, farah: Person, as_person: As
) -> None:
    paper = make_person(db, name="Pia Paper", email=None)
    finish_course(db, way.cohort, paper)
    db.commit()
    make_certificate(db, way)
    page = as_person(farah).get(f"/cohorts/{way.cohort.slug}/certificates").text
    assert "2 of 2 people have a certificate" in page
    assert page.count("Uses paper") == 1
    assert f"/certificates/{theirs.id}.pdf" in page


def test_all_of_a_cohort_come_in_one_file(
    db: Session, way: Way, farah: Person, as_person: As
) -> None:
    for name in ("../../etc/Passwd", "Amina Example", "مريم"):
        finish_course(db, way.cohort, make_person(db, name=name))
    db.commit()
    make_certificate(db, way)
    client = as_person(farah)
    answer = client.get(f"/cohorts/{way.cohort.slug}/certificates.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        names = packed.namelist()
        assert len(set(names)) == 4
        assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in names)
        assert all(packed.read(name).startswith(b"%PDF") for name in names)


def test_the_list_runs_nothing_in_a_spreadsheet(
    db: Session, way: Way, farah: Person, as_person: As
) -> None:
    finish_course(db, way.cohort, make_person(db, name="=HYPERLINK(1)"))
    db.commit()
    make_certificate(db, way)
    table = as_person(farah).get(f"/cohorts/{way.cohort.slug}/certificates.csv").text
    assert "'=HYPERLINK(1)" in table
    assert ",=HYPERLINK" not in table


def test_a_long_list_costs_no_more(
    db: Session, way: Way, farah: Person, as_person: As, count_statements: CountStatements
) -> None:
    client = as_person(farah)
    address = f"/cohorts/{way.cohort.slug}/certificates"
    costs = []
    for more in (1, 60):
        for number in range(more):
            make_certificate_of(db, way.cohort, make_person(db, name=f"Person {more} {number}"))
        db.commit()
        with count_statements() as sent:
            page = client.get(address)
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 7
    assert "Showing 1 to 50 of 62" in page.text
    assert client.get(f"{address}?page=99999999999999").status_code == 200


@pytest.mark.parametrize("name", ["", "…", "x" * 400, "Zoë O’Neill", "مريم"])
def test_names_of_files_are_safe_and_never_alike(name: str) -> None:
    one, other = (file_name(name, new_code()) for _ in range(2))
    assert one != other
    assert len(one) < 80
    assert one.isascii()
    assert read_code(said(new_code())) is not None
