"""Mail servers that refuse, wait, or hang up."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from app.gateways.mail import carrier_for
from app.gateways.mail.smtp import LATER, NOBODY, SILENT, SILENT_IN_LETTER
from app.post.queries import doubtful_letters
from app.post.rules import NO_ADDRESS, NOT_SURE, RESTS
from tests.clock import NOON
from tests.mail_server import OK, MailServer
from tests.make.post import letter_of, make_letters
from tests.post.conftest import PostOffice


def test_an_address_that_does_not_exist_is_refused_and_the_rest_go(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    wrong, right = make_letters(db, 2)
    server.to_address = lambda address: "550 no such user" if address == wrong.email else OK
    report = office.send()
    assert (report.sent, report.refused) == (1, 1)
    letter = letter_of(db, wrong)
    assert (letter.state, letter.reason, letter.doubts) == ("refused", NOBODY, 0)
    assert letter_of(db, right).state == "sent"
    office.clock.move(days=3)
    assert office.send().handled == 0


def test_a_server_that_says_later_is_asked_again_later(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    slow, quick = make_letters(db, 2)
    server.to_address = lambda address: "451 later" if address == slow.email else OK
    report = office.send()
    assert (report.sent, report.put_off) == (1, 1)
    letter = letter_of(db, slow)
    assert (letter.state, letter.reason, letter.tries) == ("due", LATER, 1)
    assert letter.due_at == NOON + RESTS[0]
    server.to_address = lambda _: OK
    assert office.send().handled == 0
    office.clock.move(minutes=1)
    assert office.send().sent == 1
    assert letter_of(db, slow).reason is None
    assert letter_of(db, quick).state == "sent"


def test_a_server_that_says_later_for_ever_ends_in_a_plain_reason(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    [person] = make_letters(db, 1)
    server.to_letter = lambda _: "450 later"
    put_off = 0
    while not (report := office.send()).refused:
        put_off += report.put_off
        office.clock.move(hours=12)
    assert put_off == len(RESTS)
    letter = letter_of(db, person)
    assert (letter.state, letter.reason) == ("refused", f"We tried 7 times. {LATER}")
    assert server.arrivals == []


def test_a_text_that_is_refused_is_not_sent_again(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    make_letters(db, 1)
    server.to_letter = lambda _: "554 not here"
    assert office.send().refused == 1
    office.clock.move(days=1)
    assert office.send().handled == 0


def test_a_server_that_is_away_costs_no_letter_a_try(db: Session, office: PostOffice) -> None:
    people = make_letters(db, 5)
    away = carrier_for("smtp://127.0.0.1:1", "post@learning.example")
    for _ in range(20):
        assert office.send(away).put_off == 5
        office.clock.move(hours=1)
    letter = letter_of(db, people[0])
    assert (letter.tries, letter.reason) == (0, SILENT)
    assert office.send().sent == 5


def test_a_server_that_takes_no_letters_is_left_in_peace(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    people = make_letters(db, 5)
    asked: list[str] = []

    def full(address: str) -> str:
        asked.append(address)
        return "452 disk full"

    server.to_sender = full
    assert office.send().put_off == 5
    assert len(asked) == 1
    assert letter_of(db, people[4]).tries == 0
    server.to_sender = lambda _: OK
    office.clock.move(minutes=2)
    assert office.send().sent == 5


def test_a_hang_up_between_letters_is_only_a_new_connection(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    make_letters(db, 6)
    closing = iter([OK, OK, "421 too many letters", OK, OK, OK, OK])
    server.to_sender = lambda _: next(closing)
    report = office.send()
    assert (report.sent, report.put_off, report.doubtful) == (6, 0, 0)
    assert server.connections == 2


def test_a_hang_up_in_the_text_is_a_doubt_and_the_same_letter_goes_again(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    people = make_letters(db, 4)
    lost = people[1]
    server.to_letter = lambda arrival: "drop" if arrival.to == lost.email else OK
    report = office.send()
    assert (report.sent, report.doubtful) == (3, 1)
    letter = letter_of(db, lost)
    assert (letter.state, letter.doubts, letter.reason) == ("due", 1, SILENT_IN_LETTER)
    server.to_letter = lambda _: OK
    lost.name = "Another Name"
    db.commit()
    office.clock.move(minutes=1)
    assert office.send().sent == 1
    first, second = server.by_address()[lost.email or ""]
    assert first.message_id == second.message_id
    assert first.text == second.text
    assert first.message["Date"] == second.message["Date"]
    [doubtful] = doubtful_letters(db)
    assert (doubtful.person_id, doubtful.doubts, doubtful.state) == (lost.id, 1, "sent")


def test_a_letter_in_doubt_is_still_looked_at_again(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    [person] = make_letters(db, 1)
    server.to_letter = lambda _: "lose"
    assert office.send().doubtful == 1
    person.email, person.channel = None, "post"
    db.commit()
    office.clock.move(minutes=1)
    assert office.send().lapsed == 1
    letter = letter_of(db, person)
    assert (letter.reason, letter.doubts) == (NO_ADDRESS, 1)
    assert server.arrivals == []


def test_a_letter_that_always_ends_in_doubt_is_left_to_people(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    [person] = make_letters(db, 1)
    server.to_letter = lambda _: "drop"
    for _ in range(5):
        office.send()
        office.clock.move(hours=1)
    letter = letter_of(db, person)
    assert (letter.state, letter.reason, letter.doubts) == ("refused", NOT_SURE, 3)
    assert len(server.arrivals) == 3
    assert len({arrival.message_id for arrival in server.arrivals}) == 1


def test_a_retry_that_nobody_can_have_got_tells_the_newest_facts(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    [person] = make_letters(db, 1)
    server.to_letter = lambda _: "451 later"
    office.send()
    person.name = "New Example"
    db.commit()
    server.to_letter = lambda _: OK
    office.clock.move(minutes=1)
    office.send()
    assert "New Example" in server.arrivals[0].text
    assert letter_of(db, person).due_at == NOON + timedelta(minutes=1)
