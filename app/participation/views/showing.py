"""What the page of a poll shows to whoever looks."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template

from app.participation.models import PollOption
from app.participation.policy import (
    may_answer_tally,
    may_enter_votes,
    may_see_record,
    may_stop_poll,
    may_take_back_poll,
    may_vote,
)
from app.participation.queries.entering import typed_votes
from app.participation.queries.polls import PollSeat, options_of, own_dots
from app.participation.queries.tallies import TallyLine, TallySeat, tallies_of
from app.participation.rules import (
    CHOICE,
    DOTS,
    MOST_OPTIONS,
    NAMES_HIDDEN,
    PROMISES,
    SECRECY,
    SECRET,
    TOLD,
    is_taking_votes,
)
from app.participation.rules.order import shuffled
from app.participation.rules.tallies import STATES, say_papers
from app.web.context import actor, db, now


def poll_page(facts: PollSeat, *, fault: str | None = None, dots: Sequence[int] = ()) -> str:
    """The page of a poll; `fault` and `dots` give back a vote that could not be taken.

    At most five statements.
    """
    poll, votes = facts.poll, may_vote(actor(), facts)
    is_open = is_taking_votes(poll.state, poll.closes_at, now())
    options = options_of(db(), poll.id)
    record = may_see_record(actor(), facts)
    return render_template(
        "participation/poll.html",
        facts=facts,
        poll=poll,
        cohort=facts.seat.cohort,
        is_open=is_open,
        options=options,
        results=sorted(options, key=_in_result),
        offered=as_offered(facts, options),
        given=given_by_option(options, dots or _own(facts, is_open=is_open)),
        fault=fault,
        votes=votes and is_open and (poll.secrecy == NAMES_HIDDEN or not facts.has_voted),
        enters=may_enter_votes(actor(), facts),
        takes_back=is_open and not facts.has_voted and may_take_back_poll(actor(), facts),
        stops=is_open and may_stop_poll(actor(), facts),
        record=typed_votes(db(), poll.id) if record else None,
        tallies=tallies_of(db(), poll.id) if votes or record else [],
        answers=lambda line: _answers(facts, line),
        say_papers=_papers,
        **words_of(facts),
    )


def words_of(facts: PollSeat) -> dict[str, object]:
    """The words that every page about a vote shows."""
    return {
        "is_choice": facts.poll.kind == CHOICE,
        "is_secret": facts.poll.secrecy == SECRET,
        "secrecy": SECRECY[facts.poll.secrecy],
        "promise": PROMISES[facts.poll.secrecy],
        "told": TOLD,
        "tally_states": STATES,
    }


def as_offered(facts: PollSeat, options: Sequence[PollOption]) -> Sequence[PollOption]:
    """The answers as this person sees them: those of a vote with dots in an order of their own."""
    if facts.poll.kind != DOTS:
        return options
    return shuffled(options, actor().id, lambda option: option.id)


def given_by_option(options: Sequence[PollOption], dots: Sequence[int]) -> dict[str, int]:
    """The dots by the id of their answer; empty when there are none."""
    if len(dots) != len(options):
        return {}
    return {str(option.id): given for option, given in zip(options, dots, strict=True)}


def _own(facts: PollSeat, *, is_open: bool) -> Sequence[int]:
    """One's own vote, where it can be changed; one statement, none in a secret poll."""
    enrolment = facts.seat.enrolment
    if not is_open or facts.poll.secrecy == SECRET or enrolment is None:
        return ()
    return own_dots(db(), facts.poll.id, enrolment.id)


def _in_result(option: PollOption) -> tuple[int, float, int]:
    """What has a place first, then by what is told; what is not told as it was written."""
    return option.place or MOST_OPTIONS + 1, -(option.plotted or 0), option.position


def _answers(facts: PollSeat, line: TallyLine) -> bool:
    seat = TallySeat(line.tally, facts.poll, facts.seat, line.by, line.witness)
    return line.tally.numbers is not None and may_answer_tally(actor(), seat)


def _papers(line: TallyLine) -> str:
    """How many papers a count is of, as the actor may know it."""
    counted = (line.tally.entered_by_id, line.tally.witness_id)
    return say_papers(line.tally.people, is_counter=actor().id in counted)
