"""Refusals: each says what happened in one sentence that a person can act on."""

from __future__ import annotations

from collections.abc import Callable


class Refusal(Exception):  # noqa: N818 - the field's word is refusal
    """Something a person asked for was not done, and the sentence says why and what to do."""

    status = 422
    sentence = "We could not do that. Please go back and try again."

    def __init__(self, sentence: str | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)


class NotFound(Refusal):
    """There is nothing here for this person; it does not say whether it exists."""

    status = 404
    sentence = "We could not find that page."


class NotAllowed(Refusal):
    """This person may not open this page."""

    status = 403
    sentence = "This page is not for your account."


class BeingRestored(Refusal):
    """Everything is being put back from a backup at this moment."""

    status = 503
    sentence = (
        "We are putting everything back from a copy that we keep. This takes a few minutes. "
        "Please come back a little later."
    )


class SignedOut(Refusal):
    """A form was sent by somebody who is not signed in any more."""

    status = 400
    sentence = (
        "You are not signed in any more, so we did not save what you sent. "
        "Sign in, open the form again and send it once more."
    )


def refusals_of(*checks: Callable[[], object]) -> list[Refusal]:
    """What several checks refuse, in their order, so that a form says all of it in one round."""
    found = (_refusal_of(check) for check in checks)
    return [refusal for refusal in found if refusal is not None]


def _refusal_of(check: Callable[[], object]) -> Refusal | None:
    try:
        check()
    except Refusal as refusal:
        return refusal
    return None


class WrongSetting(Exception):  # noqa: N818 - shown to the person who starts the platform
    """A setting is wrong; the message names it and says what it should be."""
