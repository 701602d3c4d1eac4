"""What is refused about runs of the matching."""

from __future__ import annotations

from app.kit.errors import Refusal


class OneWaits(Refusal):
    """There is a run that is under way or waits for a decision."""

    status = 409
    sentence = (
        "There is a matching already that nobody has decided on. "
        "Approve it or set it aside first, and then ask for another."
    )


class ChangedMeanwhile(Refusal):
    """Somebody else changed the proposal after this page was opened."""

    status = 409
    sentence = (
        "This proposal has changed since you opened the page, so we did nothing. "
        "Here is how it stands now. Please look again."
    )


class DecidedAlready(Refusal):
    """Somebody approved the run or set it aside before."""

    status = 409

    def __init__(self, name: str, *, approved: bool) -> None:
        who = name or "Somebody"
        what = "approved this proposal" if approved else "set this proposal aside"
        super().__init__(f"{who} {what} before you. There is nothing more for you to do here.")


class NotReady(Refusal):
    """The worker has not come to a proposal, or could not."""

    status = 409
    sentence = "There is no proposal to decide on here. Ask for a matching, or wait for this one."


class NobodyToAsk(Refusal):
    """Everything was taken out, or nobody was found for anybody."""

    status = 409
    sentence = "There are no pairs in this proposal. Make a pair by hand, or set it aside."


class PersonNotThere(Refusal):
    """Whoever was named does not take part in the matching at the moment."""

    status = 409
    sentence = (
        "One of these two does not take part in the matching at the moment. "
        "Look at their profile with them first."
    )


class OwnPair(Refusal):
    """A coordinator would pair themselves."""

    status = 409
    sentence = "You would be one of these two. Please ask another coordinator to do this."


class DoesNotFit(Refusal):
    """Something that must fit does not."""

    status = 409

    def __init__(self, why: str) -> None:
        super().__init__(_WHY[why])


_LOOK = "Look at both profiles with them first, or choose somebody else."
_WHY = {
    "language": f"They have no language in common. {_LOOK}",
    "contact_mode": f"There is no way to be in touch that suits both. {_LOOK}",
    "times": f"There is no time that suits both. {_LOOK}",
    "distance": f"They are too far apart to meet, or we do not know how far. {_LOOK}",
}
