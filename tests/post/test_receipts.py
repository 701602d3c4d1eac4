"""Whether letters arrived: what carriers tell later, and mail that came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from app.gateways.mail import carrier_for
from app.gateways.notify.chosen import receipts_for
from app.gateways.ports.receipts import Receipt
from app.people.models import Person
from app.post.actions.receipts import ask_after_letters, note_receipts
from app.post.cli import letters
from app.post.office import Office
from app.post.rules.returned import FULL, NOBODY, returned_letters
from tests.clock import NOON
from tests.make.desks import SITE
from tests.make.post import NoteKind, letter_of, make_letters
from tests.notify_server import NotifyServer, notify_server
from tests.post.conftest import PostOffice

if TYPE_CHECKING:
    from app.wiring import Platform


@pytest.fixture
def notify() -> Iterator[NotifyServer]:
    """A running stand-in."""
    with notify_server() as running:
        yield running


def sent_by_notify(db: Session, office: PostOffice, notify: NotifyServer) -> tuple[Office, Person]:
    """A letter that Notify took."""
    [person] = make_letters(db, 1)
    receipts = receipts_for(notify.url(), "DLP_MAIL_URL", "email")
    assert receipts is not None
    through = Office(
        {"email": carrier_for(notify.url(), "no-reply@learning.example")},
        {"note": NoteKind()},
        office.platform.links,
        SITE,
        receipts={"email": receipts},
    )
    assert office.send_with(through).sent == 1
    assert letter_of(db, person).provider_id == notify.taken[0]["id"]
    return through, person


def test_a_letter_that_arrived_says_when(
    db: Session, office: PostOffice, notify: NotifyServer
) -> None:
    through, person = sent_by_notify(db, office, notify)
    sessions = office.platform.sessions
    assert ask_after_letters(sessions, through, clock=office.clock) == 0
    arrived = NOON + timedelta(seconds=9)
    notify.settle(letter_of(db, person).message_id or "", "delivered", arrived)
    assert ask_after_letters(sessions, through, clock=office.clock) == 1
    assert letter_of(db, person).arrived_at == arrived
    notify.asked.clear()
    assert ask_after_letters(sessions, through, clock=office.clock) == 0
    assert notify.asked == []


def test_a_letter_that_came_back_says_why(
    db: Session, office: PostOffice, notify: NotifyServer
) -> None:
    through, person = sent_by_notify(db, office, notify)
    notify.settle(letter_of(db, person).message_id or "", "permanent-failure")
    assert ask_after_letters(office.platform.sessions, through, clock=office.clock) == 1
    letter = letter_of(db, person)
    assert (letter.state, letter.bounced_at, letter.arrived_at) == ("sent", NOON, None)
    assert "nobody can be reached there" in (letter.reason or "")


def test_a_carrier_that_does_not_answer_is_asked_another_time(
    db: Session, office: PostOffice, notify: NotifyServer
) -> None:
    through, person = sent_by_notify(db, office, notify)
    notify.stop()
    assert ask_after_letters(office.platform.sessions, through, clock=office.clock) == 0
    assert letter_of(db, person).bounced_at is None


def test_receipts_of_others_change_nothing(db: Session, office: PostOffice) -> None:
    [person] = make_letters(db, 1)
    office.send()
    ours = letter_of(db, person).message_id or ""
    others = [f"<{letter_of(db, person).id.hex}@other.example>", "<x@y>", "nonsense", ""]
    told = [Receipt(one, arrived=False, at=NOON, reason=NOBODY) for one in others]
    assert note_receipts(db, told) == 0
    assert note_receipts(db, [Receipt(ours, arrived=False, at=NOON, reason=NOBODY)]) == 1
    assert note_receipts(db, [Receipt(ours, arrived=True, at=NOON)]) == 0


def returned(message_id: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """What a mail server sends back."""
    report = EmailMessage()
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report.set_content("I am sorry to have to tell you.")
    report.make_mixed()
    data = report.as_string().replace(
        "multipart/mixed;", "multipart/report; report-type=delivery-status;"
    )
    boundary = report.get_boundary()
    parts = (
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; amina@learning.example\nAction: {action}\nStatus: {status}\n"
    )
    original = (
        f"Content-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\nSubject: A note for you\n"
    )
    ending = f"--{boundary}--"
    between = f"--{boundary}\n"
    return data.replace(ending, f"{between}{parts}\n{between}{original}\n{ending}").encode()


def test_a_mail_that_came_back_is_taken_in_by_the_command(
    db: Session, office: PostOffice, platform: Platform
) -> None:
    [person] = make_letters(db, 1)
    office.send()
    mail = returned(letter_of(db, person).message_id or "")
    result = CliRunner().invoke(letters, ["bounced"], obj=platform, input=mail)
    assert (result.exit_code, result.output) == (0, "Noted.\n")
    letter = letter_of(db, person)
    assert (letter.bounced_at, letter.reason) == (NOON, NOBODY)


@pytest.mark.parametrize(
    ("status", "reason"), [("5.1.1", NOBODY), ("5.2.2", FULL), ("5.7.1", "does not take it")]
)
def test_why_a_mail_came_back_is_told_in_words(status: str, reason: str) -> None:
    (told,) = returned_letters(returned("<a@b>", status=status)).values()
    assert reason in told


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\xff\xfe nonsense",
        b"Subject: Out of office\n\nI am away until Monday.\n",
        returned("<a@b>", action="delayed", status="4.4.1"),
        returned(""),
    ],
)
def test_other_mail_is_no_letter_that_came_back(mail: bytes) -> None:
    assert returned_letters(mail) == {}
