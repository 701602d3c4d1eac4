"""Searching one's own log as a person does."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.browser_like import post
from tests.progress.reading import words_of

FEATURE = "power"


def looked_for(client: FlaskClient, **form: object) -> str:
    """Search as a person does; gives the address of what was found."""
    answer = post(client, "/reflections/searches", form)
    assert answer.status_code == 302
    return answer.headers["Location"]


def results(client: FlaskClient, **form: object) -> str:
    """The words of the page that a search leads to, without the form."""
    return words_of(client, looked_for(client, **form)).split("Look again", 1)[0]
