"""What is refused when somebody writes words, or adds a picture, to offer them."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.outputs.rules.gifts import LONGEST_ALTERNATIVE, LONGEST_GIFT_TITLE, MOST_PICTURES


class WordsNeeded(Refusal):
    """There are no words to offer."""

    sentence = "Write something first."


class WordsTooLong(Refusal):
    """The words are more than one contribution of this kind holds."""

    def __init__(self, longest: int) -> None:
        self.sentence = (
            f"That is more than {longest:,} characters. Make it shorter, or offer it in two parts."
        )
        super().__init__()


class TitleTooLong(Refusal):
    """A title of more characters than fit a heading."""

    sentence = f"Use at most {LONGEST_GIFT_TITLE} characters for the title."


class PictureNeeded(Refusal):
    """There is no file in the form, or nothing in the file."""

    sentence = "Choose a picture."


class PictureTooLarge(Refusal):
    """A file of more bytes than we take."""

    status = 413
    sentence = (
        "This picture is larger than 10 MB. Send a smaller size of it, or make a screenshot of it, "
        "and choose that. What you wrote is still here."
    )


class NotAPicture(Refusal):
    """A file that is sound."""

    sentence = "This file is not a picture. Choose a JPEG, PNG or WebP picture."


class TooManyPictures(Refusal):
    """A person with as many pictures as we keep."""

    sentence = (
        f"You have offered {MOST_PICTURES} pictures, and we cannot keep more. Take one back first."
    )


class AlternativeNeeded(Refusal):
    """Nobody who cannot see the picture would know what it shows."""

    sentence = (
        "Say what the picture shows, for people who cannot see it. "
        f"Use at most {LONGEST_ALTERNATIVE} characters."
    )


class PeopleUnclear(Refusal):
    """Whether people in the picture agree was not said."""

    sentence = (
        "Choose whether anybody can be recognised. If so, please ask each of them first; "
        "what you wrote is still here."
    )


class WordsChanged(Refusal):
    """Somebody else changed the words, or what is allowed, since the page was opened."""

    status = 409
    sentence = (
        "This was changed after you opened the page. What is kept now is shown below, and what you "
        "wrote is still in the form. Look at both, and save again if you still want to."
    )


class FromReflection(Refusal):
    """Words that were cut from a reflection stay as they were cut."""

    status = 409
    sentence = (
        "These words are from a reflection, letter for letter. To offer others, take these back "
        "and choose again from your reflection."
    )


class NotReadBack(Refusal):
    """What was told was not read back to whoever told it."""

    sentence = "Read all of it back to them first, and tick that it is what they want."


class TellerNeeded(Refusal):
    """Whose words they are was not chosen."""

    sentence = "Choose who told you."
