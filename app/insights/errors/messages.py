"""What a message to a group refuses."""

from __future__ import annotations

from app.insights.rules.messages import LONGEST_AS_TEXT, LONGEST_MESSAGE, LONGEST_SUBJECT
from app.kit.errors import Refusal


class SubjectNeeded(Refusal):
    """A message without a subject, or with a long one."""

    status = 422
    sentence = f"Say in one line what it is about, in at most {LONGEST_SUBJECT} characters."


class WordsNeeded(Refusal):
    """A message without words, or with too many."""

    status = 422
    sentence = f"Write your message, in at most {LONGEST_MESSAGE:,} characters."


class TooLongForText(Refusal):
    """Some of the people get it as a text message, which has less room."""

    status = 422
    sentence = f"Some people get this as a text message. Use at most {LONGEST_AS_TEXT} characters."

    def __init__(self, *, people: int, letters: int) -> None:
        """So many people read texts; the message has so many characters."""
        who = "1 person gets" if people == 1 else f"{people} people get"
        super().__init__(
            f"{who} this as a text message, which has room for {LONGEST_AS_TEXT} characters. "
            f"Yours has {letters:,}. Make it shorter, or write to the others first and ring "
            "those who read texts."
        )


class NobodyChosen(Refusal):
    """There is nobody to write to."""

    status = 422
    sentence = "There is nobody to write to. Choose other people, or tick somebody."


class OthersChosen(Refusal):
    """Between the preview and the yes somebody joined, left or went on."""

    status = 409
    sentence = (
        "Since you looked, other people belong to this choice: somebody joined, left or went on. "
        "Nothing was sent. Look at who gets it now, and send it again."
    )
