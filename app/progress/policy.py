"""Who may go through a cohort's modules, and type in what somebody did on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy as cohorts
from app.cohorts.queries import Seat
from app.cohorts.rules import JOINED, PARTICIPANT
from app.people.models import Person

if TYPE_CHECKING:
    from app.cohorts.queries.seats import MemberSeat
    from app.progress.queries import Place
    from app.progress.queries.paper import PaperPlace
    from app.progress.queries.places import CohortModule


def may_go_through(actor: Person, place: Place) -> bool:
    """People who joined the cohort, and only with their own progress."""
    is_own = place.enrolment.person_id == actor.id
    return is_own and cohorts.may_learn(actor, Seat(place.cohort, place.enrolment))


def may_print_for(actor: Person, at: CohortModule) -> bool:
    """Whoever looks after the cohort prints any module, for those who are not online."""
    return cohorts.may_look_after(actor, at.seat)


def can_be_entered(actor: Person, place: PaperPlace) -> bool:
    """Something is typed in for those who take part, and by nobody for themselves."""
    whose = place.enrolment
    takes_part = whose.state == JOINED and whose.role == PARTICIPANT
    return takes_part and whose.person_id != actor.id


def runs_entering(actor: Person, place: PaperPlace) -> bool:
    """Whoever looks after the cohort types in; helpers of a person come by another door."""
    return cohorts.may_look_after_member(actor, place.facts)


def may_see_shares(actor: Person, at: CohortModule) -> bool:
    """Whoever looks after the cohort sees what its people answered, counted together."""
    return cohorts.may_look_after(actor, at.seat)


def may_move_person(actor: Person, facts: MemberSeat) -> bool:
    """Whoever looks after the cohort moves those who take part, or did.

    Whether the other cohort is theirs to look after is decided when it is named.
    """
    is_participant = facts.member.enrolment.role == PARTICIPANT
    return is_participant and cohorts.may_look_after_member(actor, facts)
