"""What is refused about support maps; no sentence tells what stands on one."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.participation.rules.support import (
    LONGEST_NAME,
    LONGEST_STRENGTHS,
    LONGEST_WORDS,
    MOST,
)


class SupportKindNeeded(Refusal):
    """The drawing has a side for each kind."""

    sentence = "Choose what it is."


class RingNeeded(Refusal):
    """The drawing has rings."""

    sentence = "Choose how close it is."


class SupportNameNeeded(Refusal):
    """The list names it."""

    sentence = f"Write who or what it is. Use at most {LONGEST_NAME} characters."


class SupportWordsTooLong(Refusal):
    """A few words."""

    sentence = f"This is too long. Use at most {LONGEST_WORDS} characters."


class StrengthsTooLong(Refusal):
    """What is strong in somebody fits on a page."""

    sentence = f"This is too long. Use at most {LONGEST_STRENGTHS:,} characters."


class SupportMapFull(Refusal):
    """A list that long is read by nobody."""

    sentence = f"There are {MOST} on it already. Take one off before you add another."


class NothingTold(Refusal):
    """A form that says nothing."""

    sentence = "Write who or what supports them, or what is strong in them."


class TellerOfMapNeeded(Refusal):
    """A map that is entered for somebody is theirs."""

    sentence = "Choose who told you. They need to be in this cohort."


class NothingOnMap(Refusal):
    """There is nothing to share yet."""

    sentence = "There is nothing on your support map yet. Write something first."
