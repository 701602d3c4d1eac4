"""Runs of the matching: their states, their steps, and what becomes of each line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.mentoring.rules.matching.reasons import IN_COMMON

ASKED = "asked"
RUNNING = "running"
PROPOSED = "proposed"
APPROVED = "approved"
SET_ASIDE = "set_aside"
FAILED = "failed"
RUN_STATES = {
    ASKED: "Waits for its turn",
    RUNNING: "Under way",
    PROPOSED: "Waits for your decision",
    APPROVED: "Approved",
    SET_ASIDE: "Set aside",
    FAILED: "Could not be done",
}
UNDER_WAY = (ASKED, RUNNING)
UNDECIDED = (*UNDER_WAY, PROPOSED)
# Runs that came to a proposal, with which a later one can be compared.
WITH_PROPOSAL = (PROPOSED, APPROVED, SET_ASIDE)

# What a worker does, as people are told while it does it.
STEPS = (
    "We read who takes part",
    "We look who fits whom",
    "We bring together whom people would choose",
    "We look for suggestions for those left over",
    "We write down why",
)
# A worker that has said nothing for so long is taken for dead.
LEASE = timedelta(minutes=2)
MOST_TRIES = 3

BY_HAND = "by_hand"
# Of all that a run proposes, its page shows one part.
STABLE_PART, SUGGESTED_PART, BY_HAND_PART = "stable", "suggested", "by-hand"
LEFT_PART, OUT_PART, REFUSED_PART = "left", "taken-out", "refused"
# The parts whose people are asked when it is approved.
ASKED_PARTS = (STABLE_PART, SUGGESTED_PART, BY_HAND_PART)
# And what is different from the run before.
CHANGES_PART = "changes"
PARTS = {
    STABLE_PART: "Stable pairs",
    SUGGESTED_PART: "Suggestions",
    BY_HAND_PART: "Pairs made by hand",
    LEFT_PART: "Left without anybody",
    OUT_PART: "Taken out",
    REFUSED_PART: "Not asked after all",
}
ABOUT = {
    STABLE_PART: (
        "These come first: there are no two among them who would both rather have each other."
    ),
    SUGGESTED_PART: (
        "These are for people whom nobody was found for otherwise. They fit less well. "
        "As with every pair, it takes a yes of both."
    ),
    BY_HAND_PART: "These were made by a coordinator.",
    LEFT_PART: "For each of them there is a reason. Some can be helped with a call.",
    OUT_PART: "A coordinator took these out. They are not asked.",
    REFUSED_PART: "Something had changed for these when the proposal was approved.",
    CHANGES_PART: "This is what is different, and why.",
}

# Why a line was not gone ahead with, though the rest was.
KEPT_APART, PAIRED, NO_ROOM, LEFT_PROGRAMME = "kept_apart", "paired", "no_room", "left_programme"
# A coordinator cannot tell "not again" from no room.
_NOT_NOW = (
    "One of the two has no room any more, is having a rest, or is not to be paired with the other."
)
REFUSED = {
    KEPT_APART: _NOT_NOW,
    PAIRED: "They are a pair already, or have been asked.",
    NO_ROOM: _NOT_NOW,
    LEFT_PROGRAMME: "One of the two does not take part any more.",
}
# What one of the two finds in a copy: the code says what coordinators are not told either.
REFUSED_FOR_THE_TWO = dict.fromkeys(REFUSED, "You were not asked after all.")


def kept_in_lines(reasons: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Reasons as a line keeps them: that two have something in common, but not what."""
    return [{key: said for key, said in reason.items() if key != "what"} for reason in reasons]


def told_to_coordinators(reasons: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Reasons without any word of what two have in common: that is for the two alone to read.

    Nor that there is something: whoever may enter what people share could try one thing after
    the other, and read here where it fits.
    """
    return [reason for reason in reasons if reason["key"] != IN_COMMON]
