"""What is refused when somebody asks to open a log, or answers such a request."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.reflections.rules.log_openings import LONGEST_REASON, SHORTEST_REASON


class PersonNeeded(Refusal):
    """Nobody was chosen, or nobody who can be."""

    sentence = "Choose whose log it is. You cannot ask to open your own."


class ReasonNeeded(Refusal):
    """A reason of a word is none."""

    sentence = (
        f"Say why, in at least {SHORTEST_REASON} characters. The person whose log it is will read "
        "this word for word."
    )


class ReasonTooLong(Refusal):
    """More than a letter can hold."""

    sentence = f"The reason can have up to {LONGEST_REASON} characters. Please shorten it."


class AskedBefore(Refusal):
    """The form asked before, about somebody else or in other words."""

    status = 409
    sentence = (
        "You have asked with this form already. That request stays as it is, and you find it on "
        "the list. What you wrote now is kept here: send it again if you want to ask this too."
    )


class NotYoursToDecide(Refusal):
    """Somebody answers their own request, or one about their own log, or without the role."""

    status = 403
    sentence = (
        "You cannot answer this request. It needs a second person: a safeguarding lead or another "
        "programme lead, and never the person whose log it is."
    )


class AnsweredAlready(Refusal):
    """The request was answered, taken back, or has waited too long."""

    status = 409
    sentence = "This request can be answered no more. Go back to the list to see what became of it."


class AnswerNeeded(Refusal):
    """Neither yes nor no."""

    sentence = "Choose “Yes, open it” or “No, refuse it”."
