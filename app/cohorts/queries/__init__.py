"""Reads of cohorts and the people in them."""

from __future__ import annotations

from app.cohorts.queries.cohorts import CohortLine, cohorts_page
from app.cohorts.queries.invitations import LetterFate
from app.cohorts.queries.people import (
    Member,
    PeopleCount,
    PeopleCounts,
    facilitators_by_cohort,
    facilitators_of,
    people_counts,
    states_of,
)
from app.cohorts.queries.seats import (
    OwnSeat,
    Seat,
    own_seats,
    seat_by_cohort_id,
    seat_by_slug,
)
from app.cohorts.queries.stages import member_of, members_page, stage_counts

__all__ = [
    "CohortLine",
    "LetterFate",
    "Member",
    "OwnSeat",
    "PeopleCount",
    "PeopleCounts",
    "Seat",
    "cohorts_page",
    "facilitators_by_cohort",
    "facilitators_of",
    "member_of",
    "members_page",
    "own_seats",
    "people_counts",
    "seat_by_cohort_id",
    "seat_by_slug",
    "stage_counts",
    "states_of",
]
