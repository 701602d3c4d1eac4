"""What is refused about proposed sessions."""

from __future__ import annotations

from app.kit.errors import Refusal


class PurposeNeeded(Refusal):
    """Others need to know what a session is for."""

    sentence = "Say in a few words what it is for. Use at most 1,000 characters."


class ProposerNeeded(Refusal):
    """A proposal that is entered for somebody is theirs."""

    sentence = "Choose who proposes it. They need to be in this cohort."


class SuitsTooLong(Refusal):
    """When a session would suit is told in a line or two."""

    sentence = "Use at most 300 characters."


class ProposalAnswerNeeded(Refusal):
    """Whoever proposed a session is owed a reason."""

    sentence = "Say why not in a few words. Use at most 1,000 characters."


class ProposalAnswered(Refusal):
    """A proposal has one answer."""

    status = 409
    sentence = (
        "Somebody has answered this proposal already, or it was taken back. Open the list again to "
        "see how it stands."
    )
