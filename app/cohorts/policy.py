"""Who may do what in a cohort; standing never changes a right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts.rules import (
    ASKED,
    DECLINED,
    FACILITATOR,
    INVITED,
    JOINED,
    OFFERED,
    OUT,
    PARTICIPANT,
    WAITING,
)
from app.people.models import Person, Place
from app.people.rules import PROGRAMME_LEAD

if TYPE_CHECKING:
    from app.cohorts.queries import Seat
    from app.cohorts.queries.keys import KeySeat
    from app.cohorts.queries.rosters import RosterSeat
    from app.cohorts.queries.seats import MemberSeat

# Who is not in the cohort, and sees what it is about.
AT_THE_DOOR = (INVITED, DECLINED, ASKED, WAITING, OFFERED)


def may_learn(_actor: Person, seat: Seat) -> bool:
    """People who joined, facilitators included, go through the modules."""
    return seat.enrolment is not None and seat.enrolment.state == JOINED


def may_facilitate(_actor: Person, seat: Seat) -> bool:
    """Facilitators of this cohort run it."""
    enrolment = seat.enrolment
    return enrolment is not None and enrolment.state == JOINED and enrolment.role == FACILITATOR


def may_look_after(actor: Person, seat: Seat) -> bool:
    """Facilitators of this cohort and programme leads see who is in it and invite people."""
    return may_facilitate(actor, seat) or actor.has_role(PROGRAMME_LEAD)


def may_open(actor: Person, seat: Seat) -> bool:
    """People in the cohort, and programme leads, see its page."""
    return may_learn(actor, seat) or actor.has_role(PROGRAMME_LEAD)


def may_answer_invitation(_actor: Person, seat: Seat) -> bool:
    """Only the person invited says yes or no."""
    return seat.enrolment is not None


def may_see_front(actor: Person, seat: Seat) -> bool:
    """The invited, those in line and those who asked see what it is about, also after a no."""
    waits = seat.enrolment is not None and seat.enrolment.state in AT_THE_DOOR
    return waits or may_open(actor, seat)


def may_look_after_member(actor: Person, facts: MemberSeat) -> bool:
    """Whoever looks after the cohort sees each person in it and enters answers for them."""
    return may_look_after(actor, facts.seat)


def may_enter_contact(actor: Person, facts: MemberSeat) -> bool:
    """Whoever looks after the cohort enters how a participant is reached, at their wish.

    Facilitators, and people with a role on the whole platform, enter their own: how somebody is
    reached is also how they sign in. To invite an e-mail address shows nobody the phone number and
    home of whoever has it: people with an account of their own are seen when they have joined.
    """
    member = facts.member
    if member.enrolment.state in OUT:
        # Whoever has left, or never came, is nobody's to look after here any more.
        return False
    is_participant = member.enrolment.role == PARTICIPANT and not member.person.roles
    is_stranger = member.been_in or member.elsewhere
    has_come = member.enrolment.state == JOINED or member.person.channel != "email"
    return is_participant and (has_come or not is_stranger) and may_look_after(actor, facts.seat)


def may_enter_yes(actor: Person, facts: MemberSeat) -> bool:
    """Who enters that somebody said yes to an invitation.

    Whoever has an account of their own and reads e-mail says yes themselves: else to know an
    address were enough to have its person in one's cohort, and to read how they are reached. Who
    is in line, or was offered a seat, came there themselves.
    """
    member = facts.member
    is_stranger = (member.been_in or member.elsewhere) and member.person.channel == "email"
    comes_alone = member.enrolment.state in (INVITED, DECLINED)
    return not (is_stranger and comes_alone) and may_look_after(actor, facts.seat)


def may_open_doors(actor: Person, facts: MemberSeat) -> bool:
    """Who says where e-mail and texts go, which can carry a link that lets somebody in.

    For somebody without e-mail who has never been in their account, whoever enters how they are
    reached. Where they belong to another cohort too, or something private is there that whoever
    came in would read, such as what they wrote by text, programme leads alone.
    """
    member = facts.member
    is_for_leads = member.elsewhere or member.has_private
    return leads_open_doors(facts) and (not is_for_leads or actor.has_role(PROGRAMME_LEAD))


def leads_open_doors(facts: MemberSeat) -> bool:
    """Whether a programme lead may say it, so that a facilitator is told whom to ask."""
    member = facts.member
    return not member.been_in and member.person.email is None


def may_look_after_key(actor: Person, facts: KeySeat) -> bool:
    """Whoever looks after the cohort makes, shows and closes its keys."""
    return may_look_after(actor, facts.seat)


def may_take_out(actor: Person, facts: MemberSeat) -> bool:
    """Whoever looks after the cohort takes participants out; programme leads facilitators, too.

    Nobody takes themselves out this way: they leave.
    """
    member = facts.member
    may = may_look_after(actor, facts.seat) and member.person.id != actor.id
    return may and (member.enrolment.role == PARTICIPANT or actor.has_role(PROGRAMME_LEAD))


def may_take_back(actor: Person, facts: MemberSeat) -> bool:
    """Whoever looks after the cohort takes a participant's way in back; leads one to run it, too.

    Only they asked for it, so that nobody who runs a cohort undoes whom they appoint.
    """
    is_participant = facts.member.enrolment.role == PARTICIPANT
    may = may_look_after(actor, facts.seat)
    return may and (is_participant or actor.has_role(PROGRAMME_LEAD))


def may_appoint(actor: Person, _seat: Seat) -> bool:
    """Programme leads make facilitators."""
    return actor.has_role(PROGRAMME_LEAD)


def may_leave(_actor: Person, seat: Seat) -> bool:
    """Participants leave when they like, and may press the button twice.

    A facilitator speaks to the programme lead, so that no cohort is left alone.
    """
    enrolment = seat.enrolment
    return enrolment is not None and enrolment.role == PARTICIPANT


def may_change_place(actor: Person, _place: Place) -> bool:
    """Programme leads keep the list of places."""
    return actor.has_role(PROGRAMME_LEAD)


def may_look_after_roster(actor: Person, facts: RosterSeat) -> bool:
    """Whoever looks after the cohort sees the lists that were sent for it, and says yes to them."""
    return may_look_after(actor, facts.seat)
