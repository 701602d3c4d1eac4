"""Asking one host, and no other, in a few seconds and for a few kilobytes."""

from __future__ import annotations

import json
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import requests

from app.gateways.ports.provider import ProviderAway, ProviderRefuses

CONNECT, READ, ALL = 3.0, 5.0, 10.0
MOST_BYTES = 256 * 1024
GOOD = 200
FAULT = 500


class OneHost:
    """Speaks to the host of one address, over the same scheme and port."""

    def __init__(self, address: str) -> None:
        self._origin = _origin(address)

    def get(self, url: str) -> dict[str, Any]:
        """The JSON object at an address.

        Raises: ProviderAway, ProviderRefuses.
        """
        return self._ask("GET", url)

    def post(self, url: str, fields: dict[str, str], auth: tuple[str, str]) -> dict[str, Any]:
        """What a form is answered with.

        Raises: ProviderAway, ProviderRefuses.
        """
        return self._ask("POST", url, data=fields, auth=auth)

    def check(self, url: object) -> str:
        """The same address, if it is of this host.

        Raises: ProviderRefuses.
        """
        if not isinstance(url, str) or _origin(url) != self._origin:
            raise ProviderRefuses("an address of another host")
        return url

    def _ask(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        ends = monotonic() + ALL
        self.check(url)
        try:
            with requests.request(
                *(method, url),
                headers={"Accept": "application/json"},
                timeout=(CONNECT, READ),
                allow_redirects=False,
                stream=True,
                **more,
            ) as answer:
                if answer.status_code >= FAULT:
                    raise ProviderAway
                if answer.status_code != GOOD:
                    raise ProviderRefuses(f"status {answer.status_code}")
                found = json.loads(_read(answer, ends))
        except requests.RequestException:
            raise ProviderAway from None
        except (ValueError, RecursionError):
            raise ProviderRefuses("no JSON") from None
        if not isinstance(found, dict):
            raise ProviderRefuses("no object")
        return found


def _read(answer: requests.Response, ends: float) -> bytes:
    body = b""
    for piece in answer.iter_content(8192):
        body += piece
        if len(body) > MOST_BYTES:
            raise ProviderRefuses("too much")
        if monotonic() > ends:
            raise ProviderAway
    return body


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ProviderRefuses("no address") from None
    return parts.scheme, parts.hostname or "", port
