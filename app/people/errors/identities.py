"""What is refused about accounts elsewhere."""

from __future__ import annotations

from app.kit.errors import Refusal


class IdentityTaken(Refusal):
    """An account elsewhere opens one account here."""

    status = 409
    sentence = "That account is joined to somebody else here. Ask the people who run the programme."


class SignInElsewhereFailed(Refusal):
    """What came back from the other service cannot be used."""

    sentence = (
        "Signing in there did not work, so we let nobody in. Try once more, or sign in with a link."
    )


class ElsewhereAway(Refusal):
    """The other service does not answer."""

    status = 503
    sentence = (
        "The other service does not answer at the moment. Try again in a few minutes, or sign in "
        "with a link."
    )
