"""Reads mail that came back: delivery reports of mail servers (RFC 3464)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import cast

NOBODY = "It came back: this address does not take e-mail. Please check it with the person."
FULL = "It came back: the mailbox is full. Please tell the person another way."
UNWANTED = "It came back: their mail server does not take it. Please tell them another way."
# Status codes by what they mean (RFC 3463): the second number is the subject.
FULL_CODE = "5.2.2"
ADDRESS_CODES = "5.1."


def returned_letters(data: bytes) -> dict[str, str]:
    """Which letters came back in this mail, by Message-ID, each with why in words.

    Empty when it is anything else, such as an answer from a person, a note that somebody is away,
    or a report that a letter is only late.
    """
    mail = message_from_bytes(data, policy=policy.default)
    if mail.get_content_type() != "multipart/report":
        return {}
    parts = list(mail.walk())
    statuses = [status for part in parts for status in _failures(part)]
    name = next((found for part in parts if (found := _original(part))), None)
    return {name: _reason(statuses[0])} if name and statuses else {}


def _failures(part: Message) -> Iterator[str]:
    """The status codes of those who were not reached for good."""
    if part.get_content_type() != "message/delivery-status":
        return
    for block in part.get_payload():
        if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
            yield str(block.get("Status", "")).strip()


def _original(part: Message) -> str | None:
    """The Message-ID of the letter that came back, from its headers."""
    kind = part.get_content_type()
    inner = part.get_payload()
    if kind == "message/rfc822" and isinstance(inner, list) and inner:
        found = cast("Message", inner[0]).get("Message-ID")
    elif kind == "text/rfc822-headers":
        raw = part.get_payload(decode=True)
        found = message_from_bytes(cast("bytes", raw), policy=policy.default).get("Message-ID")
    else:
        return None
    return str(found).strip() if found else None


def _reason(status: str) -> str:
    if status.startswith(FULL_CODE):
        return FULL
    return NOBODY if status.startswith(ADDRESS_CODES) or not status else UNWANTED
