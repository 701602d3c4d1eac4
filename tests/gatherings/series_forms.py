"""What tests of the pages of a series share: what is sent, where to, and what a list holds."""

from __future__ import annotations

import re
from html import unescape

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.gatherings.models import Gathering
from tests.browser_like import hidden_fields

RHYTHM: dict[str, object] = {
    "weeks": "2",
    "weekday": "1",
    "clock": "10:00",
    "minutes": "90",
    "how": "blended",
    "place": "Community hall",
    "link": "https://meet.example/a",
    "access": ["hearing_loop", "step_free"],
    "more_access": "Parking at the door",
    "seats": "12",
    "dial": "0161 496 0999",
}
SERIES = {**RHYTHM, "first": "2027-02-01"}
NEW = "/cohorts/riverside/series/new"
PREVIEWS = "/cohorts/riverside/series/previews"
HERE = "/cohorts/riverside/series"
FIELD = re.compile(r'name="((?:day|clock|title)-\d+)"[^>]*value="([^"]*)"')


def sent_by(page: str) -> dict[str, object]:
    """All that the list of sessions on a page would send."""
    fields: dict[str, object] = dict(hidden_fields(page))
    fields |= {name: unescape(value) for name, value in FIELD.findall(page)}
    fields["access"] = re.findall(r'name="access" value="(\w+)"', page)
    fields["more_access"] = re.findall(r'name="more_access" hidden>\n([^<]*)<', page)
    del fields["csrf_token"]
    return fields


def count(db: Session, table: type = Gathering) -> int:
    """How many rows there are, as others see them."""
    db.rollback()
    return db.scalar(select(func.count()).select_from(table)) or 0
