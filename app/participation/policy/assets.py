"""Who sees, adds and looks after what there is in a place, and what people offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy
from app.people.models import Person

if TYPE_CHECKING:
    from app.participation.queries.assets import AssetSeat, SuggestionSeat
    from app.participation.queries.skills import SkillSeat


def may_see_asset(actor: Person, facts: AssetSeat) -> bool:
    """Whoever may open the cohort."""
    return policy.may_open(actor, facts.seat)


def may_confirm_asset(actor: Person, facts: AssetSeat) -> bool:
    """Anybody in the cohort may know that something is still there."""
    return policy.may_learn(actor, facts.seat)


def may_tend_asset(actor: Person, facts: AssetSeat) -> bool:
    """Whoever added it, and facilitators of the cohort: they may be told by phone."""
    is_theirs = facts.asset.added_by_id == actor.id and policy.may_learn(actor, facts.seat)
    return is_theirs or policy.may_facilitate(actor, facts.seat)


def may_suggest_change(actor: Person, facts: AssetSeat) -> bool:
    """Everybody in the cohort says what should be different."""
    return policy.may_learn(actor, facts.seat)


def may_answer_suggestion(actor: Person, facts: SuggestionSeat) -> bool:
    """Whoever looks after the asset."""
    return may_tend_asset(actor, facts.of)


def may_tend_skill(actor: Person, facts: SkillSeat) -> bool:
    """The person themself; and facilitators, whom they may have told by phone."""
    is_theirs = facts.person_id == actor.id and policy.may_learn(actor, facts.seat)
    return is_theirs or policy.may_facilitate(actor, facts.seat)
