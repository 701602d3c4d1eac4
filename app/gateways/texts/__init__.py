"""The carriers of text messages, chosen by the address of the provider."""

from __future__ import annotations

from app.gateways.notify.chosen import notify_carrier
from app.gateways.ports.carrier import Carrier
from app.gateways.texts.folder import FolderCarrier
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
