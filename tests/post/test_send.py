"""Letters go once, to those who still want them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import SignInLink
from app.post.rules import NO_ADDRESS, NO_LINK, SIGN_IN_LINK
from tests.clock import NOON
from tests.mail_server import MailServer
from tests.make.people import make_person
from tests.make.post import letter_of, make_letters
from tests.post.conftest import PostOffice


def test_a_due_letter_arrives(db: Session, office: PostOffice, server: MailServer) -> None:
    [person] = make_letters(db, 1, name="Zoë Example")
    assert office.send().sent == 1
    [arrival] = server.arrivals
    assert arrival.to == person.email
    assert arrival.text == "Hello Zoë Example,\n\nsee you on Thursday.\n"
    letter = letter_of(db, person)
    assert (letter.state, letter.sent_at, letter.claim) == ("sent", NOON, None)
    assert letter.message_id == arrival.message_id


def test_a_letter_goes_once(db: Session, office: PostOffice, server: MailServer) -> None:
    make_letters(db, 3)
    assert office.send().sent == 3
    assert office.send().handled == 0
    assert len(server.arrivals) == 3


def test_a_letter_of_tomorrow_waits(db: Session, office: PostOffice, server: MailServer) -> None:
    make_letters(db, 1, due_at=NOON + timedelta(days=1))
    assert office.send().handled == 0
    assert server.connections == 0
    office.clock.move(days=1)
    assert office.send().sent == 1


def test_many_batches_travel_over_one_connection(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    make_letters(db, 23)
    assert office.send(batch=5).sent == 23
    assert server.connections == 1
    assert len(server.by_address()) == 23


def test_letters_leave_in_the_order_of_their_time(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    people = make_letters(db, 7)
    office.send(batch=3)
    assert [arrival.to for arrival in server.arrivals] == [person.email for person in people]


def test_nobody_gets_a_letter_that_is_not_wanted_any_more(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    gone, there = make_letters(db, 2)
    gone.email, gone.channel = None, "post"
    db.commit()
    report = office.send()
    assert (report.sent, report.lapsed) == (1, 1)
    assert [arrival.to for arrival in server.arrivals] == [there.email]
    letter = letter_of(db, gone)
    assert (letter.state, letter.reason) == ("lapsed", NO_ADDRESS)


def test_a_letter_tells_the_newest_facts(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    [person] = make_letters(db, 1, name="Old Example")
    person.name = "New Example"
    db.commit()
    office.send()
    assert "New Example" in server.arrivals[0].text


def test_the_sign_in_address_goes_out_but_is_not_kept(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    owner = make_person(db)
    link = SignInLink(person_id=owner.id, created_at=NOON, expires_at=NOON + timedelta(hours=1))
    db.add(link)
    db.flush()
    [person] = make_letters(db, 1, kind="key", link_id=link.id)
    office.send()
    text = server.arrivals[0].text
    start = "http://learning.example/sign-in/link/"
    assert SIGN_IN_LINK not in text
    word = text[text.index(start) + len(start) :].split()[0]
    assert office.platform.links.read("sign-in", word) == link.id
    body = letter_of(db, person).body or ""
    assert SIGN_IN_LINK in body
    assert word not in body


def test_a_letter_whose_sign_in_link_is_gone_is_not_sent(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    [person] = make_letters(db, 1, kind="key")
    assert office.send().lapsed == 1
    assert letter_of(db, person).reason == NO_LINK
    assert server.arrivals == []


def test_a_mistake_in_one_letter_does_not_hold_up_the_others(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    about = new_id()
    [broken] = make_letters(db, 1, kind="broken", name="Broken", about_id=about)
    make_letters(db, 3, kind="broken", about_id=about)
    make_letters(db, 2)
    report = office.send()
    assert (report.sent, report.put_off) == (5, 1)
    assert len(server.arrivals) == 5
    for _ in range(6):
        office.clock.move(days=1)
        report = office.send()
    assert report.refused == 1
    assert letter_of(db, broken).state == "refused"


def test_a_kind_that_nobody_knows_is_put_off_and_shown(db: Session, office: PostOffice) -> None:
    [person] = make_letters(db, 1, kind="of_a_newer_release")
    assert office.send().put_off == 1
    letter = letter_of(db, person)
    assert (letter.state, letter.tries) == ("due", 1)
    assert letter.due_at > NOON


def test_each_letter_costs_one_statement_and_each_batch_a_few(
    db: Session,
    office: PostOffice,
    count_statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    costs = []
    for number in (10, 40):
        make_letters(db, number)
        with count_statements() as sent:
            office.send()
        costs.append(len(sent))
    assert costs[1] - costs[0] == 30
    assert costs[0] <= 10 + 10
