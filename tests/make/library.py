"""Makes the library of a small course, and the editions of the framework, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.syllabus.models import Card, FrameworkChange, FrameworkEdition, FrameworkItem

_numbers = count(1)

MANIFESTO = {"key": "manifesto-2017", "words": "A Manifesto. An alliance, 2017."}
CITED = '<a href="#source-manifesto-2017">(Manifesto 2017)</a>'
# By kind: key, title and data of each card.
CARDS: Mapping[str, Sequence[tuple[str, str, dict[str, Any]]]] = {
    "glossary": [
        (
            "asset",
            "Asset",
            {"meaning": f"<p>Anything good {CITED}.</p>", "also": ["strength"], "item": None},
        ),
        ("connections", "Connections", {"meaning": "<p>Links.</p>", "also": [], "item": "contact"}),
        ("power", "Power", {"meaning": "<p>A say.</p>", "also": [], "item": "power"}),
    ],
    "cases": [
        (
            "allotment",
            "The allotment",
            {
                "place": "Riverside",
                "module": "module-1",
                "story": '<p>They dug. See <a href="../module-1/welcome">the welcome</a>.</p>',
                "figures": [
                    {
                        "value": "7 of 10",
                        "about": "People who came back",
                        "n": "10 people",
                        "date": "Spring 2020",
                        "caution": "A small group.",
                        "source": "manifesto-2017",
                        "source_short": "Manifesto 2017",
                    }
                ],
                "shows": ["power", "contact"],
                "ask": ["What would you dig?"],
            },
        ),
    ],
    "pledges": [
        ("*", "Pledges for all", {"html": "<p>Take one.</p>", "roles": {"nurse": "Nurse"}}),
        (
            "listen",
            "I will listen first.",
            {
                "role": "nurse",
                "kind": "adapt",
                "first_step": "Sit down.",
                "source_short": "Manifesto 2017",
            },
        ),
    ],
    "checklist": [
        ("*", "Before the start", {"html": "<p>You need little.</p>"}),
        ("room", "Visit the room.", {"how": "<p>Go in on wheels.</p>", "who": "facilitator"}),
        ("time", "Find a time.", {"how": "<p>Twenty minutes.</p>", "who": "everyone"}),
    ],
    "policy": [
        (
            "contract",
            "What the contract asks",
            {
                "as_of": "2023-04",
                "review_by": "2027-01",
                "text": "<p>A lot.</p>",
                "source_short": "NHS at 75",
            },
        ),
    ],
    "guide": [
        (
            "module-1",
            "The jar",
            {
                "minutes": 30,
                "prepare": ["A jar."],
                "running_order": [
                    {"minutes": 10, "what": "Names", "how": "<p>Say yours.</p>"},
                    {"minutes": 20, "what": "Slips", "how": "<p>Write one.</p>"},
                ],
                "html": '<h2 id="room">The room</h2><p><a href="../module-1/story">Read.</a></p>',
                "sources": "",
            },
        ),
    ],
}
# By year: the items as key, part and label, and what became of items since the year before.
FRAMEWORKS: Sequence[tuple[str, Sequence[tuple[str, str, str]], Sequence[tuple[str, str, str]]]] = [
    ("2017", [("contact", "cs", "Contact"), ("ties", "relationships", "Ties")], []),
    (
        "2020",
        [("contact", "cs", "Contact")],
        [("contact", "same", ""), ("ties", "removed", "The report has no list.")],
    ),
    (
        "2023",
        [
            ("contact", "cs", "Connections"),
            ("power", "features", "Power-sharing"),
            ("ties", "relationships", "Ties"),
        ],
        [
            ("contact", "renamed", "Do not compare the two."),
            ("power", "added", ""),
            ("ties", "added", ""),
        ],
    ),
]


def make_card(
    db: Session, cohort: Cohort, shelf: str, key: str, title: str, data: Mapping[str, Any]
) -> Card:
    """A card in the library of a cohort's edition, not flushed."""
    card = Card(edition_id=cohort.edition_id, kind=shelf, key=key, position=next(_numbers))
    card.title, card.data = title, {"documents": [MANIFESTO], **data}
    db.add(card)
    return card


def make_library(db: Session, cohort: Cohort) -> None:
    """A card or two on each shelf of a cohort's library, and a guide; committed."""
    for kind, cards in CARDS.items():
        for key, title, data in cards:
            make_card(db, cohort, kind, key, title, data)
    db.commit()


def make_frameworks(db: Session) -> dict[str, FrameworkEdition]:
    """Three editions of a small framework, by year; committed."""
    made = {}
    for place, (year, items, changes) in enumerate(FRAMEWORKS):
        edition = FrameworkEdition(key=year, title=f"Framework of {year}", position=place)
        edition.source, edition.source_short = f"paper-{year}", f"Paper of {year}"
        edition.dated, edition.note = f"May {year}", ""
        db.add(edition)
        db.flush()
        for position, (key, part, label) in enumerate(items):
            item = FrameworkItem(framework_id=edition.id, key=key, part=part, position=position)
            item.label, item.text = label, f"How {year} tells of {label}."
            db.add(item)
        for key, kind, note in changes:
            db.add(FrameworkChange(framework_id=edition.id, item_key=key, kind=kind, note=note))
        made[year] = edition
    db.commit()
    return made
