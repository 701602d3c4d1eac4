"""What is refused about the second step of signing in."""

from __future__ import annotations

from app.kit.errors import Refusal


class CodeWrong(Refusal):
    """The code is not the right one, is too old or was used."""

    sentence = (
        "This code is not right, or was used before. Wait until your app shows the next one, "
        "and write that."
    )


class SetUpLapsed(Refusal):
    """Setting up an app was not begun, or too long ago."""

    status = 409
    sentence = "This page is too old. Go to your account, “Signing in safely”, and start again."


class StepNeeded(Refusal):
    """Something that matters asks to see once more who is here."""

    status = 403
    sentence = (
        "We did not do this yet. It asks you to show once more that it is you. Go to your account, "
        "“Signing in safely”, then come back and send it once more."
    )


class PasskeyRefused(Refusal):
    """The answer of a passkey is not right, is too old, or it is not known here."""

    sentence = (
        "That passkey did not work here. Try once more, or sign in another way. A passkey that was "
        "taken away from an account does not open it any more."
    )


class PasskeyNameNeeded(Refusal):
    """A name tells one passkey from another."""

    sentence = "Write a name of at most 60 characters, such as “My phone”."


class TooManyPasskeys(Refusal):
    """Twenty passkeys are enough for one person."""

    status = 409
    sentence = "You have 20 passkeys. Take one away before you add another."


class NotYourPassword(Refusal):
    """The password is not that of the person who is signed in."""

    sentence = "This is not your password. Check it and try again."


class NoSecondStep(Refusal):
    """Recovery codes stand in for a second step, so there must be one."""

    status = 409
    sentence = "Set up an app or a passkey first. Recovery codes come with it."


class NotYourOwnReset(Refusal):
    """Nobody takes their own second step away as if it was lost."""

    sentence = "Another programme lead has to do this for you. You can use a recovery code instead."


class NothingToReset(Refusal):
    """Whoever is called so has no second step, or there is nobody."""

    sentence = "Nobody who is called so has a second step. Check what you wrote."
