"""A pairing goes only where the table of its states leads, moved by whoever may."""

from __future__ import annotations

from itertools import product

import pytest

from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.rules import states
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOCK,
    CLOSED,
    CLOSING,
    COORDINATOR,
    DECLINED,
    EXPIRED,
    FINISHED,
    LEFT_PROGRAMME,
    LIVE,
    MEMBER,
    MOVERS,
    MOVES,
    OPEN,
    OVER,
    PAUSED,
    PROPOSED,
    REASONS,
    SAFEGUARDING,
    SAFETY,
    STATES,
    SUSPENDED,
    TAKEN_BACK,
    WITHDRAWN,
    fault_of,
)


def next_states(before: str, mover: str, held_from: str | None = None) -> list[str]:
    """Where this mover can bring a pairing from here, in the order of the states."""
    reasons = ("", *REASONS)
    found = {
        after
        for after, reason in product(STATES, reasons)
        if fault_of(before, after, mover=mover, reason=reason, held_from=held_from) is None
    }
    return [state for state in STATES if state in found]


def test_every_state_is_open_or_over_and_has_words() -> None:
    assert {*OPEN, *OVER} == set(STATES)
    assert not set(OPEN) & set(OVER)
    assert {state for pair in MOVES for state in pair} == set(STATES)


def test_nothing_leads_out_of_what_is_over() -> None:
    assert not [pair for pair in MOVES if pair[0] in OVER]


def test_every_open_state_has_a_way_to_an_end() -> None:
    for state in OPEN:
        assert any((state, end) in MOVES for end in OVER), state


@pytest.mark.parametrize(
    ("before", "mover", "ways"),
    [
        (PROPOSED, MEMBER, [DECLINED, AGREEING]),
        (PROPOSED, COORDINATOR, [WITHDRAWN]),
        (PROPOSED, CLOCK, [EXPIRED, WITHDRAWN]),
        (PROPOSED, SAFEGUARDING, []),
        (AGREEING, MEMBER, [ACTIVE, CLOSED]),
        (ACTIVE, MEMBER, [PAUSED, CLOSING, CLOSED]),
        (PAUSED, CLOCK, [ACTIVE, CLOSING, CLOSED]),
        (CLOSING, MEMBER, [CLOSED]),
        (CLOSING, SAFEGUARDING, [CLOSED, SUSPENDED]),
        (DECLINED, COORDINATOR, []),
        (CLOSED, SAFEGUARDING, []),
    ],
)
def test_who_may_bring_a_pairing_where(before: str, mover: str, ways: list[str]) -> None:
    assert next_states(before, mover) == ways


@pytest.mark.parametrize("state", LIVE)
def test_only_safeguarding_puts_a_pairing_on_hold_and_it_goes_back_where_it_was(state: str) -> None:
    for mover in MOVERS:
        fault = None if mover == SAFEGUARDING else "not_yours"
        assert fault_of(state, SUSPENDED, mover=mover) == fault
    assert next_states(SUSPENDED, SAFEGUARDING, state) == [
        one for one in STATES if one in (state, CLOSED)
    ]
    for mover in (MEMBER, COORDINATOR, CLOCK):
        # Only somebody's leaving ends it over the head of the safeguarding lead.
        assert next_states(SUSPENDED, mover, state) == [CLOSED]
        assert fault_of(SUSPENDED, CLOSED, mover=mover, reason=FINISHED) == "not_yours"
        assert fault_of(SUSPENDED, CLOSED, mover=mover, reason=LEFT_PROGRAMME) is None


def test_a_no_has_no_reason_and_an_end_has_one() -> None:
    assert fault_of(PROPOSED, DECLINED, mover=MEMBER) is None
    assert fault_of(PROPOSED, DECLINED, mover=MEMBER, reason=FINISHED) == "reason"
    assert fault_of(ACTIVE, CLOSED, mover=MEMBER) == "reason"
    assert fault_of(ACTIVE, CLOSED, mover=MEMBER, reason=TAKEN_BACK) == "reason"
    assert fault_of(ACTIVE, CLOSED, mover=MEMBER, reason=FINISHED) is None


def test_only_safeguarding_ends_a_pairing_for_safety() -> None:
    for state in (*LIVE, SUSPENDED):
        assert fault_of(state, CLOSED, mover=SAFEGUARDING, reason=SAFETY) is None
        assert fault_of(state, CLOSED, mover=COORDINATOR, reason=SAFETY) == "not_yours"


def test_what_is_not_in_the_table_is_no_way() -> None:
    for before in STATES:
        for after in STATES:
            if (before, after) not in MOVES:
                assert fault_of(before, after, mover=SAFEGUARDING) == "no_way"


def test_every_reason_has_words_and_is_used() -> None:
    used = {reason for move in MOVES.values() for reason in move.reasons}
    assert used == set(states.REASONS)


@pytest.mark.parametrize("state", STATES)
def test_what_is_refused_is_said_so_that_it_is_true_for_the_two_and_for_whoever_enters_it(
    state: str,
) -> None:
    words = NotFromHere(state).sentence.lower().replace(".", " ").split()
    assert not {"you", "your", "yours"} & set(words)
