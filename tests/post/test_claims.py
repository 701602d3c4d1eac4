"""Two workers never send one letter, and a dead worker's letters go on."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.gateways.ports.carrier import Message
from app.kit.db import new_id
from app.kit.links import LinkSigner
from app.post.actions.claim import claim_letters
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters
from app.post.actions.send import SendReport, sweep
from app.post.models import Letter
from app.post.office import Office
from app.post.rules import LEASE, NOT_SURE
from tests.clock import NOON, StoppedClock
from tests.mail_server import MailServer
from tests.make.desks import SITE
from tests.make.post import NoteKind, letter_of, make_letters
from tests.post.conftest import PostOffice
from tests.post.fake_carrier import FakeCarrier

# A worker that claims letters and dies before it hands one over.
NOBODYS = Office({"email": FakeCarrier()}, {"note": NoteKind()}, LinkSigner("nobody"), SITE)
LATE = NOON + LEASE + timedelta(seconds=1)


def test_two_workers_at_once_send_each_letter_once(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    people = make_letters(db, 150)
    start = threading.Barrier(3)
    reports: list[SendReport] = []

    def work() -> None:
        start.wait()
        reports.append(office.send(batch=7))

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(report.sent for report in reports) == 150
    assert sorted(arrival.to for arrival in server.arrivals) == sorted(
        person.email or "" for person in people
    )


def test_a_worker_passes_over_letters_that_another_is_taking(
    db: Session, office: PostOffice
) -> None:
    make_letters(db, 4)
    first = claim_letters(db, office.office(), channel="email", now=NOON, most=3)
    with office.platform.sessions() as other:
        other.execute(text("SET LOCAL lock_timeout = '2s'"))
        second = claim_letters(other, office.office(), channel="email", now=NOON, most=50)
    db.rollback()
    assert (first.taken, second.taken) == (3, 1)


def test_a_worker_that_was_taken_for_dead_sends_no_letter_of_another(
    db: Session, office: PostOffice
) -> None:
    make_letters(db, 4)
    other = FakeCarrier()
    # Its clock has gone on while the sleeper's has not, as on a machine that was halted.
    later = replace(office, clock=StoppedClock(LATE))

    def fall_asleep(_: Message) -> None:
        if not other.taken:
            assert later.send(other).sent == 4

    sleeper = FakeCarrier(fall_asleep)
    report = office.send(sleeper)
    assert report.sent == 1
    assert len(sleeper.taken) == 1
    ids = [message.message_id for message in other.taken]
    assert len(set(ids)) == 4
    # The one that was in the sleeper's hands is the only one that went twice.
    assert sleeper.taken[0].message_id in ids


def test_a_sender_that_comes_back_in_time_spares_the_second_letter(
    db: Session, office: PostOffice
) -> None:
    [person] = make_letters(db, 1)

    def swept_meanwhile(_: Message) -> None:
        sweep(db, LATE)
        db.commit()

    report = office.send(FakeCarrier(swept_meanwhile))
    letter = letter_of(db, person)
    assert (letter.state, letter.doubts) == ("sent", 1)
    assert report.sent == 1
    office.clock.move(hours=1)
    assert office.send(FakeCarrier()).handled == 0


def test_a_cancelled_session_stops_letters_that_a_worker_holds(
    db: Session, office: PostOffice
) -> None:
    about = new_id()
    make_letters(db, 3, about_id=about)

    def cancel(_: Message) -> None:
        lapse_letters(db, about, ["note"], "The session is cancelled.")
        db.commit()

    carrier = FakeCarrier(cancel)
    assert office.send(carrier).sent == 1
    assert len(carrier.taken) == 1


def test_a_session_that_moves_takes_its_letters_back(db: Session, office: PostOffice) -> None:
    about = new_id()
    people = make_letters(db, 3, about_id=about)
    moved: list[int] = []

    def move(_: Message) -> None:
        if not moved:
            moved.append(lapse_letters(db, about, ["note"], "The session was moved."))
            later = office.clock.now() + timedelta(hours=1)
            again = [NewLetter(one.id, "note", about, later, occurrence="1") for one in people]
            plan_letters(db, again, now=office.clock.now())
            db.commit()

    carrier = FakeCarrier(move)
    assert office.send(carrier).sent == 1
    assert moved == [2]
    states = Counter(db.execute(select(Letter.occurrence, Letter.state)).tuples())
    assert states == {("", "sent"): 1, ("", "lapsed"): 2, ("1", "due"): 3}
    office.clock.move(hours=1)
    assert office.send(carrier).sent == 3


def test_no_transaction_is_open_while_the_carrier_works(db: Session, office: PostOffice) -> None:
    make_letters(db, 3)
    seen: list[int] = []

    def look(_: Message) -> None:
        # Changing every row would wait for ever if a sender held one.
        db.connection().exec_driver_sql("SET LOCAL lock_timeout = '2s'")
        changed = db.scalars(update(Letter).values(occurrence="seen").returning(Letter.id))
        seen.append(len(changed.all()))
        db.commit()

    assert office.send(FakeCarrier(look)).sent == 3
    assert seen == [3, 3, 3]


def test_a_slow_carrier_does_not_keep_a_worker_for_ever(db: Session, office: PostOffice) -> None:
    people = make_letters(db, 5)

    def take_long(_: Message) -> None:
        office.clock.move(seconds=9)

    carrier = FakeCarrier(take_long)
    assert office.send(carrier).sent == 3
    letter = letter_of(db, people[4])
    assert (letter.state, letter.tries, letter.reason) == ("due", 0, None)
    assert office.send(carrier).sent == 2


def test_letters_that_a_dead_worker_had_not_begun_are_simply_due(
    db: Session, office: PostOffice
) -> None:
    people = make_letters(db, 3)
    _claim(db)
    assert sweep(db, NOON).given_back == 0
    assert sweep(db, LATE).given_back == 3
    db.commit()
    assert all(letter_of(db, person).doubts == 0 for person in people)
    assert office.send(FakeCarrier()).sent == 3


def test_a_letter_in_a_dead_workers_hands_is_in_doubt_and_goes_again(
    db: Session, office: PostOffice
) -> None:
    [person] = make_letters(db, 1)
    _die_while_sending(db)
    written = letter_of(db, person).message_id
    assert sweep(db, LATE).doubted == 1
    db.commit()
    letter = letter_of(db, person)
    assert (letter.state, letter.doubts, letter.doubted_at) == ("due", 1, LATE)
    office.clock.moment = LATE
    carrier = FakeCarrier()
    assert office.send(carrier).sent == 1
    assert carrier.taken[0].message_id == written
    assert letter_of(db, person).doubted_at == LATE


def test_a_letter_that_kills_its_worker_each_time_is_left_to_people(
    db: Session, office: PostOffice
) -> None:
    [person] = make_letters(db, 1)
    for _ in range(3):
        _die_while_sending(db, office.clock.moment)
        office.clock.move(seconds=31)
        sweep(db, office.clock.now())
        db.commit()
    letter = letter_of(db, person)
    assert (letter.state, letter.reason, letter.doubts) == ("refused", NOT_SURE, 3)


def test_each_visit_finds_the_letters_of_the_dead(db: Session, office: PostOffice) -> None:
    make_letters(db, 2)
    _claim(db)
    office.clock.moment = LATE
    assert office.send(FakeCarrier()).sent == 2


def _claim(db: Session, now: datetime = NOON) -> None:
    claim_letters(db, NOBODYS, channel="email", now=now, most=50)
    db.commit()


def _die_while_sending(db: Session, now: datetime = NOON) -> None:
    _claim(db, now)
    db.execute(update(Letter).where(Letter.state == "claimed").values(state="sending"))
    db.commit()
