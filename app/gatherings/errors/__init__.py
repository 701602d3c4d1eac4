"""What the gatherings room refuses."""

from __future__ import annotations

from app.kit.errors import Refusal


class TitleNeeded(Refusal):
    """A session needs a title."""

    sentence = "Write a title of at most 120 characters."


class InThePast(Refusal):
    """A session is planned ahead."""

    sentence = "This time has passed. Choose a time that is still to come."


class TooFarAhead(Refusal):
    """A session so far away is a slip of the pen."""

    sentence = "This day is more than three years away. Check the year."


class LengthWrong(Refusal):
    """A session is neither a moment nor a day."""

    sentence = "Write how long it lasts, from 10 to 480 minutes."


class WayNeeded(Refusal):
    """People need to know how they can take part."""

    sentence = "Choose how people take part."


class LinkWrong(Refusal):
    """Only web addresses are safe to open."""

    sentence = "Write a whole web address that starts with https://, or leave this empty."


class PlaceTooLong(Refusal):
    """A place is told in a few lines."""

    sentence = "Use at most 300 characters for the place."


class AboutTooLong(Refusal):
    """What will happen is told in short."""

    sentence = "Use at most 2,000 characters."


class ModuleUnknown(Refusal):
    """The module is not one of this cohort's course."""

    sentence = "Choose a module from the list."


class HasBegun(Refusal):
    """A session that has begun cannot be called off."""

    status = 409
    sentence = "This session has begun, so it cannot be called off any more."


class NotBegun(Refusal):
    """Nobody can have taken part in a session before it begins, or in one that was called off."""

    status = 409
    sentence = "You can note who was there once the session has begun."
