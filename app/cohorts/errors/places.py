"""What is refused about places."""

from __future__ import annotations

from app.kit.errors import Refusal


class PlaceNameNeeded(Refusal):
    """A place needs a name."""

    sentence = "Write a name for the place of at most 120 characters."


class PlaceKindUnknown(Refusal):
    """This is not one of the kinds of place."""

    sentence = "Choose from the list what kind of place it is."


class CodeWrong(Refusal):
    """This cannot be the ODS code of such a place; the sentence says what one looks like."""


class PlaceKnown(Refusal):
    """There is a place with this name."""

    status = 409
    sentence = "There is a place with this name in the list already. Use that one, or add a word."


class CodeKnown(Refusal):
    """There is a place with this ODS code."""

    status = 409
    sentence = "There is a place with this ODS code in the list already. Check the code."


class PositionWrong(Refusal):
    """These are not the two numbers of a point on the earth."""

    sentence = (
        "Write two numbers with a comma between them, like 53.481, -2.243, or leave this empty."
    )
