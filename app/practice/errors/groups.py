"""What is refused about plumblines of groups; no sentence repeats what somebody wrote."""

from __future__ import annotations

from app.kit.errors import Refusal


class ReadersNeeded(Refusal):
    """The group chooses who reads it."""

    sentence = "Choose who may read it. Ask the group."


class TooManyGroups(Refusal):
    """Enough for anybody; a machine that sends forms is stopped here."""

    sentence = "You have begun 100 groups in this cohort already. Go on with one of them."


class NoSuchSession(Refusal):
    """A session of another cohort, or none."""

    sentence = "Choose one of the sessions of this cohort, or none."


class PeopleNeeded(Refusal):
    """A group says how many it was."""

    sentence = "Write how many people took part, as a number from 1 to 500."


class NoSuchAnswer(Refusal):
    """An answer that the form does not offer."""

    sentence = "Choose one of the answers that are offered. Nothing was changed."


class NoteTooLong(Refusal):
    """More than the box holds; the writing stays in the box."""

    sentence = "One of the notes is too long. Use at most 1,000 characters for each."


class NoSuchWord(Refusal):
    """A word that belongs to no group of this cohort."""

    sentence = "We know no group with this word here. Ask somebody who was there to read it out."


class ChangedTooOften(Refusal):
    """Enough for any group; a machine that sends forms is stopped here."""

    status = 409
    sentence = "One of these answers was changed 200 times. It stays as it is now."
