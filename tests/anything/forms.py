"""The forms of all pages, as a browser finds them: where each is sent, and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, Rule
from werkzeug.routing.map import MapAdapter

from tests.access.matrix import LINES, lines_of, read_line

# Who opens pages and sends forms, in the order in which they are asked whether they may.
ASKED = (
    "author",
    "facilitator",
    "programme lead",
    "mentoring coordinator",
    "safeguarding lead",
    "mentor",
    "safeguarding deputy",
    "participant",
    "signed out",
)
# A page is opened as so many of them: somebody who runs a cohort finds other forms there.
LOOKS = 2
TOKEN = "csrf_token"
# What somebody might well type into a field of this type.
TYPED = {
    "text": ("Bring a chair", "2"),
    "date": ("2027-02-03", "2027-01-20"),
    "time": ("10:30",),
    "number": ("2", "40"),
    "email": ("new@learning.example",),
    "tel": ("07700 900123",),
    "url": ("https://learning.example/",),
    "password": ("kettle garden robin",),
}


def who_may(method: str) -> dict[str, list[str]]:
    """By address, those of `ASKED` who may open it or send to it."""
    lines = [read_line(text) for file in LINES.glob("*.txt") for text in lines_of(file.stem)]
    return {
        line.rule: [who for who in ASKED if who in line.roles]
        for line in lines
        if line.method == method
    }


@dataclass
class Found:
    """What a form may hold: by the name of a field, the values that a page offered."""

    fields: dict[str, set[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def take_in(self, other: Found) -> None:
        """Add what another form to the same address may hold."""
        self.files |= other.files
        for name, offered in other.fields.items():
            self.fields.setdefault(name, set()).update(offered)


@dataclass
class Form:
    """A form on a page."""

    method: str
    action: str
    found: Found = field(default_factory=Found)


class Reader(HTMLParser):
    """Reads the forms of one page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._chosen: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of the last one."""
        of = dict(attrs)
        if tag == "form":
            self.forms.append(Form((of.get("method") or "get").upper(), of.get("action") or ""))
        elif tag == "option" and self._chosen and self.forms:
            self._offer(self._chosen, of.get("value") or "")
        elif tag in {"input", "select", "textarea", "button"} and self.forms:
            name = of.get("name")
            self._chosen = name if tag == "select" else None
            if not name or name == TOKEN:
                return
            if of.get("type") == "file":
                self.forms[-1].found.files.add(name)
            else:
                self._offer(name, *_offered(tag, of))

    def _offer(self, name: str, *values: str) -> None:
        self.forms[-1].found.fields.setdefault(name, set()).update(values)


def _offered(tag: str, of: Mapping[str, str | None]) -> list[str]:
    """What stands in a field, and what somebody might well type there."""
    if tag == "select":
        return []
    kind = "text" if tag == "textarea" else of.get("type") or "text"
    return [of.get("value") or "", *TYPED.get(kind, ())]


@dataclass
class Collected:
    """What forms may hold, by the rule that they are sent to."""

    posted: dict[str, Found] = field(default_factory=dict)
    asked: dict[str, Found] = field(default_factory=dict)

    def read(self, routes: MapAdapter, address: str, client: FlaskClient) -> None:
        """Open a page and take in each of its forms."""
        answer = client.get(address)
        if answer.status_code != HTTPStatus.OK or answer.mimetype != "text/html":
            return
        for form in Reader(answer.text).forms:
            where = form.action.partition("?")[0] or address
            if rule := _rule_at(routes, where, form.method):
                known = self.posted if form.method == "POST" else self.asked
                known.setdefault(rule.rule, Found()).take_in(form.found)


def _rule_at(routes: MapAdapter, path: str, method: str) -> Rule | None:
    try:
        found, _ = routes.match(path, method, return_rule=True)
    except (HTTPException, RequestRedirect):
        return None
    return found
