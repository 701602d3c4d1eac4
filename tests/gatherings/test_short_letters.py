"""Every letter about sessions fits into two parts of a text message, whatever it is about."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.gatherings.kinds import facts_of
from app.gatherings.letters import Text, cancelled_text, reminder_text
from app.gatherings.letters.changed import (
    News,
    moved_text,
    series_cancelled_text,
    series_moved_text,
)
from app.gatherings.letters.planned import planned_text
from app.gatherings.letters.seat import seat_text
from app.gatherings.letters.short import LONGEST_SHORT
from app.gatherings.rules.changes import stand_of
from tests.clock import NOON
from tests.make.cohorts import make_cohort
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering

SITE = "https://a-rather-long-name-of-a-learning-platform.example"


def texts(db: Session, *, long: bool) -> dict[str, Text]:
    """The letters about a session, by kind, with words as short or as long as they may be."""
    name, title, place = ("word " * 20, "title " * 20, "place " * 50) if long else ("C", "T", "P")
    cohort = make_cohort(db, name=name.strip(), time_zone="America/Argentina/Buenos_Aires")
    gathering = make_gathering(db, cohort, title=title.strip(), how="blended", place=place.strip())
    before = stand_of(gathering)
    facts = facts_of(gathering, cohort, [], desk_at(NOON, SITE))
    gathering.starts_at += timedelta(hours=1)
    gathering.ends_at += timedelta(days=1)
    moved = News(facts_of(gathering, cohort, [], desk_at(NOON, SITE)), before, stand_of(gathering))
    gathering.starts_at, gathering.ends_at = before.starts_at, before.ends_at
    gathering.place = "another " * 30
    placed = News(facts_of(gathering, cohort, [], desk_at(NOON, SITE)), before, stand_of(gathering))
    return {
        "reminder": reminder_text(facts, NOON),
        "cancelled": cancelled_text(facts),
        "planned": planned_text(facts, NOON),
        "moved": moved_text(moved, NOON),
        "placed": moved_text(placed, NOON),
        "series_moved": series_moved_text([moved] * 40, NOON),
        "series_cancelled": series_cancelled_text([facts] * 40, NOON),
        "seat": seat_text(facts),
    }


@pytest.mark.parametrize("long", [True, False])
def test_each_fits_and_says_when_and_where_to_read_more(db: Session, *, long: bool) -> None:
    for kind, text in texts(db, long=long).items():
        assert 0 < len(text.short) <= LONGEST_SHORT, (kind, len(text.short))
        assert "\n" not in text.short, kind
        if kind != "cancelled":
            assert SITE in text.short, kind
        if kind != "placed":
            assert "30 January 2027" in text.short, kind


def test_each_reads_well_as_plain_text(db: Session) -> None:
    for kind, text in texts(db, long=False).items():
        body = text.to("Amina").body
        assert body.startswith("Hello Amina,\n\n"), kind
        assert body.endswith("The Discovery Learning Programme\n"), kind
        assert "\n\n\n" not in body, kind
        assert "None" not in body, kind
