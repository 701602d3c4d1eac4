"""What the progress room refuses."""

from __future__ import annotations

from app.kit.errors import Refusal


class AnswersNeeded(Refusal):
    """A knowledge check is done by answering, not by saying so."""

    sentence = "Answer each question first. You can try as often as you like, and nobody sees it."


class ChoiceNeeded(Refusal):
    """A question was sent to be checked without an answer."""

    sentence = "Choose an answer first. Then we can tell you more about it."
