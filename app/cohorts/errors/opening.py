"""What is refused when a cohort is opened."""

from __future__ import annotations

from app.kit.errors import Refusal


class CapacityWrong(Refusal):
    """A cohort has room for some people, and for a number that can be meant."""

    sentence = "Write how many people there is room for, from 1 to 5,000, or leave this empty."
