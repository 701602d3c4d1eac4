"""What a browser without scripts does with our forms."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

FIELD = re.compile(r"<input[^>]*>")


def hidden_fields(html: str) -> dict[str, str]:
    """The hidden fields of the first form that has the page's own content, by name."""
    fields: dict[str, str] = {}
    main = html.split('id="maincontent"', 1)[-1]
    for tag in FIELD.findall(main):
        if 'type="hidden"' in tag and (name := _attribute(tag, "name")):
            fields.setdefault(name, _attribute(tag, "value") or "")
    return fields


def csrf_token(client: FlaskClient, address: str = "/sign-in") -> str:
    """A token as the page at `address` gives it."""
    page = client.get(address, follow_redirects=True).get_data(as_text=True)
    for tag in FIELD.findall(page):
        if _attribute(tag, "name") == "csrf_token":
            return _attribute(tag, "value") or ""
    message = f"{address} has no form token"
    raise AssertionError(message)


def post(
    client: FlaskClient, address: str, fields: dict[str, object] | None = None, *, page: str = ""
) -> TestResponse:
    """Fill in and send a form; `page` is the page it stands on, for its token."""
    token = csrf_token(client, page or "/account/")
    return client.post(address, data={"csrf_token": token, **(fields or {})})


def _attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else None
