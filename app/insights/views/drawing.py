"""Draws the progress grid; cell by cell in plain words, since a page has thousands of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from app.insights.queries.columns import ModuleColumns
from app.insights.queries.progress import GridRow
from app.insights.queries.tables import Table
from app.insights.rules.marks import DONE, MANY, TOLD, Mark


def draw_head(table: Table, module_href: str) -> Markup:
    """The heads: the modules, and below them their steps. `module_href` leads to one module."""
    name = f'<th scope="col"{_rows(table)}>Name</th>'
    if not table.by_step:
        each = "".join(_module_head(module, module_href, "col") for module in table.modules)
        return Markup(f'<tr>{name}<th scope="col">All steps</th>{each}</tr>')  # noqa: S704 - escaped above
    groups = "".join(_module_head(module, module_href, "colgroup") for module in table.modules)
    steps = "".join(
        f'<th scope="col">{module.facts.number}.{step.number} {escape(step.title)}</th>'
        for module in table.modules
        for step in module.steps
    )
    return Markup(f"<tr>{name}{groups}</tr><tr>{steps}</tr>")  # noqa: S704 - escaped above


def draw_rows(table: Table, *, with_links: bool) -> Markup:
    """A row for each person; with links, each step leads to its own page."""
    draw = _linked(table) if with_links and table.by_step else _plain()
    lines = table.page.rows
    if not lines:
        return Markup()
    # Escaped at once: no name holds the sign between them, which PostgreSQL does not keep.
    names = str(escape("\0".join(line.person.name for line in lines))).split("\0")
    rows = [
        f"<tr><th scope=row><a href=progress/{line.person.key}>{name}</a>{draw(line)}"
        for line, name in zip(lines, names, strict=True)
    ]
    return Markup("\n".join(rows))  # noqa: S704 - names and words are escaped


def _rows(table: Table) -> str:
    return ' rowspan="2"' if table.by_step else ""


def _module_head(module: ModuleColumns, href: str, scope: str) -> str:
    facts = module.facts
    span = f' colspan="{len(module.steps)}"' if scope == "colgroup" else ""
    title = f"<span>Module {facts.number}: </span>{escape(facts.title)}"
    return f'<th scope="{scope}"{span}><a href="{escape(href)}{facts.key}">{title}</a></th>'


class _Drawn(dict[Mark, str]):
    """What was drawn of each mark; many cells say the same, and share one."""

    def __init__(self, draw: Callable[[Mark], str]) -> None:
        super().__init__()
        self._draw = draw

    def __missing__(self, mark: Mark) -> str:
        drawn = self[mark] = self._draw(mark)
        return drawn


def _plain() -> Callable[[GridRow], str]:
    drawn = _Drawn(_cell)
    return lambda line: "".join(map(drawn.__getitem__, line.marks))


def _cell(mark: Mark) -> str:
    # A name stays in no memory once the page is made.
    return _drawn(mark) if mark.look == TOLD else _drawn_once(mark)


def _drawn(mark: Mark) -> str:
    return f"<td{_look(mark)}>{_said(mark)}"


_drawn_once = lru_cache(MANY)(_drawn)


def _linked(table: Table) -> Callable[[GridRow], str]:
    ends = [f"/{module.facts.key}/{step.key}>" for module in table.modules for step in module.steps]
    before = _Drawn(lambda mark: f"<td{_look(mark)}><a href=")
    after = _Drawn(lambda mark: f"{_said(mark)}</a>")

    def draw(line: GridRow) -> str:
        at, cells = f"progress/{line.person.key}", zip(line.marks, ends, strict=True)
        return "".join([f"{before[mark]}{at}{end}{after[mark]}" for mark, end in cells])

    return draw


def _look(mark: Mark) -> str:
    # Most cells are done, so that is how a cell looks that says nothing else.
    return "" if mark.look == DONE else f" class={mark.look or 'o'}"


def _said(mark: Mark) -> str:
    if not mark.more:
        return escape(mark.seen)
    seen, more = str(escape(f"{mark.seen}\0{mark.more}")).split("\0")
    return f"{seen}<i>{more}</i>"
