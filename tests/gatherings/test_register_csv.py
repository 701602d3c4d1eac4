"""The register as a file: out safely, and in after a look that writes nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.gatherings.models import Attendance, Gathering
from app.people.models import Person
from tests.browser_like import csrf_token, post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.progress.reading import words_of


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort."""
    return make_cohort(db)


@pytest.fixture
def meeting(db: Session, cohort: Cohort) -> Gathering:
    """A session that has begun."""
    return make_gathering(db, cohort, starts_at=NOON - timedelta(minutes=5))


@pytest.fixture
def lina(db: Session, cohort: Cohort) -> Enrolment:
    """Lina Learner."""
    person = make_person(db, name="Lina Learner", email="lina@learning.example")
    return make_enrolment(db, cohort, person)


@pytest.fixture
def browser(
    db: Session, client: FlaskClient, sign_in: SignIn, cohort: Cohort, lina: Enrolment
) -> FlaskClient:
    """The facilitator's browser."""
    helper = make_person(db, name="Farah Facilitator", email="farah@learning.example")
    make_enrolment(db, cohort, helper, role=FACILITATOR)
    db.commit()
    assert lina.id
    return sign_in(client, helper)


def register(meeting: Gathering) -> str:
    """The address of the register."""
    return f"/sessions/{meeting.id}/attendance"


def send(browser: FlaskClient, meeting: Gathering, content: bytes | str) -> TestResponse:
    """Choose a file and look at it."""
    data = content.encode() if isinstance(content, str) else content
    return browser.post(
        f"{register(meeting)}/file",
        data={
            "csrf_token": csrf_token(browser, "/account/"),
            "file": (io.BytesIO(data), "register.csv"),
        },
        content_type="multipart/form-data",
    )


def say_yes(browser: FlaskClient, meeting: Gathering, page: str) -> TestResponse:
    """Press the button of the preview."""
    form = page.split(f'action="{register(meeting)}"', 1)[1].split("</form>", maxsplit=1)[0]
    found = re.findall(r'name="(row|how\d+)" value="([^"]*)"', form)
    fields: dict[str, object] = {name: value for name, value in found if name != "row"}
    fields["row"] = [value for name, value in found if name == "row"]
    return post(browser, register(meeting), fields)


def noted(db: Session) -> dict[str, str]:
    """How each person took part as it is kept now, by name and address."""
    db.commit()
    rows = db.execute(
        select(Person.email, Attendance.how)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
    )
    return {str(email).split("@")[0]: how for email, how in rows}


def test_the_file_says_who_how_who_noted_it_and_when(
    db: Session, meeting: Gathering, lina: Enrolment, browser: FlaskClient
) -> None:
    lina_person = db.get_one(Person, lina.person_id)
    lina_person.name = "=HYPERLINK(1)"
    db.commit()
    post(browser, register(meeting), {"row": f"{lina.id} ", "how1": "phone"})
    answer = browser.get(f"{register(meeting)}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["Name", "How", "Noted by", "When", "Key"]
    assert rows[1] == [
        "'=HYPERLINK(1)",
        "By phone",
        "Farah Facilitator",
        "2027-01-20 12:00 (UK time)",
        str(lina.id),
    ]
    assert rows[2][:2] == ["Farah Facilitator", "Not noted"]


def test_our_own_file_comes_back_without_changing_anything(
    db: Session, meeting: Gathering, lina: Enrolment, browser: FlaskClient
) -> None:
    db.get_one(Person, lina.person_id).name = "+44 Learner"
    db.commit()
    post(browser, register(meeting), {"row": f"{lina.id} ", "how1": "missed"})
    page = send(browser, meeting, browser.get(f"{register(meeting)}.csv").data).text
    assert "nothing in this file that would change" in page
    assert "The same: 2 people" in page
    assert "Left out" not in page


def test_a_look_writes_nothing_and_the_yes_writes_once(
    db: Session, meeting: Gathering, lina: Enrolment, browser: FlaskClient
) -> None:
    file = f"Key;How\n{lina.id};online\n"
    page = send(browser, meeting, file).text
    assert "New: 1 person" in page
    assert "Lina Learner: Online" in page
    assert noted(db) == {}
    for _ in range(2):
        assert say_yes(browser, meeting, page).status_code == 302
    assert noted(db) == {"lina": "online"}
    page = send(browser, meeting, file.replace("online", "Apologies")).text
    assert "Lina Learner: Online becomes Apologies" in page
    say_yes(browser, meeting, page)
    assert noted(db) == {"lina": "apologies"}


def test_what_somebody_else_noted_after_the_look_is_not_overwritten(
    db: Session,
    meeting: Gathering,
    lina: Enrolment,
    browser: FlaskClient,
    sign_in: SignIn,
    cohort: Cohort,
) -> None:
    page = send(browser, meeting, f"Key,How\n{lina.id},Missed\n").text
    other = make_person(db, name="Omar Other")
    make_enrolment(db, cohort, other, role=FACILITATOR)
    db.commit()
    first = browser.get_cookie("dlp_session")
    assert first is not None
    sign_in(browser, other)
    post(browser, register(meeting), {"row": f"{lina.id} ", "how1": "in_person"})
    browser.set_cookie("dlp_session", first.value)
    say_yes(browser, meeting, page)
    assert "Omar Other noted “In the room”" in words_of_flash(browser, meeting)
    assert noted(db) == {"lina": "in_person"}


def words_of_flash(browser: FlaskClient, meeting: Gathering) -> str:
    """The page with the notices above it."""
    return browser.get(register(meeting)).text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=lambda name: name
)
@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_it_takes_what_spreadsheets_give(
    db: Session, meeting: Gathering, lina: Enrolment, browser: FlaskClient, encoding: str, mark: str
) -> None:
    db.get_one(Person, lina.person_id).name = "Zoë Learner"
    db.commit()
    lines = [["HOW", "Full name"], ["in the ROOM", " zoë   learner"], ["", "Farah Facilitator"]]
    content = "\r\n".join(mark.join(line) for line in lines).encode(encoding)
    assert "New: 1 person" in send(browser, meeting, content).text


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
