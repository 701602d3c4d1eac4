"""The list of whom to be in touch with: every reason, how it stands, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.insights.rules.needs.facts import Found, Group, Someone
from app.insights.rules.needs.keeping import DONE, OPEN, SNOOZED
from app.insights.rules.needs.table import URGENCIES, NeedRule, reasons_for

ORDER = {urgency: place for place, urgency in enumerate(URGENCIES)}
NeedKey = tuple[UUID, str, str]


@dataclass(frozen=True)
class Kept:
    """How a need stands since somebody acted on it; moments in UTC."""

    state: str
    owner_id: UUID | None = None
    snoozed_until: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Need:
    """One reason to be in touch with somebody, and how it stands."""

    rule: NeedRule
    found: Found
    urgency: str
    state: str
    owner_id: UUID | None
    rests_until: datetime | None

    @property
    def value(self) -> str:
        """The word by which a form names it."""
        return f"{self.rule.key}|{self.found.occurrence}"

    def address(self, one: Someone, group: Group) -> str:
        """Where it is settled, or seen more closely."""
        return self.rule.link.format(
            slug=group.slug, person=one.person_id, about=self.found.about or ""
        )


@dataclass(frozen=True)
class InNeed:
    """Somebody to be in touch with, and every reason that is asked for, most pressing first."""

    one: Someone
    group: Group
    needs: Sequence[Need]

    @property
    def urgency(self) -> str:
        """How soon the most pressing reason is to be looked at."""
        return self.needs[0].urgency

    @property
    def can_be_taken(self) -> bool:
        """Whether there is one that nobody looks after, and that is kept here."""
        return any(need.owner_id is None and not need.rule.is_kept_there for need in self.needs)


@dataclass(frozen=True)
class Wanted:
    """Which needs a list shows: their state, who looks after them, and one reason ("": any)."""

    state: str = OPEN
    owner: str = "all"
    reason: str = ""

    def fits(self, need: Need, actor_id: UUID) -> bool:
        """Whether this one is asked for."""
        if need.state != self.state or self.reason not in ("", need.rule.key):
            return False
        if self.owner == "all":
            return True
        return need.owner_id == (actor_id if self.owner == "mine" else None)


EVERYTHING = Wanted()


def needs_of(
    one: Someone,
    group: Group,
    rules: tuple[NeedRule, ...],
    kept: Mapping[NeedKey, Kept],
    now: datetime,
) -> list[Need]:
    """Every need of somebody in whatever state, the most pressing first."""
    found = [
        _need(one, group, rule, reason, kept, now)
        for rule, reason in reasons_for(one, group, rules, now)
    ]
    return sorted(found, key=_pressing)


def list_needs(
    people: Iterable[tuple[Someone, Group]],
    rules: tuple[NeedRule, ...],
    kept: Mapping[NeedKey, Kept],
    *,
    wanted: Wanted,
    actor_id: UUID,
    now: datetime,
) -> list[InNeed]:
    """Whom to be in touch with: what is for today first, then what waits longest, then by name."""
    found = []
    for one, group in people:
        needs = needs_of(one, group, rules, kept, now)
        fitting = [need for need in needs if wanted.fits(need, actor_id)]
        if fitting:
            found.append(InNeed(one, group, fitting))
    return sorted(found, key=_in_order)


def _need(
    one: Someone,
    group: Group,
    rule: NeedRule,
    found: Found,
    kept: Mapping[NeedKey, Kept],
    now: datetime,
) -> Need:
    stands = kept.get((one.enrolment_id, rule.key, found.occurrence), Kept(OPEN))
    if rule.is_kept_there:
        stands = Kept(OPEN, found.owner_id, found.rests_until)
    rests = stands.snoozed_until is not None and stands.snoozed_until > now
    state = DONE if stands.state == DONE else SNOOZED if rests else OPEN
    return Need(
        *(rule, found, rule.urgency(found, group.zone, now), state, stands.owner_id),
        stands.snoozed_until if rests else None,
    )


def _pressing(need: Need) -> tuple[int, datetime]:
    return ORDER[need.urgency], need.found.by or need.found.since


def _in_order(line: InNeed) -> tuple[int, datetime, str, UUID]:
    first = line.needs[0]
    moment = first.found.by or first.found.since
    return ORDER[first.urgency], moment, line.one.name.casefold(), line.one.enrolment_id
