"""Who may see what a group said, and write in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.rules import FACILITATOR, JOINED
from app.people.models import Person
from app.practice.rules.groups import COHORT

if TYPE_CHECKING:
    from app.practice.queries.groups import GroupLookPlace, GroupPlace


def may_see_group(_actor: Person, at: GroupPlace) -> bool:
    """Those who were in the group; everybody in the cohort when the group chose so."""
    is_shown = at.member is not None or at.group.seen_by == COHORT
    return _is_in(at) and is_shown


def may_join_group_look(_actor: Person, at: GroupLookPlace) -> bool:
    """Those who were in the group answer for it."""
    return may_write_in_group(_actor, at.place)


def may_write_in_group(_actor: Person, at: GroupPlace) -> bool:
    """Those who were in the group, or type it in for it, as long as they are in the cohort."""
    return _is_in(at) and at.member is not None


def may_leave_group(_actor: Person, at: GroupPlace) -> bool:
    """Whoever stands there takes their name or themselves out, also after leaving the cohort."""
    return at.member is not None


def may_put_down(_actor: Person, at: GroupPlace) -> bool:
    """A facilitator who is in the group, for people who told them by phone or on paper."""
    is_facilitator = at.enrolment is not None and at.enrolment.role == FACILITATOR
    return may_write_in_group(_actor, at) and is_facilitator


def may_erase_group(actor: Person, at: GroupPlace) -> bool:
    """Whoever began it; when they are gone, anybody who was in the group."""
    is_theirs = at.group.begun_by_id in (actor.id, None)
    return may_write_in_group(actor, at) and is_theirs


def _is_in(at: GroupPlace) -> bool:
    return at.enrolment is not None and at.enrolment.state == JOINED
