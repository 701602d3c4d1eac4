"""Setting up a helper with somebody who has no e-mail, by text or on paper, and ending it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.audit.models import Entry
from app.cohorts.models import Cohort
from app.gateways.ports.inbox import ReceivedText
from app.helping.models import Helping
from app.kit.db import new_id
from app.mentoring.actions.texts import take_text
from app.people.models import Person
from app.post.models import Letter
from app.post.rules import TEXT_CODE
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator, make_member
from tests.make.helping import make_helping
from tests.make.people import make_person

if TYPE_CHECKING:
    from app.wiring import Platform

PHONE = "+447700900321"
DAY = (NOON + timedelta(days=100)).date().isoformat()


class Desk:
    """A facilitator, and somebody without e-mail beside them; committed."""

    def __init__(self, db: Session) -> None:
        self.cohort: Cohort = make_cohort(db)
        self.farah = make_facilitator(db, self.cohort)
        self.ottoline = make_person(
            db, name="Ottoline Example", email=None, phone=PHONE, channel="text"
        )
        make_enrolment(db, self.cohort, self.ottoline)
        self.hal = make_member(db, self.cohort, name="Hal Helper")
        db.commit()

    @property
    def here(self) -> str:
        """Where it is set up."""
        return f"/cohorts/{self.cohort.slug}/people/{self.ottoline.id}/helpers"

    def set_up(self, browser: FlaskClient, **fields: object) -> TestResponse:
        """Send the form, for what is named."""
        form: dict[str, object] = {
            "helper": f"{self.hal.id} {self.cohort.id}",
            "acts": ["sessions"],
            "last_day": DAY,
            "request_key": str(new_id()),
            "how": "text",
            **fields,
        }
        return post(browser, self.here, form)


@pytest.fixture
def desk(db: Session) -> Desk:
    """Both of them."""
    return Desk(db)


def only(db: Session) -> Helping:
    """The one row there is, as the database has it."""
    db.expire_all()
    return db.scalars(select(Helping)).one()


def code_in(db: Session, platform: Platform) -> str:
    """The code in the newest text."""
    newest = select(Letter.about_id).where(Letter.kind == "helping_code")
    return platform.links.figures(
        TEXT_CODE, db.scalars(newest.order_by(Letter.id.desc()).limit(1)).one()
    )


def other_than(code: str) -> str:
    """A code that is wrong."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def sent_to(db: Session, person: Person) -> list[str]:
    """What goes to somebody, in order."""
    wanted = select(Letter.kind, Letter.occurrence).where(
        Letter.person_id == person.id, Letter.state == "due"
    )
    rows = db.execute(wanted.order_by(Letter.id))
    return [row.occurrence if row.kind == "helping" else row.kind for row in rows]


def test_the_person_says_yes_with_the_code_in_their_text(
    db: Session, as_person: As, desk: Desk, platform: Platform
) -> None:
    browser = as_person(desk.farah)
    assert "Who helps Ottoline Example" in browser.get(desk.here.removesuffix("/helpers")).text
    assert desk.set_up(browser).location == desk.here
    made = only(db)
    assert (made.person_yes_at, made.entered_by_id) == (None, desk.farah.id)
    assert sent_to(db, desk.ottoline) == ["helping_code"]
    # Until then the helper hears of nothing, and can answer nothing.
    assert sent_to(db, desk.hal) == []
    assert as_person(desk.hal).get(f"/help/{made.id}").status_code == 404
    code = code_in(db, platform)
    browser, confirm = as_person(desk.farah), f"{desk.here}/{made.id}/confirmations"
    assert post(browser, confirm, {"code": other_than(code)}).status_code == 302
    assert only(db).person_yes_at is None
    assert post(browser, confirm, {"code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert only(db).person_yes_at == NOON
    assert sent_to(db, desk.hal) == ["asked"]
    whom = select(Entry.whom_id).where(Entry.deed == "helping.confirm_helping")
    assert set(db.scalars(whom)) == {desk.ottoline.id}


def test_a_code_is_good_for_half_an_hour_and_the_next_text_has_another(
    db: Session, as_person: As, desk: Desk, platform: Platform, clock: StoppedClock
) -> None:
    browser = as_person(desk.farah)
    desk.set_up(browser)
    at, first = f"{desk.here}/{only(db).id}", code_in(db, platform)
    clock.move(minutes=30)
    post(browser, f"{at}/confirmations", {"code": first})
    assert only(db).person_yes_at is None
    assert post(browser, f"{at}/codes").status_code == 302
    second = code_in(db, platform)
    assert second != first
    post(browser, f"{at}/confirmations", {"code": first})
    assert (only(db).person_yes_at, only(db).tries) == (None, 1)
    post(browser, f"{at}/confirmations", {"code": second})
    assert only(db).person_yes_at is not None


def test_no_text_gives_new_tries(
    db: Session, as_person: As, desk: Desk, platform: Platform
) -> None:
    browser = as_person(desk.farah)
    desk.set_up(browser)
    at = f"{desk.here}/{only(db).id}"
    for number in range(5):
        wrong = other_than(code_in(db, platform))
        assert post(browser, f"{at}/confirmations", {"code": wrong}).status_code == 302
        assert post(browser, f"{at}/codes").status_code == (302 if number < 4 else 409)
    post(browser, f"{at}/confirmations", {"code": code_in(db, platform)})
    assert (only(db).person_yes_at, only(db).tries) == (None, 5)
    assert "Too many codes were wrong" in browser.get(desk.here).text
    # Whoever mistyped so often ends it, and begins anew.
    assert post(browser, f"{at}/ends").status_code == 302
    assert desk.set_up(browser).status_code == 302


def test_a_yes_on_paper_names_who_saw_it(db: Session, as_person: As, desk: Desk) -> None:
    browser = as_person(desk.farah)
    for witness in ("", "  ", "farah  Facilitator", "Ottoline Example", "HAL HELPER"):
        answer = desk.set_up(browser, how="paper", witness=witness)
        assert answer.status_code == 422, witness
        assert "Write the name of somebody who saw it" in answer.text
    assert desk.set_up(browser, how="paper", witness="Wilma Witness").status_code == 302
    assert (only(db).witness, only(db).person_yes_at) == ("Wilma Witness", NOON)
    assert "Wilma Witness saw them say yes" in browser.get(desk.here).text
    made = only(db)
    assert post(as_person(desk.hal), f"/help/{made.id}/answers", {"answer": "yes"}).location
    # Now they hear by text that it has begun, and how to stop it.
    assert sent_to(db, desk.ottoline) == ["begun", "soon"]


def test_a_witness_does_not_tell_whose_an_address_is(as_person: As, desk: Desk) -> None:
    browser = as_person(desk.farah)
    fields = {"helper": "", "email": str(desk.hal.email), "how": "paper", "witness": "Hal Helper"}
    assert desk.set_up(browser, **fields).status_code == 302


def test_all_that_is_missing_is_said_at_once(as_person: As, desk: Desk) -> None:
    answer = desk.set_up(as_person(desk.farah), helper="", acts=[], how="")
    assert answer.status_code == 422
    for words in ("Choose a name, or write", "Tick at least one thing", "Choose how they say yes"):
        assert words in answer.text


@pytest.mark.parametrize("how", ["", "page", "because"])
def test_nobody_says_yes_for_somebody(db: Session, as_person: As, desk: Desk, how: str) -> None:
    answer = desk.set_up(as_person(desk.farah), how=how)
    assert answer.status_code == 422
    assert "Choose how they say yes" in answer.text
    assert db.scalar(select(func.count(Helping.id))) == 0


def test_a_facilitator_makes_themselves_nobodys_helper(
    db: Session, as_person: As, desk: Desk
) -> None:
    browser = as_person(desk.farah)
    own = {"helper": f"{desk.farah.id} {desk.cohort.id}", "how": "paper", "witness": "Wilma"}
    assert desk.set_up(browser, **own).status_code == 422
    own |= {"helper": "", "email": str(desk.farah.email)}
    assert desk.set_up(browser, **own).status_code == 422
    assert db.scalar(select(func.count(Helping.id))) == 0


def test_whoever_has_email_is_set_up_with_by_nobody_and_others_not_elsewhere(
    db: Session, as_person: As, desk: Desk
) -> None:
    other = make_facilitator(db, make_cohort(db))
    made = make_helping(db, desk.ottoline, desk.hal, cohort=desk.cohort, by_text=True)
    for person in (other, desk.hal, desk.ottoline):
        browser = as_person(person)
        assert browser.get(desk.here).status_code == 404
        for end in ("codes", "confirmations", "ends"):
            assert post(browser, f"{desk.here}/{made.id}/{end}").status_code == 404
    browser = as_person(desk.farah)
    address = f"/cohorts/{desk.cohort.slug}/people/{desk.hal.id}/helpers"
    assert browser.get(address).status_code == 404
    # Nor does a row of one person open under the address of another.
    assert post(browser, f"{address}/{made.id}/ends").status_code == 404


def test_a_facilitator_ends_it_for_whoever_rings(db: Session, as_person: As, desk: Desk) -> None:
    made = make_helping(db, desk.ottoline, desk.hal, cohort=desk.cohort)
    browser = as_person(desk.farah)
    for _ in range(2):
        assert post(browser, f"{desk.here}/{made.id}/ends").location == desk.here
    assert only(db).ended_by_id == desk.farah.id
    assert sent_to(db, desk.hal) == ["ended"]


@pytest.mark.parametrize("words", ["STOP HELP", "stop help please", "Stopio cymorth"])
def test_a_text_ends_it(db: Session, desk: Desk, words: str) -> None:
    make_helping(db, desk.ottoline, desk.hal, cohort=desk.cohort)
    text = take_text(db, ReceivedText(words, PHONE, words, NOON), now=NOON)
    assert text is not None
    assert text.fate == "answer"
    assert only(db).ended_by_id == desk.ottoline.id


def test_of_two_who_share_a_phone_nobody_is_guessed(db: Session, desk: Desk) -> None:
    other = make_person(db, name="Olaf Example", email=None, phone=PHONE, channel="text")
    for person in (desk.ottoline, other):
        make_helping(db, person, desk.hal)
    text = take_text(db, ReceivedText("one", PHONE, "stop help", NOON), now=NOON)
    assert text is not None
    assert text.fate == "several_people"
    assert db.scalar(select(func.count(Helping.id)).where(Helping.ended_at.is_(None))) == 2
    text = take_text(db, ReceivedText("two", PHONE, "Stop help Olaf", NOON), now=NOON)
    assert text is not None
    assert text.fate == "answer"
    open_ones = select(Helping.person_id).where(Helping.ended_at.is_(None))
    assert db.scalars(open_ones).all() == [desk.ottoline.id]
