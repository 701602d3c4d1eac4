"""The register as a file, out and in: a look writes nothing, the yes writes once."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.gatherings.models import Gathering
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import SignIn
from tests.gatherings.register.conftest import register
from tests.gatherings.register.files.conftest import noted, say_yes, send
from tests.make.cohorts import make_enrolment
from tests.make.people import make_person


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
