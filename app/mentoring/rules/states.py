"""The states of a pairing, who may move it from one to another, and which reasons are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Literal

# Somebody proposed that the two walk together, and both are asked.
PROPOSED = "proposed"
DECLINED = "declined"
EXPIRED = "expired"
WITHDRAWN = "withdrawn"
# Both said yes, and they write down how.
AGREEING = "agreeing"
ACTIVE = "active"
PAUSED = "paused"
# They look back together before they end.
CLOSING = "closing"
CLOSED = "closed"
SUSPENDED = "suspended"

STATES = {
    PROPOSED: "Proposed",
    DECLINED: "Not this time",
    EXPIRED: "No answer in time",
    WITHDRAWN: "Taken back",
    AGREEING: "Agreeing how",
    ACTIVE: "Under way",
    PAUSED: "Having a break",
    CLOSING: "Coming to an end",
    CLOSED: "Ended",
    SUSPENDED: "On hold",
}
LIVE = (AGREEING, ACTIVE, PAUSED, CLOSING)
# What counts for how many somebody has room for; the same two can have one of these.
OPEN = (PROPOSED, *LIVE, SUSPENDED)
NEVER_BEGAN = (DECLINED, EXPIRED, WITHDRAWN)
OVER = (*NEVER_BEGAN, CLOSED)
# While the two decide, they and whoever looks after them read why it is these two.
DECIDING = (PROPOSED, AGREEING)
# Whoever looks after a pair sees how to reach them while there is something to ask.
IN_TOUCH = (PROPOSED, *LIVE)

# How long both may think about a proposal.
ANSWER_WITHIN = timedelta(days=14)

# In which part somebody moves a pairing. Whoever enters a member's answer moves it as a member.
MEMBER = "member"
COORDINATOR = "coordinator"
SAFEGUARDING = "safeguarding"
# Nobody: a time has come, or somebody has left.
CLOCK = "clock"
MOVERS = (MEMBER, COORDINATOR, SAFEGUARDING, CLOCK)

# Reasons, kept in the log. None of them says who wished it; and whoever looks after a pair cannot
# tell "not again" from no room, so both have the same words.
TAKEN_BACK = "taken_back"
LEFT_PROGRAMME = "left_programme"
NO_ROOM = "no_room"
NO_WAY_TO_REACH = "no_way_to_reach"
KEPT_APART = "kept_apart"
FINISHED = "finished"
ONE_WISHED = "one_wished"
COULD_NOT_AGREE = "could_not_agree"
ABSENT = "absent"
SAFETY = "safety"
_NOT_NOW = "It does not suit one of the two at the moment"
REASONS = {
    TAKEN_BACK: "The proposal was taken back",
    LEFT_PROGRAMME: "One of the two has left the programme",
    NO_ROOM: _NOT_NOW,
    NO_WAY_TO_REACH: "One of the two cannot be reached at the moment",
    KEPT_APART: _NOT_NOW,
    FINISHED: "It had come to its end",
    ONE_WISHED: "It was time to end, and that is all right",
    COULD_NOT_AGREE: "No way was found that suits both",
    ABSENT: "Contact was lost, and nobody is to blame",
    SAFETY: "Ended by the safeguarding lead",
}
# What the two read of it. That it was for safety might tell one of them that the other is worried.
TOLD_TO_THE_TWO = {**REASONS, SAFETY: REASONS[ONE_WISHED]}
# That it did not begin is all they read, and not whether the other said no, or nothing.
STATES_FOR_THE_TWO = {**STATES, **dict.fromkeys(NEVER_BEGAN, "Not a pair this time")}

_ENDS = frozenset({FINISHED, ONE_WISHED, ABSENT, LEFT_PROGRAMME, KEPT_APART, SAFETY})
_TAKEN_BACK = frozenset({TAKEN_BACK, LEFT_PROGRAMME, NO_ROOM, NO_WAY_TO_REACH, KEPT_APART})

Fault = Literal["no_way", "not_yours", "reason"]


@dataclass(frozen=True)
class Move:
    """Who may make a move, and which reasons it can have; none: no reason is asked or kept."""

    movers: frozenset[str]
    reasons: frozenset[str] = frozenset()


def _by(*movers: str, reasons: Iterable[str] = ()) -> Move:
    return Move(frozenset(movers), frozenset(reasons))


def _table() -> dict[tuple[str, str], Move]:
    moves = {
        (PROPOSED, AGREEING): _by(MEMBER),
        (PROPOSED, DECLINED): _by(MEMBER),
        (PROPOSED, EXPIRED): _by(CLOCK),
        (PROPOSED, WITHDRAWN): _by(COORDINATOR, CLOCK, reasons=_TAKEN_BACK),
        (AGREEING, ACTIVE): _by(MEMBER),
        (ACTIVE, PAUSED): _by(MEMBER, COORDINATOR),
        (PAUSED, ACTIVE): _by(MEMBER, COORDINATOR, CLOCK),
        (ACTIVE, CLOSING): _by(MEMBER, COORDINATOR, CLOCK),
        (PAUSED, CLOSING): _by(MEMBER, COORDINATOR, CLOCK),
    }
    for state in LIVE:
        moves[state, SUSPENDED] = moves[SUSPENDED, state] = _by(SAFEGUARDING)
    for state in (*LIVE, SUSPENDED):
        ends = _ENDS | {COULD_NOT_AGREE} if state == AGREEING else _ENDS
        moves[state, CLOSED] = _by(*MOVERS, reasons=ends)
    return moves


MOVES: Mapping[tuple[str, str], Move] = MappingProxyType(_table())


def fault_of(
    before: str, after: str, *, mover: str, reason: str = "", held_from: str | None = None
) -> Fault | None:
    """What stands against a move, or None when it may be made.

    `held_from` is the state that a pairing on hold goes back to. `no_way`: nothing leads there
    from here. `not_yours`: others may do it. `reason`: one is missing, unknown, or not wanted.
    """
    move = MOVES.get((before, after))
    if move is None or (before == SUSPENDED and after not in (held_from, CLOSED)):
        return "no_way"
    # Whatever ends for safety, or while it is on hold, is the safeguarding lead's to end; only a
    # person who leaves ends it all the same.
    guarded = reason == SAFETY or (before == SUSPENDED and reason != LEFT_PROGRAMME)
    if mover not in move.movers or (guarded and mover != SAFEGUARDING):
        return "not_yours"
    fits = reason in move.reasons if move.reasons else not reason
    return None if fits else "reason"
