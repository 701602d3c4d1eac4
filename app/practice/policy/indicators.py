"""Who may agree on a local indicator, add to it, and take it out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.policy import may_facilitate, may_learn, may_open
from app.people.models import Person
from app.practice.rules.indicators import PROPOSED

if TYPE_CHECKING:
    from app.practice.queries.indicators import IndicatorPlace, ValuePlace


def may_see_indicator(actor: Person, at: IndicatorPlace) -> bool:
    """Whoever may open the cohort."""
    return may_open(actor, at.seat)


def may_agree(actor: Person, at: IndicatorPlace) -> bool:
    """A facilitator notes what the cohort agreed on, and how it did."""
    return may_facilitate(actor, at.seat)


def may_record(actor: Person, at: IndicatorPlace) -> bool:
    """Everybody in the cohort adds what they found."""
    return may_learn(actor, at.seat)


def may_retire(actor: Person, at: IndicatorPlace) -> bool:
    """A facilitator; and whoever proposed it, while it is not agreed."""
    indicator = at.indicator
    is_theirs = indicator.proposed_by_id == actor.id and indicator.state == PROPOSED
    return may_facilitate(actor, at.seat) or (is_theirs and may_learn(actor, at.seat))


def may_strike(actor: Person, at: ValuePlace) -> bool:
    """A facilitator, and whoever found the value or typed it in."""
    is_theirs = actor.id in (at.value.found_by_id, at.value.entered_by_id)
    seat = at.place.seat
    return may_facilitate(actor, seat) or (is_theirs and may_learn(actor, seat))
