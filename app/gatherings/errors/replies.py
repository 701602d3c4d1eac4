"""What is refused when people say whether they come, or take a part in a session."""

from __future__ import annotations

from app.kit.errors import Refusal


class RepliesClosed(Refusal):
    """Who comes shows once a session has begun."""

    status = 409
    sentence = "This session has begun or will not take place, so there is nothing to answer."


class ReplyNeeded(Refusal):
    """There are two answers."""

    sentence = "Choose one: I am coming, or I cannot come."


class NeedsTooLong(Refusal):
    """What somebody needs is told in a few lines."""

    sentence = "Use at most 500 characters. You can also tell it to the people who run the cohort."


class RoleUnknown(Refusal):
    """There are four roles."""

    sentence = "Choose a role from the list."


class RoleNameNeeded(Refusal):
    """A role is somebody's."""

    sentence = "Choose somebody of the cohort, or write the name of a guest (up to 80 characters)."


class OneNameOnly(Refusal):
    """Two names in one form leave open who is meant."""

    sentence = "Choose somebody of the cohort or write a guest's name, but not both."
