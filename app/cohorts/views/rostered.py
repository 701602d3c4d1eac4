"""What pages say about lists of people, and which rows a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.cohorts.queries.rosters import RosterPlan
from app.cohorts.rules.roster.fates import AGAIN, CHANGED, FATES, HERE, NEW, REFUSED, TWICE, Fate
from app.cohorts.views.words import say_people
from app.kit.paging import PAGE_SIZE, Page, nearest_page

FATE_WORDS: Mapping[str, str] = {
    NEW: "New",
    AGAIN: "Left or said no",
    CHANGED: "Changes",
    HERE: "Here already",
    TWICE: "Written twice",
    REFUSED: "To put right",
}
# What is looked at first: what needs somebody.
FIRST = (REFUSED, CHANGED, AGAIN, NEW, HERE, TWICE)
WHAT: Mapping[str, str] = {
    "standing": "Comes as",
    "place": "Place",
    "email": "E-mail address",
    "phone": "Phone number",
    "address": "Postal address",
    "channel": "How letters reach them",
}


@dataclass(frozen=True)
class Shown:
    """The group of rows that a page shows, and one page of it."""

    fate: str
    page: Page[Fate]


def group_page(plan: RosterPlan, wanted: str | None, number: int) -> Shown:
    """One page of a group; without a wish the first group that has rows and needs somebody."""
    filled = [fate for fate in FIRST if plan.count(fate)]
    fate = wanted if wanted in FATES else filled[0]
    rows = plan.groups[fate]
    number = nearest_page(number, len(rows))
    start = (number - 1) * PAGE_SIZE
    return Shown(fate, Page(rows[start : start + PAGE_SIZE], number, len(rows)))


def say_counts(counts: Mapping[str, int]) -> list[str]:
    """What came of a list, a sentence for each thing that did."""
    sentences = {
        "invited": "invited.",
        "again": "invited once more.",
        "waiting": "in line, since there is no free seat.",
        "changed": "here already, and what the list says of them is written down.",
        "here": "here already. Nothing changed for them.",
        "out": "left alone, since they left or said no before.",
    }
    told = [
        f"{say_people(counts[word])} {rest}" for word, rest in sentences.items() if counts.get(word)
    ]
    for word, rest in (("twice", "written twice and taken once."), ("refused", "not taken.")):
        if counts.get(word):
            rows = "1 row was" if counts[word] == 1 else f"{counts[word]:,} rows were"
            told.append(f"{rows} {rest}")
    return told


def say_done(counts: Mapping[str, int]) -> str:
    """What to say right after the yes."""
    written_to = any(counts.get(word) for word in ("invited", "again", "waiting"))
    return "Done. The letters are on their way." if written_to else "Done."
