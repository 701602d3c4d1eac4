"""What is refused about certificates."""

from __future__ import annotations

from app.kit.errors import Refusal


class ReasonNeeded(Refusal):
    """A certificate is taken back for a reason that its person can read."""

    sentence = "Write in 10 to 600 letters why it does not count any more. The person reads it."


class NotValid(Refusal):
    """It was replaced or taken back meanwhile."""

    status = 409
    sentence = "This certificate does not count any more. Open the list again to see what happened."


class NotTakenBack(Refusal):
    """There is a valid one, so that none is issued anew."""

    status = 409
    sentence = "There is a certificate that counts. Open the list again to see it."


class NameChanged(Refusal):
    """The name is another one than the page showed."""

    status = 409
    sentence = "The name in their account has changed since. Look at it again before you say yes."


class SameName(Refusal):
    """The certificate has that name already."""

    sentence = "Your name in your account is the one on the certificate. Change it there first."


class CannotPrint(Refusal):
    """The press could not make the file."""

    status = 503
    sentence = "We could not make this file now. Please try again in a few minutes."
