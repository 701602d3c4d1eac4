"""Who may see, answer, set up and end that somebody helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.policy import may_look_after_member
from app.cohorts.rules import JOINED, PARTICIPANT
from app.people.models import Person

if TYPE_CHECKING:
    from app.helping.queries import HelpingPlace, SetUpPlace


def may_help(actor: Person, at: HelpingPlace) -> bool:
    """Whoever was asked by the person, also after it is over: the page then says so."""
    return at.helping.helper_id == actor.id and at.helping.person_yes_at is not None


def is_one_of_two(actor: Person, at: HelpingPlace) -> bool:
    """The person, and whoever helps them: each may end it."""
    return at.helping.person_id == actor.id or may_help(actor, at)


def may_set_up(actor: Person, place: SetUpPlace) -> bool:
    """Whoever looks after the cohort, with somebody who has no e-mail and takes part in it.

    Whoever has e-mail chooses for themselves, on their own page.
    """
    member = place.facts.member
    takes_part = member.enrolment.state == JOINED and member.enrolment.role == PARTICIPANT
    needs_it = member.person.email is None and member.person.id != actor.id
    return takes_part and needs_it and may_look_after_member(actor, place.facts)


def may_end_for(actor: Person, place: SetUpPlace) -> bool:
    """Whoever looks after the cohort ends it for somebody who rang: for anybody in it."""
    member = place.facts.member
    is_another = member.person.id != actor.id
    return is_another and place.at is not None and may_look_after_member(actor, place.facts)
