"""What is refused when a pairing is made or moved."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.mentoring.rules.states import (
    ACTIVE,
    AGREEING,
    CLOSED,
    CLOSING,
    DECLINED,
    EXPIRED,
    PAUSED,
    PROPOSED,
    SUSPENDED,
    WITHDRAWN,
)

# Read by the two, and by whoever enters something for them or looks after them: true for each.
_AS_IT_IS = {
    PROPOSED: "The two have not both answered yet. This can be done when both have said yes.",
    DECLINED: "This will not be a pair, and that is all right. There is nothing more to do here.",
    EXPIRED: "The time to answer this proposal is over. A coordinator can propose it again.",
    WITHDRAWN: "This proposal was taken back. There is nothing more to do here.",
    AGREEING: "The agreement does not have both signatures yet. Signing it comes first.",
    ACTIVE: "This pair is under way already. Open its page again to see how it stands.",
    PAUSED: "This pair is having a break. Say first that the break is over.",
    CLOSING: "This pair is coming to an end already. Open its page again to see how it stands.",
    CLOSED: "This pair has ended. The two can still read what they wrote together.",
    SUSPENDED: (
        "This pair is on hold. Please wait until the safeguarding lead has been in touch with both."
    ),
}


class NotFromHere(Refusal):
    """Nothing leads from the state of the pairing to where somebody would bring it."""

    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(_AS_IT_IS[state])


class ReasonNeeded(Refusal):
    """An end has a reason, chosen from a list; a no has none."""

    sentence = "Choose from the list why it ends. Nobody is told who wished it."


class NotInProgramme(Refusal):
    """One of the two is in no cohort any more."""

    status = 409
    sentence = "One of these two does not take part any more. Choose somebody else to pair."


class CannotBePaired(Refusal):
    """The two are kept apart; the sentence does not say by whom or why."""

    status = 409
    sentence = "These two cannot be paired. Please choose somebody else for one of them."


class PairedAlready(Refusal):
    """The same two have an open pairing."""

    status = 409
    sentence = "These two are a pair already, or have been asked. Look at their page instead."


class NoRoom(Refusal):
    """One of the two has as many pairings as they have room for, or is resting."""

    status = 409
    sentence = (
        "One of these two has no room at the moment. Ask them first, or choose somebody else."
    )
