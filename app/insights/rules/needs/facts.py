"""What the rules know of a person and of the cohort; nothing that is the person's alone.

No reflection, plumbline, worry, private pledge or word of a mentoring pair is here, so no rule can
tell of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from app.cohorts.rules import JOINED
from app.kit.times import start_of
from app.progress.rules import Opening
from app.progress.rules.done import NOTHING_YET, DoneModules

# So long after its last session a cohort is over: nobody is asked any more how the course goes.
AFTERWARDS = timedelta(weeks=6)
# A cohort without any session is over so long after its first day.
A_YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Door:
    """A module of a cohort, when it opens, and its next session; moments in UTC.

    As it stands to everybody; `to` tells how it stands to one person.
    """

    key: str
    number: int
    title: str
    opening: Opening
    session_ends_at: datetime | None = None
    is_unlocked: bool = False
    meets_id: UUID | None = None
    meets_at: datetime | None = None
    is_seen: bool = False
    is_done: bool = False


@dataclass(frozen=True)
class Group:
    """A cohort as the rules see it; `held` is how many of its sessions are over."""

    id: UUID
    slug: str
    name: str
    zone: str
    starts_on: date
    doors: tuple[Door, ...] = ()
    held: int = 0
    last_ended_at: datetime | None = None
    next_at: datetime | None = None

    @cached_property
    def begins_at(self) -> datetime:
        """When its first day begins, in UTC."""
        return start_of(self.starts_on, self.zone)

    def is_under_way(self, now: datetime) -> bool:
        """Whether it has begun and is not over."""
        return self.begins_at <= now and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        """Whether its last session is long past and none is to come."""
        if self.next_at is not None:
            return False
        if self.last_ended_at is None:
            return self.begins_at + A_YEAR < now
        return self.last_ended_at + AFTERWARDS < now


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was found about an enrolment; moments in UTC.

    `until` is what the part says: the end of a rest, the start of a session, the last visit.
    `owner_id` is who looks after it on a page of its own.
    """

    about: UUID
    at: datetime
    title: str = ""
    until: datetime | None = None
    owner_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """At how many sessions somebody took part, and when the last of these began, in UTC."""

    times: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Someone:
    """One participant of a cohort, as the rules see them; moments in UTC."""

    enrolment_id: UUID
    person_id: UUID
    name: str
    state: str
    added_at: datetime
    asked_at: datetime | None = None
    invited_at: datetime | None = None
    invitations: int = 0
    offered_until: datetime | None = None
    joined_at: datetime | None = None
    channel: str = "email"
    phone: str | None = None
    email: str | None = None
    post_address: str = ""
    brings: str = ""
    way: DoneModules = NOTHING_YET
    came: Came = Came()
    found: Mapping[str, tuple[Happening, ...]] = field(default_factory=dict)

    @property
    def shows_contact(self) -> bool:
        """Whether their number and address are shown: to invite an e-mail address shows neither."""
        return self.state == JOINED or self.channel != "email"

    @property
    def writable(self) -> str | None:
        """Their e-mail address, unless letters to it came back of late."""
        came_back = any(letter.title == "email" for letter in self.happened("undelivered"))
        return None if came_back else self.email

    def happened(self, part: str) -> tuple[Happening, ...]:
        """What this part found about them, oldest first."""
        return self.found.get(part, ())


@dataclass(frozen=True, slots=True)
class Found:
    """A reason to be in touch, in words that follow a name, as in `has been quiet since May`.

    `occurrence` is the same for the same facts, and another for a new reason of the same kind.
    `by` is the moment after which it is too late; `about` what a link leads to.
    """

    occurrence: str
    words: str
    since: datetime
    by: datetime | None = None
    about: UUID | None = None
    # How it stands where it is kept already: who looks after it, and until when it rests.
    owner_id: UUID | None = None
    rests_until: datetime | None = None

    @property
    def sentence(self) -> str:
        """The words as a sentence of their own."""
        return f"{self.words[:1].upper()}{self.words[1:]}."


Finding = Callable[[Someone, Group, datetime], Iterator[Found]]
