"""A letter as the bytes of an e-mail."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gateways.mail import carrier_for
from app.gateways.mail.writing import Writer, wire_address
from app.gateways.ports.carrier import Message, NeverAgain
from app.kit.errors import WrongSetting
from tests.flowed import unflowed

SPACES = re.compile(r"[ \t]+")
WRITTEN = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)


def letter(
    *,
    name: str = "Amina Example",
    subject: str = "A note",
    body: str = "Hello.\n",
    address: str = "amina@learning.example",
) -> Message:
    """A letter with one thing special about it."""
    return Message("<1@learning.example>", WRITTEN, name, address, subject, body)


def write(message: Message) -> bytes:
    """The bytes of a letter from us."""
    writer = Writer("Discovery Learning <post@learning.example>", reply_to="help@learning.example")
    return writer.write(message, to=wire_address(message.to_address))


def read(message: Message) -> EmailMessage:
    """The letter as a mail program sees it."""
    return message_from_bytes(write(message), policy=policy.default)


def test_a_letter_says_from_whom_it_is_and_that_a_machine_sent_it() -> None:
    seen = read(letter())
    assert seen["From"] == "Discovery Learning <post@learning.example>"
    assert seen["Reply-To"] == "help@learning.example"
    assert seen["To"] == "Amina Example <amina@learning.example>"
    assert seen["Subject"] == "A note"
    assert seen["Message-ID"] == "<1@learning.example>"
    assert seen["Date"].datetime == WRITTEN
    assert seen["Auto-Submitted"] == "auto-generated"
    assert seen.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "name",
    ["Zoë Müller", "Smith, John (GP)", 'Ann "Nan" Lee', "আমিনা বেগম", "=?utf-8?q?a?="],
)
def test_any_name_and_subject_arrive_as_they_were_written(name: str) -> None:
    seen = read(letter(name=name, subject=name))
    assert seen["Subject"] == name
    assert seen["To"].addresses[0].display_name == name
    assert seen["To"].addresses[0].addr_spec == "amina@learning.example"


@pytest.mark.parametrize("subject", ["x" * 300, "Zoë and Müller " * 40 + "end"])
def test_a_long_subject_is_folded_and_arrives_whole(subject: str) -> None:
    data = write(letter(subject=subject))
    assert all(len(line) <= 78 for line in data.split(b"\r\n"))
    assert message_from_bytes(data, policy=policy.default)["Subject"] == subject


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\x00\n", "\v", "\u2028"])
def test_a_name_or_subject_cannot_add_a_header(ends: str) -> None:
    trick = f"Amina{ends}Bcc: other@learning.example"
    seen = read(letter(name=trick, subject=trick))
    assert seen["Bcc"] is None
    assert len(seen["To"].addresses) == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "amina",
        "a@b@c",
        "a b@learning.example",
        "a@b\r\nRCPT TO:<x@y>",
        "<a@b>",
        "zoë@b.example",
    ],
)
def test_an_address_that_no_server_takes_is_refused_here(address: str) -> None:
    with pytest.raises(NeverAgain):
        wire_address(address)


def test_a_host_name_in_other_letters_is_sent_in_its_plain_form() -> None:
    assert wire_address("info@bücher.example") == "info@xn--bcher-kva.example"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=3000)
)
def test_any_text_arrives_as_it_was_written(text: str) -> None:
    body = "\n".join(SPACES.sub(" ", line).rstrip(" ") for line in text.split("\n"))
    data = write(letter(body=body))
    assert all(len(line) <= 78 or b" " not in line.strip() for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    data.decode("ascii")
    seen = message_from_bytes(data, policy=policy.default)
    assert unflowed(seen.get_content()) == body.rstrip("\n") + "\n"


def test_long_lines_are_short_on_the_way_and_whole_on_a_phone() -> None:
    address = f"https://learning.example/{'x' * 100}"
    body = f"{'All of us decide. ' * 20}\n> {'See you. ' * 20}\n{address}"
    said = "\n".join(line.rstrip() for line in body.split("\n")) + "\n"
    seen = read(letter(body=body))
    lines = seen.get_content().splitlines()
    assert [line for line in lines if len(line) > 78] == [address]
    assert not any(line.startswith((">", "From ")) for line in lines)
    assert unflowed(seen.get_content()) == said


def test_plain_english_stays_readable_on_the_wire() -> None:
    data = write(letter(body="See you on Thursday.\n.\nBring a friend.\n"))
    assert b"See you on Thursday.\r\n.\r\nBring a friend.\r\n" in data


@pytest.mark.parametrize(
    "url", ["", "maildir:", "ftp://x", "smtp://h:25?tls=maybe", "smtps://h?tls=starttls"]
)
def test_a_wrong_mail_address_is_one_sentence_that_names_the_setting(url: str) -> None:
    with pytest.raises(WrongSetting, match="DLP_MAIL_URL"):
        carrier_for(url, "post@learning.example")


def test_a_sender_that_cannot_be_is_one_sentence_that_names_the_setting() -> None:
    with pytest.raises(WrongSetting, match="DLP_BASE_URL"):
        carrier_for("smtp://127.0.0.1", "post@::1")


SESSION = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{}\r\nSUMMARY:Zoë {}\r\nEND:VCALENDAR\r\n"


def decoded(part: object) -> str:
    """What one part of a letter holds."""
    assert isinstance(part, EmailMessage)
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.decode()


def test_one_session_is_offered_by_mail_programs_and_is_a_file_too() -> None:
    session = SESSION.format("REQUEST", 1)
    seen = read(replace(letter(body="Schöne Grüße"), calendar=session))
    both, file = seen.iter_parts()
    text, offered = both.iter_parts()
    assert seen.get_content_type() == "multipart/mixed"
    assert both.get_content_type() == "multipart/alternative"
    assert decoded(text) == "Schöne Grüße\r\n"
    assert dict(offered["Content-Type"].params) == {"charset": "utf-8", "method": "REQUEST"}
    assert offered["Content-Disposition"] is None
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    assert [decoded(part) for part in (offered, file)] == [session] * 2


def test_of_several_sessions_each_is_a_file_and_none_is_the_letter() -> None:
    sessions = [SESSION.format("CANCEL", number) for number in range(3)]
    seen = read(replace(letter(), calendar="".join(sessions)))
    text, *files = seen.iter_parts()
    assert decoded(text) == "Hello.\r\n"
    assert [decoded(file) for file in files] == sessions
    assert [file.get_filename() for file in files] == [f"session-{n}.ics" for n in (1, 2, 3)]
    assert {file["Content-Type"].params["method"] for file in files} == {"CANCEL"}


def test_a_letter_with_a_session_has_the_same_bytes_each_time_and_short_lines() -> None:
    message = replace(letter(), calendar=SESSION.format("REQUEST", "x" * 500))
    data = write(message)
    assert data == write(message)
    assert data != write(replace(message, message_id="<2@learning.example>"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert not message_from_bytes(data, policy=policy.default).defects


def test_a_letter_that_can_be_stopped_says_so_to_mail_programs() -> None:
    address = "https://learning.example/letters/stop/Ijk.abc"
    seen = read(replace(letter(), stop_address=address))
    assert seen["List-Unsubscribe"] == f"<{address}>"
    assert seen["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read(letter())["List-Unsubscribe"] is None
