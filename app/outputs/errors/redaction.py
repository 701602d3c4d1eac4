"""What is refused where something is taken out of somebody's words."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.outputs.rules.redaction import LONGEST_INSTEAD, LONGEST_REASON


class PieceNotThere(Refusal):
    """The piece is not in the words as they stand."""

    sentence = (
        "These words do not stand there. Copy them from the text above, letter for letter, and not "
        "from what is in brackets already."
    )


class PieceTwice(Refusal):
    """The piece stands in the words more than once."""

    sentence = "These words stand there more than once. Say which of them you mean."


class PieceOverlaps(Refusal):
    """The piece touches another one that was taken out, or is suggested to be."""

    status = 409
    sentence = (
        "Part of this is taken out already, or waits for the author's answer. Choose other words, "
        "or take back the suggestion first."
    )


class PiecesRunTogether(Refusal):
    """Other words bring two pieces that were taken out so close that they share a part."""

    sentence = (
        "Two pieces that were taken out of the words before run into each other in these, so that "
        "a part of one could be read. Change the words there, and save again."
    )


class InsteadNeeded(Refusal):
    """Something stands in the brackets."""

    sentence = (
        f"Write what readers see in place of it, such as “a practice”, in at most "
        f"{LONGEST_INSTEAD} characters."
    )


class ReasonNeeded(Refusal):
    """The author is told why."""

    sentence = f"Say why, in at most {LONGEST_REASON} characters. The author reads it."


class WordsChanged(Refusal):
    """The words are not those that the suggestion was about."""

    status = 409
    sentence = (
        "The words were changed after this was suggested, so it cannot be answered any more. If "
        "something should be taken out of the words as they are now, suggest it anew."
    )
