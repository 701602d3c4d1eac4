"""What the page of wellbeing refuses."""

from __future__ import annotations

from app.kit.errors import Refusal


class NothingSaid(Refusal):
    """Four questions that are all left out are no answer."""

    sentence = "Choose a number for at least one of the questions."


class NotOnTheScale(Refusal):
    """A number that the form does not offer."""

    sentence = "Choose numbers from 0 to 10. Nothing was kept."


class NotOffered(Refusal):
    """An answer that the scale does not offer."""

    sentence = "Choose one of the answers that are offered. Nothing was kept."
