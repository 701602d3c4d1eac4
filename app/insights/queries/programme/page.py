"""The programme as a lead sees it, for one choice of year and people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.cohorts.queries.places import all_places
from app.cohorts.rules import STANDINGS
from app.insights.queries.programme.people import people_cells
from app.insights.queries.programme.practised import practised
from app.insights.queries.programme.whole import WholeYear, together, whole_years
from app.insights.rules.programme import telling
from app.insights.rules.programme.choosing import NO_PLACE, PLACE, STANDING, Choice
from app.insights.rules.programme.counting import Counts
from app.insights.rules.programme.moving import Moved
from app.kit.paging import PAGE_SIZE, Page, nearest_page

NOT_SAID = "Place not said"


@dataclass(frozen=True)
class Programme:
    """All that is told of a choice; nothing here is a small number of people."""

    choice: Choice
    years: Sequence[int]
    places: Mapping[str, str]
    whole: WholeYear
    sentences: Sequence[str]
    ladder: telling.Chart
    modules: telling.Chart
    by_year: telling.Table
    by_standing: telling.Table | None
    by_place: telling.Table | None
    place_page: Page[str]
    pledges: telling.Table
    plumblines: telling.Table
    moved: Sequence[tuple[str, str, Moved]]
    of_cohorts: telling.Table

    @property
    def is_empty(self) -> bool:
        """Whether there is no cohort yet."""
        return not self.years

    @property
    def chosen_name(self) -> str:
        """Of whom the figures are, in words."""
        places = {PLACE: self.places, STANDING: STANDINGS}.get(self.choice.kind, {})
        return places.get(self.choice.key, "")

    @property
    def tables(self) -> list[telling.Table]:
        """The tables in their order on the page."""
        found = [
            *(self.ladder.table, self.by_year, self.modules.table),
            *(self.by_standing, self.by_place),
            *(self.pledges, self.plumblines, self.of_cohorts),
        ]
        return [table for table in found if table and table.rows]


def programme_of(db: Session, choice: Choice, page: int, *, now: datetime) -> Programme:
    """The figures of a choice. Six statements, however many cohorts and people there are.

    Three more when people were asked in different editions of the framework.
    """
    done = practised(db, choice.year)
    years = whole_years(db, now=now)
    places = {str(place.id): place.name for place in all_places(db)} | {NO_PLACE: NOT_SAID}
    counts = Counts(people_cells(db, now=now))
    whole = together([one for year, one in years.items() if choice.year in (None, year)])
    place_page = _page(list(places), page)
    on_page = {key: places[key] for key in place_page.rows}
    return Programme(
        choice=choice,
        years=sorted(years, reverse=True),
        places=places,
        whole=whole,
        sentences=list(telling.sentences(counts, choice, whole.sessions)),
        ladder=telling.ladder(counts, choice),
        modules=telling.modules(counts, choice, whole.modules),
        by_year=telling.by_year(counts, choice, _beside(choice, sorted(years))),
        by_standing=None if choice.kind else telling.reach(counts, choice, STANDING, STANDINGS),
        by_place=None if choice.kind else telling.reach(counts, choice, PLACE, on_page),
        place_page=place_page,
        pledges=telling.pledges(done.pledged, done.kept, done.share),
        plumblines=telling.plumblines(done.moved),
        moved=done.moved,
        of_cohorts=telling.of_cohorts(whole.cohorts, whole.sessions, whole.outputs),
    )


def _beside(choice: Choice, years: Sequence[int]) -> Sequence[int]:
    """The year that is looked at and the one before; without one, the newest two."""
    if choice.year is None:
        return years[-2:]
    return (choice.year - 1, choice.year)


def _page(keys: Sequence[str], wanted: int) -> Page[str]:
    number = nearest_page(wanted, len(keys))
    first = (number - 1) * PAGE_SIZE
    return Page(keys[first : first + PAGE_SIZE], number, len(keys))
