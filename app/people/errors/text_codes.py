"""What signing in by a text refuses."""

from __future__ import annotations

from app.kit.errors import Refusal


class CodeSpent(Refusal):
    """The code was used, is too old, or is not of this browser."""

    sentence = "This code has been used or is too old. Ask for a new one."


class CodeWrong(Refusal):
    """Not the code that was sent; it does not say whether one was."""

    sentence = (
        "This is not the code, or it is too old. Look at the text and try again. After five tries "
        "you need a new code."
    )


class TooManyCodes(Refusal):
    """Codes went to phones of theirs, or to this one, too often."""

    status = 429
    sentence = (
        "We sent several codes already, so nothing was saved. Wait an hour, or choose another way "
        "for your letters, and press Save again."
    )
