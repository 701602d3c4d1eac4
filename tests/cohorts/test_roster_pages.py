"""From a spreadsheet to invitations on the pages, without scripts, as a facilitator does it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from python_calamine import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.actions.rosters import forget_rosters
from app.cohorts.models import Cohort, Enrolment, RosterFile
from app.cohorts.rules.roster import read_roster
from app.people.models import Person
from app.post.models import Letter
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.make.rosters import crowd, workbook

As = Callable[[Person], FlaskClient]
FILES = "/cohorts/riverside/people/files/"
LIST = (
    "Name,E-mail address,Mobile,Diet\n"
    "Ann New,ann@example.org,,vegan\n"
    "Cy Call,,07700 900123,\n"
    "Gone Away,gone@example.org,,\n"
    "Here Already,here@example.org,,\n"
    "Wrong Row,nothing,,<b>\n"
)


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`, with somebody in it and somebody who left."""
    made = make_cohort(db, slug="riverside")
    make_member(db, made, name="Here Already", email="here@example.org")
    make_member(db, made, name="Gone Away", email="gone@example.org", state="left")
    db.commit()
    return made


@pytest.fixture
def web(db: Session, cohort: Cohort, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    """A facilitator's web."""
    facilitator = make_facilitator(db, cohort)
    db.commit()
    return sign_in(client, facilitator)


def send(
    web: FlaskClient, content: bytes | str, name: str = "list.csv", **fields: object
) -> TestResponse:
    """Send a list by the form."""
    data = content.encode() if isinstance(content, str) else content
    facts = {"file": (io.BytesIO(data), name), "standing": "local_partner", **fields}
    return post(web, FILES, facts)


def sent(web: FlaskClient, content: bytes | str, name: str = "list.csv") -> str:
    """The address of a list that was sent."""
    answer = send(web, content, name)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def test_a_facilitator_goes_from_a_spreadsheet_to_invitations(
    db: Session, web: FlaskClient
) -> None:
    address = sent(web, LIST)
    page = web.get(address).text
    assert "Nobody has been added yet" in page
    for words in ("New (2)", "Left or said no (1)", "Here already (1)", "To put right (1)"):
        assert words in page
    assert "Invite 2 people" in page
    assert "We do not use this column: Diet." in page
    # What is to be put right is shown first, and is never more than text.
    assert "“nothing” is not an e-mail address" in page
    assert "&lt;b&gt;" in page
    assert db.scalar(select(func.count()).select_from(Letter)) == 0
    new = web.get(f"{address}?show=new").text
    assert "By phone call, as Local partner" in new
    assert "07700 900123" in new
    assert post(web, f"{address}/enrolments").headers["Location"] == address
    done = web.get(address).text
    for words in (
        "2 people are invited.",
        "1 person is left alone, since they left or said no before.",
        "1 row was not taken.",
    ):
        assert words in done
    assert db.scalars(select(Letter.channel).order_by(Letter.channel)).all() == ["call", "email"]
    assert "2 people are invited" in web.get(FILES).text


def test_a_double_click_says_yes_once(db: Session, web: FlaskClient) -> None:
    address = sent(web, LIST)
    for _ in range(2):
        assert post(web, f"{address}/enrolments").status_code == 302
    assert "2 people are invited." in web.get(address).text
    assert db.scalar(select(func.count()).select_from(Letter)) == 2


def test_those_who_left_are_invited_again_when_the_box_is_ticked(
    db: Session, web: FlaskClient
) -> None:
    address = sent(web, LIST)
    assert "Also invite the 1 person who left or said no" in web.get(address).text
    post(web, f"{address}/enrolments", {"again": "yes"})
    assert "1 person is invited once more." in web.get(address).text
    gone = select(Enrolment.state).join(Person, Person.id == Enrolment.person_id)
    assert db.scalar(gone.where(Person.email == "gone@example.org")) == "invited"


def test_the_rows_to_put_right_come_back_as_a_file_that_can_be_sent_again(
    web: FlaskClient,
) -> None:
    rows = [
        ("Ann,ann@", "@SUM(A1)"),
        ("Ben,ben@x,\"=cmd|' /C calc'!A0\"", None),
    ]
    content = f"Name,E-mail,Notes\n{rows[0][0]},{rows[0][1]}\n{rows[1][0]}\nCy,cy@example.org,\n"
    address = sent(web, content)
    before = web.get(f"{address}/refused.csv")
    assert before.headers["Content-Disposition"].startswith("attachment")
    assert before.data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(before.data.decode("utf-8-sig"))))
    assert table[0] == ["Name", "E-mail", "Notes", "Row in your file", "Why we did not take it"]
    assert [line[0] for line in table[1:]] == ["Ann", "Ben"]
    assert [line[2] for line in table[1:]] == ["'@SUM(A1)", "'=cmd|' /C calc'!A0"]
    assert [line[3] for line in table[1:]] == ["2", "3"]
    post(web, f"{address}/enrolments")
    assert web.get(f"{address}/refused.csv").data == before.data
    again = read_roster(before.data)
    assert [row.fault for row in again.rows] == [line[4] for line in table[1:]]
    assert again.unused == ("Notes", "Row in your file", "Why we did not take it")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There is nothing in this file"),
        (b"Name,Email\n\n,\n", "nobody below them"),
        (b"%PDF-1.7", "Save your list as an Excel workbook"),
        (b"Dear all,\nhere is the list.\n", "Write headings into its first row"),
    ],
)
def test_a_file_that_is_no_list_comes_back_with_a_sentence(
    db: Session, web: FlaskClient, content: bytes, words: str
) -> None:
    answer = send(web, content)
    assert answer.status_code == 422
    assert words in answer.text
    # The choice that was made is still made.
    assert '<option value="local_partner" selected>' in answer.text
    assert db.scalar(select(func.count()).select_from(RosterFile)) == 0


def test_no_file_at_all_is_told(web: FlaskClient) -> None:
    answer = post(web, FILES, {"standing": "pcn_staff"})
    assert answer.status_code == 422
    assert "Choose a file with your list of people" in answer.text


def test_a_workbook_is_read_whatever_it_is_called(web: FlaskClient) -> None:
    content = workbook([("Name", "Email"), ("Zoë Ali", "zoe@example.org")])
    assert "Invite 1 person" in web.get(sent(web, content, "list.csv")).text


def test_the_empty_spreadsheet_has_headings_that_are_all_understood(web: FlaskClient) -> None:
    answer = web.get(f"{FILES}template.xlsx")
    (head, *rest) = load_workbook(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rest == []
    filled = ["Joan Long", "", "07700 900123", "1 Long Lane", "Paper", "Lived experience", "Hill"]
    roster = read_roster(workbook([head, filled]))
    (row,) = roster.rows
    assert roster.unused == ()
    assert (row.reached_by, row.standing, row.places) == ("post", "lived_experience", ("Hill",))


def test_a_long_list_is_paged_and_a_page_costs_the_same_for_any_number(
    web: FlaskClient, count_statements: CountStatements
) -> None:
    counts = []
    for number in (60, 3000):
        address = sent(web, crowd(number))
        with count_statements() as made:
            page = web.get(f"{address}?show=new&page=2").text
        counts.append(len(made))
        assert "Showing 51 to" in page
        assert "Person 50<" in page
        assert "Person 5<" not in page
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("query", ["?show=nothing", "?page=99", "?show=twice", "?page=x"])
def test_an_address_that_asks_for_what_is_not_there_shows_what_is(
    web: FlaskClient, query: str
) -> None:
    assert web.get(sent(web, LIST) + query).status_code == 200


def test_after_a_day_the_list_is_gone_and_what_came_of_it_is_still_told(
    db: Session, web: FlaskClient
) -> None:
    done, waiting = sent(web, LIST), sent(web, LIST)
    post(web, f"{done}/enrolments")
    forget_rosters(db, now=NOON + timedelta(days=1))
    db.commit()
    assert "2 people are invited." in web.get(done).text
    assert "Send the list again" in web.get(waiting).text
    for address, status in ((f"{done}/refused.csv", 409), (f"{waiting}/refused.csv", 409)):
        assert web.get(address).status_code == status
    answer = post(web, f"{waiting}/enrolments")
    assert answer.status_code == 409
    assert "We keep a list for one day" in answer.text


def test_lists_are_not_there_for_anybody_else(
    db: Session, cohort: Cohort, web: FlaskClient, sign_in: SignIn
) -> None:
    address = sent(web, LIST)
    other = make_cohort(db, slug="hilltop")
    strangers = [make_member(db, cohort), make_facilitator(db, other), make_person(db)]
    db.commit()
    for person in strangers:
        theirs = sign_in(web, person)
        for page in (FILES, address, f"{address}/refused.csv", f"{FILES}template.xlsx"):
            assert theirs.get(page).status_code == 404
        for form in (FILES, f"{address}/enrolments"):
            assert post(theirs, form).status_code == 404
    # Nor under the address of another cohort, for those who look after both.
    lead = make_person(db, roles=["programme_lead"])
    db.commit()
    elsewhere = address.replace("riverside", "hilltop")
    assert sign_in(web, lead).get(address).status_code == 200
    assert web.get(elsewhere).status_code == 404
    assert web.get(f"{FILES}{uuid4()}").status_code == 404
    assert db.scalar(select(func.count()).select_from(Letter)) == 0


BY_HAND = "/cohorts/riverside/people/without-email"
NEW_BY_HAND = "/cohorts/riverside/people/new/without-email"
JOAN: dict[str, object] = {
    "name": "Joan Long",
    "channel": "text",
    "phone": "07700 900 123",
    "post_address": "",
    "standing": "lived_experience",
}


def test_somebody_without_email_is_added_by_hand_and_once(db: Session, web: FlaskClient) -> None:
    for words in ("1 person is invited.", "1 person is here already."):
        assert post(web, BY_HAND, JOAN).headers["Location"] == "/cohorts/riverside/people"
        assert words in web.get("/cohorts/riverside/people").text
    (joan,) = db.scalars(select(Person).where(Person.name == "Joan Long"))
    assert (joan.email, joan.phone, joan.channel) == (None, "+447700900123", "text")
    (letter,) = db.scalars(select(Letter))
    assert (letter.kind, letter.channel, letter.person_id) == ("invitation", "text", joan.id)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Write a name"),
        ({"phone": "12"}, "Write one whole phone number"),
        ({"phone": ""}, "Write the phone number by which we reach them"),
        ({"phone": "0161 496 0123"}, "Texts go to mobile numbers only"),
        ({"channel": "post"}, "Write where paper can go"),
        ({"channel": "email"}, "Not a valid choice"),
        ({"standing": "king"}, "Not a valid choice"),
    ],
)
def test_a_form_with_a_fault_comes_back_filled(
    db: Session, web: FlaskClient, changed: dict[str, object], words: str
) -> None:
    answer = post(web, BY_HAND, {**JOAN, "post_address": " ", **changed})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Joan Long" in answer.text or "name" in changed
    assert db.scalar(select(func.count()).select_from(Letter)) == 0


def test_somebody_can_be_reached_at_a_place_that_is_no_address(
    db: Session, web: FlaskClient
) -> None:
    post(web, BY_HAND, {**JOAN, "channel": "post", "phone": "", "post_address": "front desk"})
    (joan,) = db.scalars(select(Person).where(Person.name == "Joan Long"))
    assert (joan.channel, joan.post_address, joan.phone) == ("post", "front desk", None)


def test_the_ways_to_add_people_lead_to_each_other(web: FlaskClient) -> None:
    page = web.get("/cohorts/riverside/people/new").text
    assert FILES in page
    assert NEW_BY_HAND in page
    assert web.get(NEW_BY_HAND).status_code == 200
    assert FILES in web.get("/cohorts/riverside/people").text


def test_a_list_for_a_cohort_with_few_seats_says_who_stands_in_line(
    db: Session, web: FlaskClient, cohort: Cohort
) -> None:
    cohort.capacity = 2
    db.commit()
    content = b"Name,Email\nAda Birch,ada@example.org\nBo Coombe,bo@example.org\n"
    page = web.get(sent(web, content)).text
    for words in ("There is 1 free seat", "Invite 1 person and put 1 in line", "add seats first"):
        assert words in page
    rows = page.split("<tbody>")[1]
    assert rows.index("Ada Birch") < rows.index("Bo Coombe") < rows.index("In line for a seat")
    assert rows.count("In line for a seat") == 1
    make_member(db, cohort)
    db.commit()
    page = web.get(sent(web, content)).text
    assert "Put 2 people in line" in page
    assert "Nobody is invited before a seat is free" in page
