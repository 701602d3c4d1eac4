"""The programme in sentences, tables and charts; every number of people is told by `Counts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.insights.rules.programme.choosing import PLACE, STANDING, Choice
from app.insights.rules.programme.counting import (
    CAME,
    CAME_OFTEN,
    FINISHED,
    HALF,
    INVITED,
    JOINED,
    NOTED,
    ONE_MODULE,
    Counts,
    module,
)
from app.insights.rules.programme.moving import Moved
from app.kit.charts import Bar, Drawing, place_bars
from app.kit.small_numbers import Shown

# Whoever takes a figure along takes with it that it is not exact.
COUNTED = "People (rounded)"
OUT_OF = "Out of (n, rounded)"
SHARE = "Share (rounded)"
ROUNDED = (
    "Numbers and shares of people are rounded, so that nobody can be found by them. Where few "
    "people are counted, the true share can be quite different."
)
"""Stands beside the figures, not only where it is told how people are counted."""


@dataclass(frozen=True)
class Measure:
    """What is counted, in words, and of whom it is a part ("": of nobody)."""

    key: str
    words: str
    of: str = ""


LADDER = (
    Measure(INVITED, "Were invited"),
    Measure(JOINED, "Joined", INVITED),
    Measure(CAME, "Came to at least one session", NOTED),
    Measure(CAME_OFTEN, "Came to half of their sessions or more", NOTED),
    Measure(ONE_MODULE, "Finished at least one module", JOINED),
    Measure(HALF, "Finished half of the modules or more", JOINED),
    Measure(FINISHED, "Finished the whole course", JOINED),
)
"""From the door to the end of the course."""


@dataclass(frozen=True)
class Table:
    """A table as it stands on the page and in the file; the first cell of a row is its head."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Chart:
    """A drawing, what it shows in words, and the same as a table."""

    drawing: Drawing
    says: str
    table: Table


def say_years(choice: Choice) -> str:
    """Which cohorts are counted, in words."""
    return f"cohorts that start in {choice.year}" if choice.year else "cohorts of all years"


def ladder(counts: Counts, choice: Choice) -> Chart:
    """How far people came."""
    bars, rows = [], []
    for one in LADDER:
        shown = counts.told(choice, one.key).shown
        bars.append(Bar(label=one.words, value=shown.plotted, shown=shown.text))
        n, share = _part(counts, choice, one)
        rows.append((one.words, shown.text, n, share))
    table = Table("How far people came", ("", COUNTED, OUT_OF, SHARE), rows)
    says = "A bar for each step on the way, from being invited to finishing the whole course."
    return Chart(place_bars(tuple(bars)), says, table)


def modules(counts: Counts, choice: Choice, last: int) -> Chart:
    """How many people finished each module."""
    told = [(number, counts.told(choice, module(number)).shown) for number in range(1, last + 1)]
    bars = [
        Bar(label=f"Module {number}", value=one.plotted, shown=one.text) for number, one in told
    ]
    n = counts.told(choice, JOINED).shown.text
    rows = [(f"Module {number}", one.text, n) for number, one in told]
    table = Table("Who finished each module", ("", COUNTED, OUT_OF), rows)
    return Chart(place_bars(tuple(bars)), "A bar for each module, in their order.", table)


def reach(counts: Counts, choice: Choice, kind: str, names: Mapping[str, str]) -> Table:
    """Who was invited, joined and finished, by place or by standing, in the order of `names`."""
    what = {PLACE: "place", STANDING: "standing"}[kind]
    rows = []
    for key, name in names.items():
        of = replace(choice, kind=kind, key=key)
        told = [counts.told(of, one).shown.text for one in (INVITED, JOINED, FINISHED)]
        rows.append((name, *told))
    heads = (
        what.capitalize(),
        "Invited (rounded)",
        "Joined (rounded)",
        "Finished the course (rounded)",
    )
    return Table(f"People by {what}", heads, rows)


def by_year(counts: Counts, choice: Choice, shown: Sequence[int]) -> Table:
    """The same in several years beside each other, oldest first."""
    rows = []
    for one in LADDER:
        cells = []
        for year in shown:
            of = replace(choice, year=year)
            share = _part(counts, of, one)[1]
            people = counts.told(of, one.key).shown.text
            cells.append(f"{people} ({share})" if share.endswith("%") else people)
        rows.append((one.words, *cells))
    return Table("Year beside year", ("", *(f"{year} (rounded)" for year in shown)), rows)


def sentences(counts: Counts, choice: Choice, sessions: int) -> Iterator[str]:
    """What somebody who pays for the programme asks first."""
    invited, joined, finished, noted = (
        counts.told(choice, one).shown.text for one in (INVITED, JOINED, FINISHED, NOTED)
    )
    yield _sentence(f"{joined} people joined, and {invited} were invited.")
    held = f"{sessions:,} {'session was' if sessions == 1 else 'sessions were'} held."
    often = counts.told(choice, CAME_OFTEN).shown.text
    yield f"{held} {_sentence(often)} people came to half of theirs or more (n = {noted})."
    share = counts.share(choice, FINISHED, JOINED).text
    part = f": {share} (rounded) of those who joined" if share.endswith("%") else ""
    yield _sentence(f"{finished} people finished the whole course{part} (n = {joined}).")


def pledges(pledged: Shown, kept: Shown, share: Shown) -> Table:
    """Who made a pledge, and said last that one is done."""
    rows = [
        ("Made a pledge", pledged.text, "", ""),
        ("Said of a pledge that it is done", kept.text, pledged.text, share.text),
    ]
    return Table("Pledges", ("", COUNTED, OUT_OF, SHARE), rows)


def plumblines(moved: Sequence[tuple[str, str, Moved]]) -> Table:
    """How the plumbline of each cohort moved: of how many things the mean is higher now."""
    rows = [
        (name, one.people, str(one.higher), str(one.same), str(one.lower)) for _, name, one in moved
    ]
    heads = ("Cohort", "People (n, rounded)", "Higher now", "The same", "Lower now")
    return Table("How plumblines moved", heads, rows)


def of_cohorts(cohorts: int, sessions: int, outputs: int) -> Table:
    """What is no number of people."""
    rows = [
        ("Cohorts", f"{cohorts:,}"),
        ("Sessions held", f"{sessions:,}"),
        ("Outputs that anybody can read", f"{outputs:,}"),
    ]
    return Table("What communities made", ("", "How many"), rows)


def as_rows(tables: Sequence[Table]) -> list[Sequence[str]]:
    """The tables under each other, with a line between them."""
    rows = list[Sequence[str]]()
    for table in tables:
        rows += [*([()] if rows else []), (table.title,), table.heads, *table.rows]
    return rows


def _part(counts: Counts, choice: Choice, one: Measure) -> tuple[str, str]:
    if not one.of:
        return "", ""
    return counts.told(choice, one.of).shown.text, counts.share(choice, one.key, one.of).text


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
