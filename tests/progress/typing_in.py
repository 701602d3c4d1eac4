"""Addresses, forms and looks at the database, for tests of typing in what came on paper."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.times import start_of
from app.people.models import Person
from app.progress.queries.paper import PaperPlace, paper_place
from app.progress.rules import PAPER
from tests.make.progress import QUESTIONS, TODAY, Way
from tests.progress.reading import row_of

MIDNIGHT = start_of(TODAY, "Europe/London")
BOTH = {"answer-first": "fix", "answer-second": "all"}
FEEDBACK = {option["key"]: option["feedback"] for one in QUESTIONS for option in one["options"]}


def paper(way: Way, end: str = "", person: Person | None = None) -> str:
    """The address of a page for typing in for a person."""
    return f"/cohorts/{way.cohort.slug}/people/{(person or way.person).id}/paper{end}"


def form(**more: object) -> dict[str, object]:
    """What every form on those pages sends, with a key of its own."""
    return {"on": TODAY.isoformat(), "how": PAPER, "request_key": str(new_id()), **more}


def place_of(db: Session, way: Way, typist: Person, key: str) -> PaperPlace:
    """A step of the first module, for the person whose way it is."""
    found = paper_place(
        db,
        typist,
        slug=way.cohort.slug,
        person_id=way.person.id,
        module_key="module-1",
        step_key=key,
    )
    assert found is not None
    return found


def entries(db: Session, way: Way, key: str) -> list[dict[str, str]]:
    """All that was typed in for a step of the first module."""
    row = row_of(db, way, key)
    assert row is not None
    found: list[dict[str, str]] = (row.evidence or {}).get("entries", [])
    return found
