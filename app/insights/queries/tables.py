"""What a page and its files show of a grid: the same heads and the same cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.insights.queries.columns import ModuleColumns
from app.insights.queries.progress import Grid, GridRow
from app.insights.rules.marks import Mark, of_several
from app.kit.paging import Page
from app.kit.times import say_zone


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown: a column for each step, or one for all of them and one for each module."""

    modules: Sequence[ModuleColumns]
    by_step: bool
    page: Page[GridRow]
    zone: str

    @property
    def said_zone(self) -> str:
        """Whose days the cells tell, such as “UK time”."""
        return say_zone(self.zone)

    @property
    def name_head(self) -> str:
        """The head of the names in a file, which has no other place to say whose days it tells."""
        return f"Name (days are in {self.said_zone})"

    @property
    def heads(self) -> list[str]:
        """The head of each column after the names."""
        if not self.by_step:
            return ["All steps", *(_of_module(module) for module in self.modules)]
        return [
            f"{_of_module(module)}, step {step.number}: {step.title}"
            for module in self.modules
            for step in module.steps
        ]

    @property
    def as_rows(self) -> list[list[str]]:
        """All of it in words, the heads first."""
        lines = [[line.person.name, *(m.words for m in line.marks)] for line in self.page.rows]
        return [[self.name_head, *self.heads], *lines]


def table_of(grid: Grid, *, module: str, by_step: bool, zone: str) -> Table:
    """What is shown of a grid: one module or all, by step or counted."""
    shown = [one for one in grid.modules if module in ("", one.facts.key)]
    page = grid.page
    if not by_step or len(shown) < len(grid.modules):
        rows = [row._replace(marks=_marks(row.marks, shown, by_step=by_step)) for row in page.rows]
        page = replace(page, rows=rows)
    return Table(shown, by_step, page, zone)


def _marks(
    marks: Sequence[Mark], modules: Sequence[ModuleColumns], *, by_step: bool
) -> Sequence[Mark]:
    each = [marks[module.span] for module in modules]
    if by_step:
        return [mark for some in each for mark in some]
    return [of_several([mark for some in each for mark in some]), *map(of_several, each)]


def _of_module(module: ModuleColumns) -> str:
    return f"Module {module.facts.number}: {module.facts.title}"
