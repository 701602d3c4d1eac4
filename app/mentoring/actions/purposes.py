"""What something is shared for, in its author's words."""

from __future__ import annotations

from app.mentoring.errors.sharing import PurposeNeeded, PurposeTooLong
from app.mentoring.rules.sharing import LONGEST_PURPOSE
from app.people.rules import clean_lines


def clean_purpose(text: str) -> str:
    """The purpose as it is kept.

    Raises: PurposeNeeded, PurposeTooLong.
    """
    purpose = clean_lines(text, LONGEST_PURPOSE)
    if purpose is None:
        raise PurposeTooLong
    if not purpose:
        raise PurposeNeeded
    return purpose
