"""A real conversation with a mail server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.gateways.mail import carrier_for
from app.gateways.mail.smtp import NO_ENTRY, NO_SENDER, NOBODY, NOT_OFFERED, SILENT
from app.gateways.mail.smtp_server import SmtpServer, read_smtp_url
from app.gateways.ports.carrier import InDoubt, Message, NeverAgain, NotNow, TryAgain
from tests.mail_server import OK, MailServer, mail_server

LETTER = Message(
    "<1@learning.example>",
    datetime(2027, 1, 20, 12, 0, tzinfo=UTC),
    "Zoë Example",
    "zoe@learning.example",
    "A note",
    "Hello Zoë.\n.\n..two dots\n",
)
OTHER = replace(LETTER, message_id="<2@learning.example>", to_address="omar@learning.example")


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A real mail server."""
    with mail_server() as running:
        yield running


def send(server: MailServer, *messages: Message) -> None:
    """Send letters in one round."""
    with carrier_for(server.url, "post@learning.example").round() as journey:
        for message in messages:
            journey.send(message)


def test_letters_arrive_whole_over_one_connection(server: MailServer) -> None:
    send(server, LETTER, OTHER)
    assert [arrival.to for arrival in server.arrivals] == [LETTER.to_address, OTHER.to_address]
    assert [arrival.text for arrival in server.arrivals] == [LETTER.body, OTHER.body]
    assert server.connections == 1


def test_after_a_refusal_the_next_letter_goes(server: MailServer) -> None:
    server.to_address = lambda address: "550 nobody" if address == LETTER.to_address else OK
    with carrier_for(server.url, "post@learning.example").round() as journey:
        with pytest.raises(NeverAgain, match=NOBODY):
            journey.send(LETTER)
        journey.send(OTHER)
    assert [arrival.message_id for arrival in server.arrivals] == [OTHER.message_id]
    assert server.connections == 1


def test_an_answer_of_later_is_later(server: MailServer) -> None:
    server.to_address = lambda _: "450 grey"
    with pytest.raises(TryAgain) as told:
        send(server, LETTER)
    assert type(told.value) is TryAgain
    server.to_address = lambda _: OK
    server.to_letter = lambda _: "452 full"
    with pytest.raises(TryAgain) as told:
        send(server, LETTER)
    assert type(told.value) is TryAgain


def test_a_server_that_wants_a_sign_in_stops_the_round_and_blames_no_letter(
    server: MailServer,
) -> None:
    server.to_address = lambda _: "530 sign in first"
    with pytest.raises(NotNow, match=NO_SENDER):
        send(server, LETTER)
    server.to_sender = lambda _: "550 not you"
    with pytest.raises(NotNow, match=NO_SENDER):
        send(server, LETTER)


@pytest.mark.parametrize("way", ["drop", "lose"])
def test_silence_after_the_text_is_a_doubt_and_the_next_letter_goes(
    server: MailServer, way: str
) -> None:
    server.to_letter = lambda arrival: way if arrival.to == LETTER.to_address else OK
    with carrier_for(server.url, "post@learning.example").round() as journey:
        with pytest.raises(InDoubt):
            journey.send(LETTER)
        journey.send(OTHER)
    assert server.arrivals[-1].message_id == OTHER.message_id
    assert server.connections == 2


def test_a_server_that_closes_for_good_is_not_now(server: MailServer) -> None:
    server.to_sender = lambda _: "421 closing"
    with pytest.raises(NotNow, match=SILENT):
        send(server, LETTER)
    assert server.connections == 2


def test_nothing_listening_is_not_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotNow, match=SILENT):
        carrier_for(f"smtp://127.0.0.1:{port}", "post@learning.example").check()


def test_a_server_without_a_secure_connection_gets_no_letter_when_one_is_asked(
    server: MailServer,
) -> None:
    with pytest.raises(NotNow, match=NOT_OFFERED):
        carrier_for(f"{server.url}?tls=starttls", "post@learning.example").check()


def test_a_wrong_password_is_not_now() -> None:
    with mail_server("right") as server:
        url = server.url.replace("//", "//amina:wrong@")
        with pytest.raises(NotNow, match=NO_ENTRY):
            carrier_for(url, "post@learning.example").check()
        carrier_for(url.replace("wrong", "right"), "post@learning.example").check()


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", SmtpServer("mail.example", 25)),
        ("smtp://mail.example?tls=starttls", SmtpServer("mail.example", 587, security="starttls")),
        ("smtps://a%40b:p%2Fw@mail.example", SmtpServer("mail.example", 465, "a@b", "p/w", "tls")),
        ("smtp://mail.example:2525", SmtpServer("mail.example", 2525)),
    ],
)
def test_the_address_of_a_mail_server_is_read(url: str, server: SmtpServer) -> None:
    assert read_smtp_url(url) == server
