"""Who can be somebody's mentor: whoever walks with them in mentoring, and learns with them."""

from __future__ import annotations

from collections.abc import Sequence

from app.mentoring.queries.circles import Circle, Fellow
from app.mentoring.queries.partners import Partner


def mentors_in(circle: Circle, partners: Sequence[Partner]) -> Sequence[Fellow]:
    """The author's partners in live pairings who are in this cohort too. No statement."""
    walking = {one.person_id for one in partners}
    return [one for one in circle.others if one.person_id in walking]
