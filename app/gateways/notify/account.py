"""An account at GOV.UK Notify, read from a setting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from app.kit.errors import WrongSetting

HOST = "api.notifications.service.gov.uk"
# A key ends with two ids: the service's and its secret.
_key = re.compile(r".*[0-9a-f-]{36}-[0-9a-f-]{36}", re.IGNORECASE)


@dataclass(frozen=True)
class NotifyAccount:
    """Which template carries our letters (`((subject))`, `((body))`), and the key to send with."""

    key: str
    template_id: str
    base_url: str = f"https://{HOST}"


def read_notify_url(url: str, setting: str) -> NotifyAccount:
    """An account from `notify:KEY?template=ID`, or `notify://KEY@host:port?template=ID&tls=no`.

    Raises: WrongSetting with one sentence that names the setting.
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    try:
        key = unquote(parts.username or parts.path.strip("/"))
        template = str(UUID(asked.get("template", [""])[-1]))
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        key = template = port = ""
    if not (template and _key.fullmatch(key)):
        message = f"{setting}: write it as notify:KEY?template=ID, both as Notify shows them."
        raise WrongSetting(message)
    if not parts.hostname:
        return NotifyAccount(key, template)
    scheme = "http" if asked.get("tls", [""])[-1] == "no" else "https"
    return NotifyAccount(key, template, f"{scheme}://{parts.hostname}{port}")
