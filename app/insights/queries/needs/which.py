"""Whose reasons are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from app.cohorts.models import Enrolment
from app.cohorts.rules import ASKED, INVITED, JOINED, OFFERED, PARTICIPANT
from app.post.queries.listed import tried_since
from app.post.rules.tries import today_since

# Who can be on the list.
HERE = (ASKED, OFFERED, INVITED, JOINED)


@dataclass(frozen=True)
class Which:
    """The participants of some cohorts (by id, with their zones), never the actor; maybe one."""

    zones: Mapping[UUID, str]
    actor_id: UUID
    now: datetime
    enrolment_id: UUID | None = None

    @property
    def enrolments(self) -> list[ColumnElement[bool]]:
        """Those who are in one of the cohorts, or on their way in."""
        where = [
            Enrolment.cohort_id.in_(list(self.zones)),
            Enrolment.role == PARTICIPANT,
            Enrolment.state.in_(HERE),
            Enrolment.person_id != self.actor_id,
        ]
        return [*where, Enrolment.id == self.enrolment_id] if self.enrolment_id else where

    @property
    def nobody_tried_today(self) -> ColumnElement[bool]:
        """Whether a letter was not tried yet on this day, as its cohort's calendar has it."""
        by_zone: dict[str, list[UUID]] = {}
        for cohort_id, zone in self.zones.items():
            by_zone.setdefault(zone, []).append(cohort_id)
        return or_(
            false(),
            *(
                and_(Enrolment.cohort_id.in_(ids), ~tried_since(today_since(self.now, zone)))
                for zone, ids in by_zone.items()
            ),
        )
