"""The carriers of text messages and their inboxes, chosen by the address of the provider."""

from __future__ import annotations

from app.gateways.notify.chosen import notify_carrier, notify_inbox
from app.gateways.ports.carrier import Carrier
from app.gateways.ports.inbox import Inbox
from app.gateways.texts.folder import FolderCarrier
from app.gateways.texts.inbox import FolderInbox
from app.kit.errors import WrongSetting


def text_carrier_for(text_url: str) -> Carrier | None:
    """The carrier that `DLP_TEXT_URL` names; None when nobody carries texts.

    Raises: WrongSetting with one sentence.
    """
    if not text_url:
        return None
    scheme, _, rest = text_url.partition(":")
    if scheme == "folder" and rest:
        return FolderCarrier(rest)
    if scheme == "notify":
        return notify_carrier(text_url, "DLP_TEXT_URL", "text")
    message = "DLP_TEXT_URL: it must start with folder: or notify:."
    raise WrongSetting(message)


def text_inbox_for(text_url: str) -> Inbox | None:
    """Where texts come in for the provider that `DLP_TEXT_URL` names; None where none can.

    Raises: WrongSetting with one sentence.
    """
    scheme, _, rest = text_url.partition(":")
    if scheme == "folder" and rest:
        return FolderInbox(rest)
    if scheme == "notify":
        return notify_inbox(text_url, "DLP_TEXT_URL")
    return None
