"""Writing a letter as the bytes of an e-mail, cheaply: plain text that any server takes."""

from __future__ import annotations

import re
from binascii import b2a_qp
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr
from textwrap import TextWrapper

from app.gateways.mail.calendars import with_calendar
from app.gateways.ports.carrier import Message, NeverAgain

# A header or text line that may go as it is: longer ones are folded or encoded.
PLAIN_HEADER = 70
PLAIN_LINE = 900
# How wide a letter is where lines are shown as they are sent.
SHOWN_LINE = 72
_wrapper = TextWrapper(SHOWN_LINE, break_long_words=False, break_on_hyphens=False)
BAD_ADDRESS = "This e-mail address cannot be written to. Please check it with the person."

_space = re.compile(r"[\x00-\x20\x7f\u2028\u2029]+")
_address = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+")
_breaks = re.compile(r"\r\n|\r|\n")
_controls = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Writer:
    """Writes letters from one sender."""

    def __init__(self, sender: str, *, reply_to: str = "") -> None:
        name, address = parseaddr(sender)
        self.address = wire_address(address)
        head = f"From: {_mailbox(name, self.address)}\r\n"
        if reply_to:
            reply_name, reply_address = parseaddr(reply_to)
            head += f"Reply-To: {_mailbox(reply_name, wire_address(reply_address))}\r\n"
        self._head = head + "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"

    def write(self, message: Message, *, to: str) -> bytes:
        """The whole letter with CRLF line ends; `to` comes from `wire_address`.

        The same letter has the same bytes each time.
        """
        stop = _stop(message.stop_address) if message.stop_address else ""
        head = (
            f"{self._head}To: {_mailbox(message.to_name, to)}\r\n"
            f"Subject: {_phrase('Subject', message.subject)}\r\n"
            f"Date: {format_datetime(message.written_at)}\r\n"
            f"Message-ID: {message.message_id}\r\n"
            f"Content-Language: {message.language}\r\n{stop}"
        )
        body = text_part(message.body)
        if message.calendar:
            body = with_calendar(body, message.calendar, message.message_id)
        return head.encode("ascii") + body


def text_part(body: str) -> bytes:
    """Plain text with its own headers, as a letter or as a part of one."""
    encoding, text = _text(body)
    charset = "us-ascii" if encoding == "7bit" else "utf-8"
    head = (
        f'Content-Type: text/plain; charset="{charset}"; format=flowed\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode("ascii") + text


def wire_address(address: str) -> str:
    """An address as a mail server takes it: ASCII, the host name in its international form.

    Raises: NeverAgain when there is no such form.
    """
    if not _address.fullmatch(address):
        raise NeverAgain(BAD_ADDRESS)
    if address.isascii():
        return address
    mailbox, _, host = address.rpartition("@")
    try:
        mailbox.encode("ascii")
        return f"{mailbox}@{host.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise NeverAgain(BAD_ADDRESS) from None


def _mailbox(name: str, address: str) -> str:
    """`Name <address>` on one line; line breaks in a name cannot add a header."""
    calm = _space.sub(" ", name).strip()
    if len(calm) > PLAIN_HEADER or not calm.isascii() or "=?" in calm:
        return f"{_encoded('To', calm)} <{address}>"
    return formataddr((calm, address))


def _stop(address: str) -> str:
    """The headers by which a mail program stops letters with one click (RFC 8058)."""
    return f"List-Unsubscribe: <{address}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"


def _phrase(header: str, text: str) -> str:
    calm = _space.sub(" ", text).strip()
    if len(calm) <= PLAIN_HEADER and calm.isascii() and "=?" not in calm:
        return calm
    return _encoded(header, calm)


def _encoded(header: str, text: str) -> str:
    """Words in RFC 2047 form, folded."""
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _text(body: str) -> tuple[str, bytes]:
    """The transfer encoding and the text; ASCII goes as it is, the rest as quoted-printable."""
    calm = _controls.sub("", _breaks.sub("\n", body)).rstrip("\n")
    flowed = "\n".join(map(_flowed, calm.split("\n"))) + "\n"
    if flowed.isascii() and max(map(len, flowed.split("\n"))) <= PLAIN_LINE:
        return "7bit", flowed.replace("\n", "\r\n").encode("ascii")
    quoted = b2a_qp(flowed.encode("utf-8"), istext=True)
    return "quoted-printable", quoted.replace(b"\n", b"\r\n")


def _flowed(paragraph: str) -> str:
    """A paragraph in short lines that a phone puts together again (RFC 3676).

    A line that goes on ends with a space. An address in a text is never broken.
    """
    line = paragraph.rstrip(" ")
    short = len(line) <= SHOWN_LINE
    lines = [line] if short else _wrapper.wrap(line)
    # Such beginnings have a meaning of their own in a mail, so a space goes before them.
    return " \n".join(f" {one}" if one.startswith((" ", ">", "From ")) else one for one in lines)
