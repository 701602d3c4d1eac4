"""What the cohorts room refuses."""

from __future__ import annotations

from app.kit.errors import Refusal


class CohortNameNeeded(Refusal):
    """A cohort needs a name."""

    sentence = "Write a name for the cohort of at most 120 characters."


class UnknownZone(Refusal):
    """This is not a time zone that we know."""

    sentence = "Choose a time zone from the list, like Europe/London."


class StrangeStart(Refusal):
    """The start date is too far away to be meant."""

    sentence = "Choose a start date within two years of today."


class UnknownStanding(Refusal):
    """This is not one of the standings."""

    sentence = "Choose who the people are from the list."


class PhoneWrong(Refusal):
    """This cannot be a phone number."""

    sentence = "Write a phone number of at most 40 characters, like 020 7946 0000."


class EditionNotPublished(Refusal):
    """Nobody learns from a draft."""

    status = 409
    sentence = "This edition is not published yet. Publish it first, or choose another."


class AnswerNeeded(Refusal):
    """An answer to an invitation is yes or no."""

    sentence = "Choose yes or no."


class AnsweredAlready(Refusal):
    """An invitation that was answered is not sent again."""

    status = 409
    sentence = "This person has answered, so there is no invitation to send again."


class InvitedToday(Refusal):
    """The last invitation is less than a day old."""

    status = 409
    sentence = (
        "We sent this person an invitation less than a day ago. Please give them some time. "
        "You can send it again tomorrow, or ring them."
    )


class JoinedAlready(Refusal):
    """Somebody who joined cannot say no any more, but can leave."""

    status = 409
    sentence = "You have joined this cohort. If you want to stop, use “Leave this cohort”."


class SaysYesThemselves(Refusal):
    """Nobody is brought into a cohort by others who has an account of their own."""

    status = 409
    sentence = (
        "They have an account here, so they say yes themselves: by the link in the invitation, or "
        "on their own first page. You can send the invitation again, or add them again after a no."
    )


class NotInvited(Refusal):
    """There is no invitation to answer."""

    status = 409
    sentence = "There is no open invitation here. Ask your facilitator to invite you again."


class NotTaking(Refusal):
    """Only somebody who joined can leave."""

    status = 409
    sentence = "You are not in this cohort, so there is nothing to leave."
