"""What the people room refuses."""

from __future__ import annotations

from app.kit.errors import Refusal


class LinkSpent(Refusal):
    """The sign-in link was used or is too old."""

    sentence = "This link has been used or is too old. Ask for a new one on the sign-in page."


class WrongPassword(Refusal):
    """The e-mail address and password do not go together; it does not say which is wrong."""

    sentence = "We do not know that e-mail address and password together. Check both and try again."


class NameNeeded(Refusal):
    """A person needs a name."""

    sentence = "Write a name of at most 120 characters."


class EmailWrong(Refusal):
    """This is not an e-mail address."""

    sentence = "Write an e-mail address, like name@example.org."


class PasswordWeak(Refusal):
    """The new password is not good enough; the sentence says what to change."""


class ReadingUnknown(Refusal):
    """Text has a few sizes and spacings, and the languages are a list."""

    sentence = "Choose one of the answers that are on the page."
