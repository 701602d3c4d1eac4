"""Reading the pages of a matching, and pressing their buttons without scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask.testing import FlaskClient

from app.mentoring.models import MatchingRun
from tests.make.runs import Matchmaking

HERE = "/mentoring/coordination/runs/"


def words(client: FlaskClient, address: str) -> str:
    """All words of a page, without its marks."""
    answer = client.get(address)
    assert answer.status_code == 200
    return plain(answer.text)


def plain(text: str) -> str:
    """The words of a page as one reads them, in one line."""
    body = text.split("<body", 1)[1].split(">", 1)[1]
    return re.sub(r" ([.,])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", body).split()))


def fields(client: FlaskClient, address: str, button: str) -> Mapping[str, list[str]]:
    """The hidden fields of the form with this button."""
    (form,) = [
        form
        for form in re.findall(r"<form.*?</form>", client.get(address).text, re.DOTALL)
        if button in form
    ]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    return found


def press(client: FlaskClient, address: str, button: str, to: str) -> str:
    """Press a button as a browser without scripts does, and read the page that comes."""
    answer = client.post(to, data=fields(client, address, button), follow_redirects=True)
    return plain(answer.text)


def page_of(run: MatchingRun) -> str:
    """Where a matching is read."""
    return f"{HERE}{run.id}"


def set_aside(making: Matchmaking, client: FlaskClient, run: MatchingRun) -> None:
    """Put a proposal away by its button, and let time pass for the next one."""
    press(client, page_of(run), "Set it aside", f"{page_of(run)}/withdrawals")
    making.later()
