"""Somebody who looks at the programme before and after a few came finds none of them."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.insights.rules.programme.choosing import PLACE, Choice
from app.insights.rules.programme.counting import JOINED, Cell, Counts
from app.kit.small_numbers import FEWEST
from tests.conftest import As
from tests.differencing import (
    Figures,
    moves_by_eights,
    no_small_number_is_told,
)
from tests.insights.programme.conftest import YEAR, Programme
from tests.insights.programme.reading import in_file

# Numbers with their shares beside them, and numbers that are not of people.
NOT_ONE_NUMBER = ("Year beside year", "How plumblines moved", "What communities made")
JOINING = ("Were invited", "Joined")


def seen(client: FlaskClient, query: str = "") -> Figures:
    """Each number of people in the file."""
    address = f"/admin/programme.csv{query}"
    assert client.get(address).status_code == 200
    return {
        f"{title}: {head}: {place}": cell
        for title, rows in in_file(client, query).items()
        for head, cells in rows.items()
        if head and not head.startswith(("Place", "Standing"))
        for place, cell in enumerate(cells)
        if title not in NOT_ONE_NUMBER
    }


def test_each_figure_moves_by_eight_people(
    db: Session, programme: Programme, as_person: As
) -> None:
    client = as_person(programme.lead)
    queries = ["", f"?year={YEAR}", f"?who=place.{programme.hill.id}", "?who=standing.pcn_staff"]
    looks: dict[str, list[Figures]] = {query: [] for query in queries}
    for _ in range(26):
        for query in queries:
            looks[query].append(seen(client, query))
        programme.finish(db, programme.join(db, 1))
        db.commit()
    for query in queries:
        told = looks[query]
        for one in told:
            no_small_number_is_told(one)
        ladder = [
            {what: one[what] for what in one if any(word in what for word in JOINING)}
            for one in told
        ]
        moving = [
            {what: cell for what, cell in one.items() if what.endswith(": 0")} for one in ladder
        ]
        moves_by_eights(moving)


def test_years_and_places_beside_their_wholes_leave_no_small_rest() -> None:
    for last in range(24):
        where = {(YEAR - 1, "hill"): 23, (YEAR, "hill"): 7, (YEAR, "dale"): last}
        cells = [
            Cell(year, place, "pcn_staff", {JOINED: people})
            for (year, place), people in where.items()
        ]
        counts = Counts(cells)
        told = {(year, place): _counted(counts, year, place) for year, place in where}
        wholes = [
            (_counted(counts), list(told)),
            (_counted(counts, YEAR), [one for one in told if one[0] == YEAR]),
            (_counted(counts, None, "hill"), [one for one in told if one[1] == "hill"]),
        ]
        # The most that the others can be, taken from the whole, leaves one person at most.
        for whole, parts in wholes:
            for part in parts:
                others = sum(told[one] + FEWEST - 1 for one in parts if one != part)
                assert whole - others <= max(1, told[part]), last


def _counted(counts: Counts, year: int | None = None, place: str = "") -> int:
    return counts.told(Choice(year, PLACE if place else "", place), JOINED).counted
