"""Where a person's own calendar takes what it shows from: rooms write sources, wiring gathers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.gatherings.letters.calendar import Event, event_of
from app.gatherings.queries.feed import sessions_for
from app.post.kinds import Desk


class FeedSource(Protocol):
    """Something that people have times for, such as the sessions of their cohorts."""

    def events(self, db: Session, person_id: UUID, desk: Desk) -> Sequence[Event]:
        """What a person's calendar shows of it; a constant number of statements.

        Each has the same `uid` for ever, a `sequence` that rises with each change, and words in
        the language of `desk`. What is off is told as off for a while, and what is none of this
        person's business any more is left out.
        """
        ...


class SessionsInFeed:
    """The sessions of every cohort that somebody is in."""

    def events(self, db: Session, person_id: UUID, desk: Desk) -> Sequence[Event]:
        """Those that are planned, and those that were called off lately; one statement."""
        found = sessions_for(db, person_id, desk.now)
        return [event_of(gathering, cohort, site=desk.site) for gathering, cohort in found]
