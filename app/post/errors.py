"""What the post refuses."""

from __future__ import annotations

from app.kit.errors import Refusal


class ChoiceUnknown(Refusal):
    """For each topic there are a few answers."""

    sentence = "Choose one of the answers that are on the page."


class OpeningTooLong(Refusal):
    """Opening words are a few lines."""

    sentence = "Use at most 600 characters."


class OutcomeNeeded(Refusal):
    """A try has an outcome."""

    sentence = "Press one of the buttons, so that we know what came of it."


class NoLetterChosen(Refusal):
    """A try is about letters."""

    sentence = "Tick what you spoke about. If there is nothing to tick, there is nothing to do."


class NoteTooLong(Refusal):
    """A note on a try is a line or two."""

    sentence = "Use at most 300 characters for the note."
