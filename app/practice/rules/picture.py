"""What a whole cohort's numbers show, so that nobody's own number can be told from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.kit.small_numbers import Shown, counted_now, shown_count, shown_mean
from app.practice.rules.comparing import Asked, FrameworkStep, Look, is_same
from app.practice.rules.looks import AFTER, BACK, BEFORE, HIGHEST, LOWEST

# Which looks are set beside each other: the same people's, since others would compare people.
BESIDE = ((BEFORE, AFTER), (BACK, AFTER))


@dataclass(frozen=True)
class DoneLook:
    """A finished look of somebody who wants it counted."""

    look: Look
    done_at: datetime


CountedPerson = Mapping[str, DoneLook]
"""By moment: the looks of one person."""


@dataclass(frozen=True)
class PictureLine:
    """One item with the cohort's mean at each moment."""

    asked: Asked
    means: Mapping[str, Shown]

    @property
    def points(self) -> dict[str, float]:
        """What a chart may draw."""
        told = {moment: mean.plotted for moment, mean in self.means.items()}
        return {moment: value for moment, value in told.items() if value is not None}


@dataclass(frozen=True)
class Picture:
    """Looks of the same people beside each other, item by item, and how many people they are."""

    moments: tuple[str, ...]
    people: Shown
    lines: Sequence[PictureLine]

    @property
    def is_shown(self) -> bool:
        """Whether there is anything in it to see."""
        return any(line.points for line in self.lines)


def pictures_of(people: Sequence[CountedPerson], story: Sequence[FrameworkStep]) -> list[Picture]:
    """The start beside now, and the look back beside now; else the start alone.

    People are taken in by eights in the order in which they finished, item by item.
    """
    found = [picture(people, moments, story) for moments in BESIDE]
    shown = [one for one in found if one.is_shown]
    return shown or [picture(people, (BEFORE,), story)]


def picture(
    people: Sequence[CountedPerson], moments: tuple[str, ...], story: Sequence[FrameworkStep]
) -> Picture:
    """The means of those who finished all these looks."""
    whole = [one for one in people if all(moment in one for moment in moments)]
    whole.sort(key=lambda one: max(one[moment].done_at for moment in moments))
    newest = max(whole, key=lambda one: one[moments[-1]].done_at, default=None)
    if newest is None:
        return Picture(moments, shown_count(0), [])
    basis = newest[moments[-1]].look
    lines = [_line(whole, moments, asked, basis, story) for asked in basis.asked]
    return Picture(moments, shown_count(counted_now(len(whole))), lines)


def _line(
    people: Sequence[CountedPerson],
    moments: tuple[str, ...],
    asked: Asked,
    basis: Look,
    story: Sequence[FrameworkStep],
) -> PictureLine:
    given = [
        scores
        for one in people
        if (scores := _scores(one, moments, asked, basis, story)) is not None
    ]
    columns = zip(*given, strict=True) if given else ((),) * len(moments)
    means = {
        moment: shown_mean(values, lowest=LOWEST, highest=HIGHEST)
        for moment, values in zip(moments, columns, strict=True)
    }
    return PictureLine(asked, means)


def _scores(
    one: CountedPerson,
    moments: tuple[str, ...],
    asked: Asked,
    basis: Look,
    story: Sequence[FrameworkStep],
) -> list[int] | None:
    """Somebody's numbers for an item at all these moments; None unless all are there and alike."""
    scores = []
    for moment in moments:
        look = one[moment].look
        score = look.scores.get(asked.item)
        is_alike = any((mine.item, mine.ask) == (asked.item, asked.ask) for mine in look.asked)
        if score is None or not is_alike:
            return None
        if not is_same(asked.item, look.framework_id, basis.framework_id, story):
            return None
        scores.append(score)
    return scores
