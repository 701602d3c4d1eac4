"""When a module or a step is open to a person; what is locked says why and until when.

Nothing that a person has seen is ever locked again: whatever the calendar, the sessions or the
order of the course become, a visit counts before all of them. Source: product, part 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol, TypeAlias

from app.kit.times import say_clock, say_day, say_zone, start_of

NO_DATE = "no date yet"


@dataclass(frozen=True, slots=True)
class Opening:
    """What has to be so before a module or a step opens; with nothing, it is open at once.

    `days` count from the cohort's first day. `needs` are keys: of modules for a module, of steps
    of the same module for a step.
    """

    days: int | None = None
    after_session: bool = False
    needs: tuple[str, ...] = ()


AT_ONCE = Opening()


@dataclass(frozen=True)
class Open:
    """It may be opened."""

    is_open: Literal[True] = True


@dataclass(frozen=True)
class Locked:
    """It may not be opened yet; each reason reads on from the word "Opens".

    `opens_at` is in UTC, and None when it depends on more than the calendar.
    """

    reasons: tuple[str, ...]
    opens_at: datetime | None
    is_open: Literal[False] = False

    @property
    def words(self) -> str:
        """Why and until when, such as `Opens on Monday 14 December 2026 (UK time)`."""
        return f"Opens {', and '.join(self.reasons)}"

    @property
    def sentence(self) -> str:
        """The same with its stop, unless it ends with a title that has one."""
        return self.words if self.words.endswith(("?", "!")) else f"{self.words}."


Release: TypeAlias = Open | Locked
OPEN = Open()


@dataclass(frozen=True)
class Standpoint:
    """From where openings are looked at: a moment in UTC, a cohort's calendar, and a reader.

    `is_always_open` holds for those who prepare the sessions. `who_has` is how the reader is
    spoken to about what is to be done first.
    """

    now: datetime
    starts_on: date
    zone: str
    is_always_open: bool = False
    who_has: str = "you have"


class StepFacts(Protocol):
    """A step as far as its opening goes; it was seen when the person ever opened it."""

    @property
    def key(self) -> str: ...  # noqa: D102 - told above
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def opening(self) -> Opening: ...  # noqa: D102
    @property
    def is_seen(self) -> bool: ...  # noqa: D102
    @property
    def is_done(self) -> bool: ...  # noqa: D102


class ModuleFacts(StepFacts, Protocol):
    """A module as far as its opening goes: seen with any of its steps, done with all of them.

    `session_ends_at` is when the cohort's session on it ends, in UTC; None: none is planned.
    """

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def session_ends_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def is_unlocked(self) -> bool: ...  # noqa: D102 - a facilitator opened it


def of_module(module: ModuleFacts, course: Iterable[ModuleFacts], at: Standpoint) -> Release:
    """Whether a module is open; `course` holds all modules of the edition."""
    if at.is_always_open or module.is_seen or module.is_unlocked or module.opening == AT_ONCE:
        return OPEN
    wanted = module.opening.needs
    left = [
        f"module {other.number}: {other.title}"
        for other in course
        if other.key in wanted and not other.is_done
    ]
    return _release(module.opening, module.session_ends_at, left, at)


def of_step(
    step: StepFacts,
    steps: Iterable[StepFacts],
    *,
    module: ModuleFacts,
    module_release: Release,
    at: Standpoint,
) -> Release:
    """Whether a step is open; `steps` are all steps of its module."""
    if at.is_always_open or step.is_seen or module.is_unlocked:
        return OPEN
    if step.opening == AT_ONCE:
        return module_release
    wanted = step.opening.needs
    left = [f"“{other.title}”" for other in steps if other.key in wanted and not other.is_done]
    own = _release(step.opening, module.session_ends_at, left, at)
    if isinstance(own, Locked) and isinstance(module_release, Locked):
        reasons = dict.fromkeys((*module_release.reasons, *own.reasons))
        return Locked(_ordered(reasons), _latest([module_release.opens_at, own.opens_at]))
    return module_release if own.is_open else own


def _release(
    opening: Opening, session_ends_at: datetime | None, left: Sequence[str], at: Standpoint
) -> Release:
    found = list(_reasons(opening, session_ends_at, left, at))
    if not found:
        return OPEN
    return Locked(_ordered(words for words, _ in found), _latest([moment for _, moment in found]))


def _reasons(
    opening: Opening, session_ends_at: datetime | None, left: Sequence[str], at: Standpoint
) -> Iterator[tuple[str, datetime | None]]:
    """What is not so yet, each in words and with the moment at which it will be, if known."""
    if opening.days is not None:
        begins = start_of(at.starts_on + timedelta(days=opening.days), at.zone)
        if begins > at.now:
            yield f"on {say_day(begins, at.zone)} ({say_zone(at.zone)})", begins
    if left:
        yield f"when {at.who_has} done {_listed(left)}", None
    if opening.after_session and session_ends_at is None:
        yield f"after the session on this module; {NO_DATE}", None
    elif opening.after_session and session_ends_at and session_ends_at > at.now:
        yield f"after the session on this module, {_moment(session_ends_at, at)}", session_ends_at


def _moment(moment: datetime, at: Standpoint) -> str:
    return f"on {say_day(moment, at.zone)} at {say_clock(moment, at.zone)} ({say_zone(at.zone)})"


def _listed(things: Sequence[str]) -> str:
    return f"{', '.join(things[:-1])}, and {things[-1]}" if len(things) > 1 else things[0]


def _ordered(reasons: Iterable[str]) -> tuple[str, ...]:
    """What has no date comes last, since nothing can follow those words."""
    return tuple(sorted(reasons, key=lambda words: words.endswith(NO_DATE)))


def _latest(moments: Sequence[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return max(known) if len(known) == len(moments) else None
