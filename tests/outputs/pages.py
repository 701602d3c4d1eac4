"""Reads pages as a person without scripts does: forms, hidden fields, buttons."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class _Forms(HTMLParser):
    """Collects the forms of a page with what they would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field that it sends as it stands."""
        given = dict(attrs)
        if tag == "form":
            self.forms.append((given.get("action") or "", {}))
        elif tag == "input" and self.forms and given.get("name"):
            sends = given.get("type") == "hidden" or "checked" in given
            if sends:
                fields = self.forms[-1][1]
                fields.setdefault(given["name"] or "", []).append(given.get("value") or "")


def form_on(page: TestResponse, action: str) -> dict[str, list[str]]:
    """What the form with this address (or its beginning) would send untouched."""
    reader = _Forms()
    reader.feed(page.get_data(as_text=True))
    return next(fields for where, fields in reader.forms if where.startswith(action))


def send(client: FlaskClient, page: TestResponse, action: str, **filled: object) -> TestResponse:
    """Send a form of a page, with some fields filled in, and follow where it leads."""
    return client.post(action, data={**form_on(page, action), **filled}, follow_redirects=True)


def beside(page: TestResponse, sentence: str) -> int:
    """How many fields of a page have this sentence beside them."""
    found = re.findall(r"Error:</span>\s*(.*?)\s*</(?:span|p)>", page.text)
    return [unescape(one) for one in found].count(sentence)


def post(client: FlaskClient, place: str, **filled: object) -> TestResponse:
    """Send these fields alone to an address, with the token that each page of theirs brings."""
    token = form_on(client.get("/account/"), "/sign-out")["csrf_token"]
    return client.post(place, data={"csrf_token": token, **filled})
