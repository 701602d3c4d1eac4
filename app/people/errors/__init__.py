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


class DescribedMeanwhile(Refusal):
    """What somebody brings was changed on another page."""

    status = 409
    sentence = (
        "What you bring was changed somewhere else while you were writing. Below is what you "
        "wrote. Save it again to keep it, or open the page anew to see what is there now."
    )


class EmailWrong(Refusal):
    """This is not an e-mail address."""

    sentence = "Write an e-mail address, like name@example.org."


class PasswordWeak(Refusal):
    """The new password is not good enough; the sentence says what to change."""


class ReadingUnknown(Refusal):
    """Text has a few sizes and spacings, and the languages are a list."""

    sentence = "Choose one of the answers that are on the page."


class LanguageUnknown(Refusal):
    """Letters can be had in some languages."""

    sentence = "Choose one of the languages on the page."


class ChannelUnknown(Refusal):
    """There are four ways to be reached."""

    sentence = "Choose how to be reached from the answers on the page."


class NumberWrong(Refusal):
    """This is not a phone number."""

    sentence = "Write one whole phone number, like 07700 900123, or leave this empty."


class NumberNeeded(Refusal):
    """Nobody is rung or gets texts without a number."""

    sentence = "Write the phone number for text messages or calls, or choose another way."


class AddressNeeded(Refusal):
    """Nobody gets e-mail without an address."""

    sentence = "There is no e-mail address. Choose another way."


class AddressTaken(Refusal):
    """Each e-mail address is of one person; it does not tell whose."""

    status = 409
    sentence = (
        "This e-mail address cannot be used here. Check it. If it is right, ask the people who "
        "run the programme."
    )


class AddressStays(Refusal):
    """An e-mail address lets its person in, so nobody else changes it."""

    status = 409
    sentence = "This person has an e-mail address, and only they can change it."


class DoorTheirs(Refusal):
    """What can let somebody into their account is theirs to choose."""

    status = 409
    sentence = (
        "A text message or an e-mail can let somebody into this account, so only they can choose "
        "it. They can sign in and do it, or you can choose a call or paper. If they have no e-mail "
        "and have never signed in, ask a programme lead."
    )


class PaperTooLong(Refusal):
    """Where paper goes is told in a few lines."""

    sentence = "Use at most 300 characters to say where paper goes."


class ZoneUnknown(Refusal):
    """This is not a time zone that we know."""

    sentence = "Choose a time zone from the list, like Europe/London."


class NobodyCalledSo(Refusal):
    """There is nobody."""

    sentence = (
        "Nobody has this e-mail address, phone number or whole name. Check what you wrote, and "
        "write a name in full."
    )


class SeveralCalledSo(Refusal):
    """A name or a phone is not always one person's."""

    sentence = (
        "Several people have this name or phone number. Write the e-mail address, or the whole "
        "name as it stands on the page of their cohort."
    )
