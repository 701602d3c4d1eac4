"""Lines that are about nobody for certain, files that are none, and who may send one."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.models import Attendance, Gathering
from tests.browser_like import csrf_token
from tests.conftest import CountStatements, SignIn
from tests.gatherings.register.conftest import register
from tests.gatherings.register.files.conftest import noted, say_yes, send
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.progress.reading import words_of


def test_two_people_of_one_name_are_told_apart_or_refused(
    db: Session, cohort: Cohort, meeting: Gathering, browser: FlaskClient
) -> None:
    for address in ("amina1@learning.example", "amina2@learning.example"):
        make_enrolment(db, cohort, make_person(db, name="Amina Example", email=address))
    db.commit()
    page = send(browser, meeting, "Name,How\namina example,Online\n").text
    assert "More than one person has this name." in page
    assert "would change the register" in page
    file = "Name,E-mail,How\nAmina Example,AMINA2@learning.example,Online\n"
    say_yes(browser, meeting, send(browser, meeting, file).text)
    assert noted(db) == {"amina2": "online"}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",Nobody Here,,Online", "Nobody in this register has this name"),
        (",Lina Learner,wrong@learning.example,Online", "has this e-mail address"),
        (",Farah Facilitator,lina@learning.example,Online", "about two people"),
        ("{key},Farah Facilitator,,Online", "about two people"),
        ("{key},,farah@learning.example,Online", "about two people"),
        ("nonsense,Lina Learner,,Online", "nobody with this key"),
        (",,,Online", "neither a key nor a name"),
        (",Lina Learner,,perhaps", "We do not know this way"),
    ],
)
def test_a_line_that_is_not_about_one_person_for_certain_is_left_out_and_says_why(
    db: Session, meeting: Gathering, lina: Enrolment, browser: FlaskClient, line: str, why: str
) -> None:
    file = f"Key,Name,E-mail,How\n{line.format(key=lina.id)}\n"
    page = send(browser, meeting, file).text
    assert why in page
    assert "Line 2:" in page
    assert "Yes, save" not in page
    assert noted(db) == {}


def test_the_second_line_about_somebody_is_left_out(
    meeting: Gathering, lina: Enrolment, browser: FlaskClient
) -> None:
    page = send(browser, meeting, f"Key,Name,How\n{lina.id},,Online\n,Lina Learner,Missed\n").text
    assert "Lina Learner: Online" in page
    assert "An earlier line is about the same person" in page


def test_people_of_other_cohorts_are_nobody_here(
    db: Session, meeting: Gathering, browser: FlaskClient
) -> None:
    stranger = make_person(db, name="Sam Stranger", email="sam@learning.example")
    other = make_enrolment(db, make_cohort(db), stranger)
    db.commit()
    file = f"Key,Name,E-mail,How\n{other.id},,,Online\n,Sam Stranger,,Online\n"
    file += ",,sam@learning.example,Online\n"
    page = send(browser, meeting, file).text
    assert page.count("<dt><strong>Line") == 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Choose the file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not a spreadsheet that we can read"),
        (b"Name,Town\nLina Learner,Leeds\n", "The first line needs a heading"),
        (b"How\nOnline\n", "The first line needs a heading"),
        (b"Name,How\n" + b"Lina Learner,Online\n" * 2001, "more than 2,000 lines"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(
    db: Session, meeting: Gathering, browser: FlaskClient, content: bytes, why: str
) -> None:
    answer = send(browser, meeting, content)
    assert answer.status_code == 422
    assert why in answer.text
    assert noted(db) == {}


def test_two_hundred_lines_cost_what_one_costs(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    browser: FlaskClient,
    count_statements: CountStatements,
) -> None:
    token = csrf_token(browser, "/account/")
    seats = [
        make_enrolment(db, cohort, make_person(db, name=f"Person {number}"))
        for number in range(200)
    ]
    db.commit()
    sent = []
    for some in (seats[:1], seats):
        file = "Key,How\n" + "".join(f"{seat.id},Missed\n" for seat in some)
        data = {"csrf_token": token, "file": (io.BytesIO(file.encode()), "a.csv")}
        with count_statements() as statements:
            page = browser.post(f"{register(meeting)}/file", data=data).text
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 4
    assert "New: 200 people" in page
    say_yes(browser, meeting, page)
    assert len(db.scalars(select(Attendance.id)).all()) == 200


def test_files_are_for_the_facilitators_and_after_the_start(
    db: Session, cohort: Cohort, meeting: Gathering, browser: FlaskClient, sign_in: SignIn
) -> None:
    coming = make_gathering(db, cohort)
    db.commit()
    assert browser.get(f"{register(coming)}.csv").status_code == 409
    assert browser.get(f"{register(coming)}/file").status_code == 409
    assert "Send in the register" in words_of(browser, f"{register(meeting)}/file")
    learner = make_person(db)
    make_enrolment(db, cohort, learner)
    db.commit()
    sign_in(browser, learner)
    for end in (".csv", "/file"):
        assert browser.get(f"{register(meeting)}{end}").status_code == 404
    assert send(browser, meeting, "Name,How\n").status_code == 404
