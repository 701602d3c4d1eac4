"""Who can be somebody's mentor: the one place to change when mentoring has pairs.

A pair then takes the place of a choice, and what is shared with a mentor ends with the pair as it
ends now when either of them leaves the cohort (rules/sharing.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from app.reflections.queries.circles import Circle, Fellow


def mentors_in(circle: Circle) -> Sequence[Fellow]:
    """Whom the author may name as their mentor: anybody else in the same cohort. No statement."""
    return circle.others
