"""Who may see polls, vote, type in votes for others, and stop a poll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy
from app.participation.rules.tallies import WAITING
from app.people.models import Person

if TYPE_CHECKING:
    from app.participation.queries.discussions import PostSeat
    from app.participation.queries.polls import PollSeat
    from app.participation.queries.tallies import TallySeat


def may_see_poll(actor: Person, facts: PollSeat) -> bool:
    """Whoever may open the cohort sees its polls."""
    return policy.may_open(actor, facts.seat)


def may_vote(actor: Person, facts: PollSeat) -> bool:
    """Everybody who is in the cohort has one vote, whoever they are."""
    return policy.may_learn(actor, facts.seat)


def may_enter_votes(actor: Person, facts: PollSeat) -> bool:
    """Facilitators of the cohort type in what came by phone or on paper."""
    return policy.may_facilitate(actor, facts.seat)


def may_take_back_poll(actor: Person, facts: PollSeat) -> bool:
    """Whoever asked; and whoever typed it in for them, since they may only have a phone."""
    is_theirs = actor.id in (facts.poll.proposed_by_id, facts.poll.entered_by_id)
    return is_theirs and policy.may_learn(actor, facts.seat)


def may_stop_poll(actor: Person, facts: PollSeat) -> bool:
    """Those who look after the cohort, with a reason that everybody reads."""
    return policy.may_look_after(actor, facts.seat)


def may_see_record(actor: Person, facts: PollSeat) -> bool:
    """Who entered what for whom is for those who look after the cohort."""
    return policy.may_look_after(actor, facts.seat)


def may_answer_tally(actor: Person, facts: TallySeat) -> bool:
    """The witness of a count; for a witness who has only a phone another who runs the cohort.

    Never the one who typed it in: two people stand behind each count.
    """
    tally = facts.tally
    if actor.id == tally.entered_by_id or not policy.may_open(actor, facts.seat):
        return False
    is_witness = actor.id == tally.witness_id and policy.may_learn(actor, facts.seat)
    return is_witness or (tally.state == WAITING and policy.may_look_after(actor, facts.seat))


def may_read_post(actor: Person, facts: PostSeat) -> bool:
    """Whoever may open the cohort reads what its people say to each other."""
    return policy.may_open(actor, facts.seat)


def may_answer_post(actor: Person, facts: PostSeat) -> bool:
    """Everybody in the cohort answers: people there know more than those who run it."""
    return policy.may_learn(actor, facts.seat)


def may_take_back_post(actor: Person, facts: PostSeat) -> bool:
    """The author; and whoever typed it in for them, since the author may only have a phone.

    Of what is others', only while they are in the cohort themselves.
    """
    typed_it = facts.post.entered_by_id == actor.id and policy.may_learn(actor, facts.seat)
    return facts.author_id == actor.id or typed_it
