"""The shape of credits.yaml, and checks of its rules: days, documents and sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.syllabus.rules.citations import cited
from app.syllabus.rules.content import DAY, MONTH, Key, Text, Written
from app.syllabus.rules.faults import Remark
from app.syllabus.rules.located import Located, Path
from app.syllabus.rules.prose import unknown_source
from app.syllabus.rules.repeats import repeated, twice

Day = Annotated[str, StringConstraints(pattern=DAY)]
Month = Annotated[str, StringConstraints(pattern=MONTH)]
Counted = Literal["everything", "with_others", "thought_over", "accounts"]
ACCOUNTS: Counted = "accounts"


class CreditSum(Written):
    """One number that a rule looks at; `each_minutes` make one, and accounts are counted singly."""

    key: Key
    title: Text
    counts: Counted
    each_minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    expected: Annotated[int, Field(ge=1, le=1000)]


class CreditRule(Written):
    """How a body counts learning, between two days that are both included.

    Without `valid_to` it held when somebody last looked it up.
    """

    key: Key
    title: Text
    who: Text
    source: Key
    valid_from: Day
    valid_to: Day | None = None
    looked_up: Month
    years: Annotated[int, Field(ge=1, le=10)]
    about: Text
    sums: Annotated[list[CreditSum], Field(min_length=1)]

    @property
    def first_day(self) -> date:
        """The first day on which it holds."""
        return date.fromisoformat(self.valid_from)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None when no end is known."""
        return date.fromisoformat(self.valid_to) if self.valid_to else None


class CreditsFile(Written):
    """`credits.yaml`."""

    rules: Annotated[list[CreditRule], Field(min_length=1)]


def remarks_on_credits(
    rules: Sequence[CreditRule], located: Located, known: Collection[str]
) -> Iterator[Remark]:
    """Days that exist and are in order, documents that we know, sums that can be made."""
    sound = list[tuple[int, CreditRule]]()
    for place, rule in enumerate(rules):
        path: Path = ("rules", place)
        wrong = list(_remarks_on_days(rule, located, path))
        yield from wrong
        yield from _remarks_on_source(rule, located, path, known)
        yield from _remarks_on_sums(rule, located, (*path, "sums"))
        if wrong:
            continue
        if any(_overlap(rule, other) for _, other in sound if other.key == rule.key):
            what = f"Two rules '{rule.key}' hold on the same day."
            remedy = "Let the older one end before the newer one begins."
            yield Remark(located.line_of((*path, "valid_from")), what, remedy)
        sound.append((place, rule))


def _remarks_on_days(rule: CreditRule, located: Located, path: Path) -> Iterator[Remark]:
    days = [(name, getattr(rule, name)) for name in ("valid_from", "valid_to")]
    wrong = [(name, day) for name, day in days if day and not _is_day(day)]
    for name, day in wrong:
        line = located.line_of((*path, name))
        yield Remark(line, f"'{day}' is not in any calendar.", "Correct the day.")
    if not wrong and rule.last_day and rule.last_day < rule.first_day:
        what = "The rule ends before it begins."
        yield Remark(located.line_of((*path, "valid_to")), what, "Correct one of the two days.")


def _remarks_on_source(
    rule: CreditRule, located: Located, path: Path, known: Collection[str]
) -> Iterator[Remark]:
    line = located.line_of((*path, "source"))
    if rule.source not in known:
        yield unknown_source(rule.source, line)
    elif rule.source not in cited(rule.about):
        what = f"'about' does not cite '{rule.source}', where this rule comes from."
        yield Remark(line, what, f"Put [@{rule.source}] where it tells what counts.")


def _remarks_on_sums(rule: CreditRule, located: Located, path: Path) -> Iterator[Remark]:
    for place in repeated([one.key for one in rule.sums]):
        yield twice("sum", rule.sums[place].key, located.line_of((*path, place, "key")))
    for place, one in enumerate(rule.sums):
        line = located.line_of((*path, place, "counts"))
        if one.counts == ACCOUNTS and one.each_minutes:
            what = "Accounts are counted one by one, not by their minutes."
            yield Remark(line, what, "Take 'each_minutes' out.")
        elif one.counts != ACCOUNTS and not one.each_minutes:
            what = "The sum does not say how many minutes make one."
            yield Remark(line, what, "Write 'each_minutes: 60' for an hour.")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _overlap(one: CreditRule, other: CreditRule) -> bool:
    first, second = sorted([one, other], key=lambda rule: rule.first_day)
    return first.last_day is None or first.last_day >= second.first_day
