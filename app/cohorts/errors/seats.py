"""What is refused about seats, the line, keys, and leaving."""

from __future__ import annotations

from app.kit.errors import Refusal


class StillInLine(Refusal):
    """There is no seat yet for somebody who stands in line."""

    status = 409
    sentence = (
        "There is no free seat yet. You are in line, and we write to you when it is your turn."
    )


class StillAsked(Refusal):
    """A facilitator has not answered yet."""

    status = 409
    sentence = "You have asked to join, and a facilitator will answer. You need do nothing more."


class TakenBack(Refusal):
    """The invitation, or the place in line, was taken back."""

    status = 409
    sentence = (
        "This invitation has ended. If you would like to take part, ask your facilitator: they "
        "can invite you again."
    )


class InviteNotSent(Refusal):
    """Somebody who asked, waits or has an offer has no invitation that could be sent again."""

    status = 409
    sentence = (
        "There is no invitation to send again. This person has asked to join, is in line, or is "
        "out. Their page says what you can do now."
    )


class NotAsking(Refusal):
    """There is no asking to say yes or no to."""

    status = 409
    sentence = "This person is not asking to join any more. Their page says how things stand."


class NothingToWithdraw(Refusal):
    """Somebody who joined or is out has no invitation that could be taken back."""

    status = 409
    sentence = (
        "There is no open invitation to take back. If they have joined, you can take them out "
        "of the cohort instead."
    )


class CapacityWrong(Refusal):
    """A cohort has room for a number of people that can be meant, or for any number."""

    sentence = "Write how many people there is room for, from 1 to 5,000, or leave this empty."


class HoursWrong(Refusal):
    """A seat is kept for one of the times on the list."""

    sentence = "Choose from the list how long a seat is kept."


class KeyUnknown(Refusal):
    """There is no such word, or it was closed; nobody is told which."""

    status = 404
    sentence = (
        "This word does not let anybody in. Check it letter by letter, or ask the person who "
        "gave it to you for a new one."
    )


class KeyRunOut(Refusal):
    """The last day of the word has passed."""

    status = 410
    sentence = (
        "This word worked until a day that has passed. Ask the person who gave it to you: they "
        "can give you a new one, or add you themselves."
    )


class KeyUsedUp(Refusal):
    """As many people as it was made for have used the word."""

    status = 409
    sentence = (
        "All the places for this word have been taken. Ask the person who gave it to you: they "
        "can give you a new one, or add you themselves."
    )


class LastDayWrong(Refusal):
    """A key works until a day to come."""

    sentence = "Choose a last day from today up to a year from now."


class CapWrong(Refusal):
    """A key has room for a whole number of people, or for any number."""

    sentence = "Write a whole number from 1 to 2,000, or leave it empty for no limit."


class PlaceUnknown(Refusal):
    """The place is not one of the cohort's."""

    sentence = "Choose one of the places of this cohort, or none."
