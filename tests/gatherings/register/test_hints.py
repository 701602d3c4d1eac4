"""What the register suggests: what people said before, everybody else, and what is kept of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import INVITED, LEFT
from app.gatherings.models import Gathering
from app.gatherings.rules.attendance import RESTS
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.gatherings.register.conftest import noted, register
from tests.make.people import make_person
from tests.make.progress import Way, make_seat
from tests.make.register import make_click, make_sorry
from tests.progress.reading import html_of, row_of, words_of


def save(browser: FlaskClient, meeting: Gathering, seat: Enrolment, before: str, how: str) -> None:
    """Press Save for one row."""
    post(browser, register(meeting), {"row": f"{seat.id} {before}", "how1": how})


def checked(html: str, seat: Enrolment) -> str:
    """The choice that is made on the page for somebody."""
    box = html.split(f'value="{seat.id} ', 1)[1].split("</fieldset>", maxsplit=1)[0]
    return box.split(" checked", 1)[0].rsplit('value="', 1)[1].split('"')[0]


@pytest.mark.parametrize(
    ("how", "done", "own"),
    [
        ("in_person", True, "It is noted that you took part, in the room."),
        ("online", True, "It is noted that you took part, online."),
        ("phone", True, "It is noted that you took part, by phone."),
        ("apologies", False, "You told us that you could not come."),
        ("missed", False, None),
    ],
)
def test_only_taking_part_makes_a_step_done_and_nobody_reads_that_they_missed_it(
    db: Session,
    way: Way,
    meeting: Gathering,
    browser: FlaskClient,
    sign_in: SignIn,
    how: str,
    done: bool,
    own: str | None,
) -> None:
    save(browser, meeting, way.enrolment, "", how)
    assert noted(db) == {"Lina Learner": how}
    assert (row_of(db, way, "act") is not None) == done
    words = words_of(sign_in(browser, way.person), f"/sessions/{meeting.id}").lower()
    assert "missed" not in words
    if own:
        assert own.lower() in words


def test_hints_are_chosen_beforehand_and_kept_only_when_saved(
    db: Session, way: Way, cohort: Cohort, meeting: Gathering, browser: FlaskClient
) -> None:
    sorry = make_seat(db, cohort, make_person(db, name="Sana Sorry"))
    both = make_seat(db, cohort, make_person(db, name="Bea Both"))
    make_click(db, meeting, way.enrolment, NOON - timedelta(minutes=9))
    make_sorry(db, meeting, sorry)
    make_sorry(db, meeting, both)
    make_click(db, meeting, both)
    db.commit()
    page = html_of(browser, register(meeting))
    assert [checked(page, one) for one in (way.enrolment, sorry, both)] == [
        "online",
        "apologies",
        "online",
    ]
    assert "Hint: opened the online room at 11:51am" in page
    assert "Hint: said they could not come" in page
    assert noted(db) == {}
    save(browser, meeting, way.enrolment, "", "in_person")
    page = html_of(browser, register(meeting))
    assert checked(page, way.enrolment) == "in_person"
    assert "opened the online room at 11:51am" not in page


@pytest.mark.parametrize("rest", ["missed", "in_person", "online", "phone", "nonsense"])
def test_everybody_else_is_noted_but_facilitators_and_those_with_a_hint(
    db: Session, way: Way, cohort: Cohort, meeting: Gathering, browser: FlaskClient, rest: str
) -> None:
    people = {name: make_seat(db, cohort, make_person(db, name=name)) for name in "ABC"}
    make_seat(db, cohort, make_person(db, name="Invited"), state=INVITED)
    make_seat(db, cohort, make_person(db, name="Gone"), state=LEFT)
    make_click(db, meeting, people["A"])
    make_sorry(db, meeting, people["B"])
    db.commit()
    fields: dict[str, object] = {
        "row": f"{way.enrolment.id} ",
        "how1": "phone",
        "rest": rest,
    }
    for _ in range(2):
        post(browser, register(meeting), dict(fields))
        assert noted(db) == {"Lina Learner": "phone", **({"C": rest} if rest in RESTS else {})}


@pytest.mark.parametrize(
    ("how", "others"),
    [
        ("in_person", ["was in the room", "missed it"]),
        ("online", ["was online", "missed it"]),
        ("blended", ["was in the room", "was online", "missed it"]),
    ],
)
def test_everybody_else_was_where_the_session_was(
    db: Session, meeting: Gathering, browser: FlaskClient, how: str, others: list[str]
) -> None:
    meeting.how = how
    db.commit()
    page = browser.get(register(meeting)).text
    assert re.findall("Everybody else (.*?)</button>", page) == others
