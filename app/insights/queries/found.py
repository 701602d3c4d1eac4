"""What people opened and did, as marks; each mark is made once, however many cells show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from app.insights.queries.cells import Done, said_by
from app.insights.rules.marks import BY_RULE, MANY, Mark, begun, done
from app.kit.times import in_zone


def lay_over(
    usual: list[Mark], way: Done, names: Mapping[UUID, str], *, zone: str, now: datetime
) -> None:
    """Put what is kept in the place of the usual marks, of all people one after the other.

    `names` are those of who typed something in; who has none is gone.
    """
    this_year = in_zone(now, zone).year
    own = _Own(this_year)
    told = _Told(this_year, {id_.bytes: name for id_, name in names.items()})
    for at, mark in zip(way.at, map(own.__getitem__, way.codes), strict=True):
        usual[at] = mark
    for code, at, typist in way.typed:
        usual[at] = told[code, typist]


class _Own(dict[int, Mark]):
    """The marks of what people did themselves, by code."""

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self._this_year = this_year

    def __missing__(self, code: int) -> Mark:
        """Looked up once for all cells that say the same."""
        mark = self[code] = _own(code, self._this_year)
        return mark


class _Told(dict[tuple[int, bytes], Mark]):
    """The marks of what somebody typed in, or noted, for the person; by code and typist."""

    def __init__(self, this_year: int, names: Mapping[bytes, str]) -> None:
        super().__init__()
        self._this_year, self._names = this_year, names

    def __missing__(self, key: tuple[int, bytes]) -> Mark:
        """Made when first needed."""
        said, by = said_by(key[0]), self._names.get(key[1], "")
        mark = self[key] = done(said.day, self._this_year, rule=BY_RULE[said.rule], typist=by)
        return mark


@lru_cache(MANY)
def _own(code: int, this_year: int) -> Mark:
    """A step that is done; without a rule, one that was opened. It says nothing of who did it."""
    said = said_by(code)
    if said.rule:
        return done(said.day, this_year, rule=BY_RULE[said.rule], carried=said.is_carried)
    return begun(said.day, this_year)
