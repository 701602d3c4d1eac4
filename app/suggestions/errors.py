"""What the suggestions room refuses; no sentence repeats what somebody wrote."""

from __future__ import annotations

from app.kit.errors import Refusal


class WordsNeeded(Refusal):
    """There is nothing to keep."""

    sentence = "Write what you would change. A few words are enough."


class TooLong(Refusal):
    """More than the box holds; the writing stays in the box."""

    sentence = "This is too long. Use at most 2,000 characters."


class AnswerNeeded(Refusal):
    """Whoever asked for a change reads why it was made or not."""

    sentence = "Write a few words, so that people can read what you did or why not."


class StateNeeded(Refusal):
    """An answer says how far it is."""

    sentence = "Choose what you answer."


class StepNeeded(Refusal):
    """A suggestion is about a page of the course."""

    sentence = "Choose the page it is about."


class PersonNeeded(Refusal):
    """Words of somebody else are entered for somebody of the cohort."""

    sentence = "Choose whose words these are."


class AnsweredMeanwhile(Refusal):
    """Somebody else answered between the reading and the writing."""

    status = 409
    sentence = (
        "Somebody else answered while you were writing, and nothing of yours is saved yet. "
        "Read what they wrote. Then change your words, or save them in place of theirs."
    )


class HasAnswer(Refusal):
    """What has an answer stays, so that the answer still makes sense."""

    status = 409
    sentence = (
        "This has an answer now, so it cannot be taken back any more. "
        "You can still take your name away from it."
    )
