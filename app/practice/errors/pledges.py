"""What is refused about pledges; no sentence repeats what somebody wrote."""

from __future__ import annotations

from app.kit.errors import Refusal


class WhatNeeded(Refusal):
    """A pledge without words."""

    sentence = "Write what you want to do. A few words are enough."


class WhatTooLong(Refusal):
    """More than the box holds; the writing stays in the box."""

    sentence = "This is too long. Use at most 600 characters."


class PartTooLong(Refusal):
    """The same for when, where and with whom."""

    sentence = (
        "One of the answers to when, where and with whom is too long. Use at most 200 characters "
        "for each."
    )


class KindNeeded(Refusal):
    """Adapt, adopt or disrupt."""

    sentence = "Choose whether you adapt, adopt or disrupt."


class ReadersNeeded(Refusal):
    """Something that the form does not offer."""

    sentence = "Choose who may read it."


class PledgeCohortNeeded(Refusal):
    """A pledge belongs to the cohort in which it was made."""

    sentence = "Choose the cohort in which you make this pledge."


class TooManyPledges(Refusal):
    """Enough for anybody."""

    sentence = "You have 50 pledges already. Erase one that you do not need any more."


class WordsStay(Refusal):
    """Written over after the first question, from a page that is too old."""

    status = 409
    sentence = (
        "The first words of this pledge stay as they are now. Write your change as an "
        "amendment: both are kept."
    )


class SaidNeeded(Refusal):
    """No answer was chosen."""

    sentence = "Choose how it is going. Each of the four is a good answer."


class AnswerTooLong(Refusal):
    """More than the box holds; the writing stays in the box."""

    sentence = "This is too long. Use at most 2,000 characters."


class TooManyAnswers(Refusal):
    """Enough for anybody."""

    sentence = "There are 200 answers to this pledge already. Make a new pledge, if you like."


class PersonNeeded(Refusal):
    """What is entered for somebody belongs to somebody of the cohort."""

    sentence = "Choose who told you."


class WayNeeded(Refusal):
    """Who enters something for somebody has not said how they were told."""

    sentence = "Choose how they told you: by phone or on paper."


class NothingToChange(Refusal):
    """A form on which nothing was chosen or written."""

    sentence = "Write or choose what they would like to be different."


class NoSuchPledge(Refusal):
    """They have none with that number, or none that goes on."""

    sentence = "They have no pledge with this number in this cohort. Ask them to look once more."
