"""Every address of mentoring is in one of the matrices of who may open it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from flask import Flask

from tests.mentoring.check_ins import test_who_may as check_ins
from tests.mentoring.endings import test_matrix as endings
from tests.mentoring.meetings import test_who_may as meetings
from tests.mentoring.pairings import test_matrix as pairings
from tests.mentoring.profile import test_who_may as profile
from tests.mentoring.recognition import test_finance as recognition
from tests.mentoring.runs import test_who_may as runs
from tests.mentoring.worries import test_matrix as worries

# What is open to everybody who is signed in, and shows each their own alone.
OWN = {("GET", "/mentoring/"), ("GET", "/mentoring/hours")}
# What whoever helps somebody opens for them, in the matrix of helpers.
HELPED = {("GET", "/help/<uuid:helping_id>/pairs")}


def _plain(routes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Addresses with a star for whatever stands for an id or a number."""
    return [(method, re.sub(r"<[^>]+>|\{[^}]+\}", "*", rule)) for method, rule in routes]


def test_every_address_is_in_one_matrix_and_in_no_other(app: Flask) -> None:
    there = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("mentoring.")
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    by_words = [one.split() for one in (*recognition.ROUTES, *worries.ROUTES)]
    known = [
        *(*OWN, *HELPED, *check_ins.ROUTES, *endings.MAY, *meetings.MAY, *pairings.MAY),
        *(*profile.ADDRESSES, *runs.ROUTES, *((method, rule) for method, rule in by_words)),
    ]
    assert Counter(_plain(known)) == Counter(_plain(there))
