"""What people opened and did, as marks; each mark is made once, however many cells show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from app.insights.queries.cells import QUARTER, Done, moment_of, quarter_of
from app.insights.queries.columns import ModuleColumns
from app.insights.rules.marks import BY_RULE, Mark, begun, done
from app.kit.times import in_zone
from app.progress.rules import MARKED

_Said = tuple[int, int, bool]
"""The number of a rule, the quarter of an hour, and whether it comes from another cohort."""


class Words:
    """Turns what is kept of a cohort's people into marks."""

    def __init__(
        self, modules: Sequence[ModuleColumns], names: Mapping[UUID, str], zone: str, now: datetime
    ) -> None:
        self._names, self._zone = names, zone
        self._this_year = in_zone(now, zone).year
        # Many moments are on few days, and many cells say the same of one day.
        self._days: dict[int, date] = {}
        self._made: dict[tuple[object, ...], Mark] = {}
        told, kept = _Marks(self, is_private=False), _Marks(self, is_private=True)
        self._places = {
            step.id.bytes: (place, kept if step.is_private else told)
            for module in modules
            for place, step in enumerate(module.steps, start=module.first)
        }

    def found(self, way: Done | None, carried_before: datetime | None) -> dict[int, Mark]:
        """The marks of one person by place; none where something is kept that nobody is told."""
        if way is None:
            return {}
        until = quarter_of(carried_before) if carried_before else 0
        places, typed = self._places, way.typed
        marks = dict[int, Mark]()
        for step, moment, rule in way.cells():
            at = places.get(step)
            # Steps of an edition that the cohort is not on any more have no place.
            if at is None:
                continue
            quarter = moment // QUARTER
            place, made = at
            if rule and step in typed and not made.is_private:
                marks[place] = self.typed(rule, quarter, typed[step])
                continue
            mark = made[rule, quarter, quarter < until]
            if mark is not None:
                marks[place] = mark
        return marks

    def typed(self, rule: int, quarter: int, typist: bytes) -> Mark:
        """A step that somebody typed in, or noted, for the person."""
        day = self.day(quarter)
        made = self._made.get((rule, day, typist))
        if made is None:
            by = self._names.get(UUID(bytes=typist), "")
            made = done(day, self._this_year, rule=BY_RULE[rule], typist=by)
            self._made[rule, day, typist] = made
        return made

    def own(self, rule: str, quarter: int, *, carried: bool) -> Mark:
        """A step that the person did; without a rule, one that they opened."""
        day = self.day(quarter)
        made = self._made.get((rule, day, carried))
        if made is None:
            made = begun(day, self._this_year)
            if rule:
                made = done(day, self._this_year, rule=rule, carried=carried)
            self._made[rule, day, carried] = made
        return made

    def day(self, quarter: int) -> date:
        """The day in the cohort's zone."""
        day = self._days.get(quarter)
        if day is None:
            day = self._days[quarter] = in_zone(moment_of(quarter), self._zone).date()
        return day


class _Marks(dict[_Said, Mark | None]):
    """The marks of what people did themselves, made when first needed."""

    def __init__(self, words: Words, *, is_private: bool) -> None:
        super().__init__()
        self._words, self.is_private = words, is_private

    def __missing__(self, said: _Said) -> Mark | None:
        """Of a private step that it is done and when; neither on whose word, nor if it is open."""
        number, quarter, carried = said
        rule = BY_RULE[number]
        mark = None
        if rule or not self.is_private:
            told = MARKED if self.is_private else rule
            mark = self._words.own(told, quarter, carried=carried)
        self[said] = mark
        return mark
