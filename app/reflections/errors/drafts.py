"""What is refused about drafts."""

from __future__ import annotations

from app.kit.errors import Refusal


class TooLongForADraft(Refusal):
    """More than a draft can hold; it stays on the device and in the box."""

    sentence = (
        "This is longer than we can keep in one piece. Your words are still in the box: take the "
        "end out, and save it as an entry of its own."
    )
