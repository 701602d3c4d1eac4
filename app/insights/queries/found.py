"""What people opened and did, as marks; each mark is made once, however many cells show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from app.insights.queries.cells import Done, said_by
from app.insights.rules.marks import BY_RULE, Mark, begun, done
from app.kit.times import in_zone


class Words:
    """Turns what is kept of a cohort's people into marks."""

    def __init__(self, names: Mapping[UUID, str], zone: str, now: datetime) -> None:
        self._names = names
        self._this_year = in_zone(now, zone).year
        self._own = _Marks(self._this_year)
        self._typed: dict[tuple[int, bytes], Mark] = {}

    def found(self, way: Done) -> Iterator[list[Mark | None]]:
        """A row of marks for each person; None where nothing is kept that others are told."""
        marks: list[Mark | None] = [None] * (way.people * way.width)
        for at, mark in zip(way.at, map(self._own.__getitem__, way.codes), strict=True):
            marks[at] = mark
        for code, at, typist in way.typed:
            marks[at] = self._told(code, typist)
        for number in range(way.people):
            yield marks[number * way.width : (number + 1) * way.width]

    def _told(self, code: int, typist: bytes) -> Mark:
        """A step that somebody typed in, or noted, for the person."""
        made = self._typed.get((code, typist))
        if made is None:
            said, by = said_by(code), self._names.get(UUID(bytes=typist), "")
            made = done(said.day, self._this_year, rule=BY_RULE[said.rule], typist=by)
            self._typed[code, typist] = made
        return made


class _Marks(dict[int, Mark]):
    """The marks of what people did themselves, made when first needed."""

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self._this_year = this_year

    def __missing__(self, code: int) -> Mark:
        """A step that is done; without a rule, one that was opened."""
        said = said_by(code)
        if said.rule:
            rule = BY_RULE[said.rule]
            made = done(said.day, self._this_year, rule=rule, carried=said.is_carried)
        else:
            made = begun(said.day, self._this_year)
        self[code] = made
        return made
