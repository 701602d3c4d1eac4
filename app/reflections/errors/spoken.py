"""What is refused about reflecting out loud."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.reflections.rules.spoken import LONGEST_TALK


class TalkRefused(Refusal):
    """Something is missing or cannot be; `field` is the one to put right."""

    field = "on"


class WhichDay(TalkRefused):
    """No day, or one that has not been yet."""

    sentence = "Say on which day it was. It can be today or a day before."


class HowLong(TalkRefused):
    """Minutes that cannot be."""

    field = "minutes"
    sentence = f"Say how many minutes it took, from 1 to {LONGEST_TALK}, or leave this empty."


class WithWhom(TalkRefused):
    """Nothing was chosen."""

    field = "company"
    sentence = "Choose whether you were on your own or with somebody."
