"""Who may see, plan and call off a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy
from app.cohorts.rules import JOINED, PARTICIPANT
from app.people.models import Person

if TYPE_CHECKING:
    from app.gatherings.queries import GatheringSeat
    from app.gatherings.queries.follow_ups import FollowUpSeat
    from app.gatherings.queries.proposals import ProposalSeat


def may_see_gathering(actor: Person, facts: GatheringSeat) -> bool:
    """Whoever may open the cohort sees its sessions."""
    return policy.may_open(actor, facts.seat)


def may_call_off(actor: Person, facts: GatheringSeat) -> bool:
    """The facilitators of the cohort call a session off."""
    return policy.may_facilitate(actor, facts.seat)


def may_note_attendance(actor: Person, facts: GatheringSeat) -> bool:
    """The facilitators of the cohort note who took part."""
    return policy.may_facilitate(actor, facts.seat)


def may_follow_up(actor: Person, facts: FollowUpSeat) -> bool:
    """The facilitators of the cohort see who was missed, and what was said.

    Nobody else does: not programme leads, and not whoever it is about.
    """
    about_themselves = facts.line.person.id == actor.id
    return policy.may_facilitate(actor, facts.seat) and not about_themselves


def may_change(actor: Person, facts: GatheringSeat) -> bool:
    """The facilitators of the cohort change its sessions, and who has which role at them."""
    return policy.may_facilitate(actor, facts.seat)


def may_reply(actor: Person, facts: GatheringSeat) -> bool:
    """People in the cohort say whether they come; facilitators are people in it."""
    return policy.may_learn(actor, facts.seat)


def may_answer_proposal(actor: Person, facts: ProposalSeat) -> bool:
    """The facilitators of the cohort answer what was proposed."""
    return policy.may_facilitate(actor, facts.seat)


def may_withdraw_proposal(actor: Person, facts: ProposalSeat) -> bool:
    """Whoever proposed a session takes it back; facilitators do, where one of them entered it."""
    is_theirs = facts.proposal.proposed_by_id == actor.id and policy.may_learn(actor, facts.seat)
    was_told = facts.proposal.entered_by_id is not None
    return is_theirs or (was_told and policy.may_facilitate(actor, facts.seat))


def may_see_replies(actor: Person, facts: GatheringSeat) -> bool:
    """What somebody needs is read by the facilitators of the cohort, and by nobody else."""
    return policy.may_facilitate(actor, facts.seat)


def may_keep_catch_up(actor: Person, facts: GatheringSeat) -> bool:
    """The facilitators of the cohort say what there is to catch up on, and mark it for others."""
    return policy.may_facilitate(actor, facts.seat)


def may_catch_up(_actor: Person, facts: GatheringSeat) -> bool:
    """Whoever takes part in the cohort says how far they are, for themselves."""
    enrolment = facts.seat.enrolment
    return enrolment is not None and enrolment.state == JOINED and enrolment.role == PARTICIPANT
