"""What is refused where an edition is told in other words."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.post.rules.short import cut

LONGEST_SHOWN = 20


class TellerNeeded(Refusal):
    """An edition in other words names the person who wrote it."""

    sentence = "Write the name of the person who wrote it, in at most 80 characters."


class LanguageNeeded(Refusal):
    """A translation is into a language that we know."""

    sentence = "Choose the language that it is translated into."


class MachineAlone(Refusal):
    """A translation that nobody has gone through is not published as somebody's words."""

    sentence = (
        "A translation that only a machine made can say something that nobody said. "
        "Please ask a person who speaks the language to go through every line first."
    )


class WrittenMeanwhile(Refusal):
    """Somebody else changed the same text after this page was opened."""

    status = 409
    sentence = (
        "Somebody else changed this after you opened it. What you wrote is still here. "
        "Open the page in another tab to see what they wrote, and put both together."
    )


class BorrowedWords(Refusal):
    """Lines of an Easy Read edition use somebody's words and do not say whose."""

    def __init__(self, places: list[int]) -> None:
        """The places of those lines, counted from 0."""
        super().__init__()
        lines = ", ".join(str(place + 1) for place in places)
        self.sentence = (
            f"Line {lines} uses words that somebody said. Say whose they are, one person for "
            "each line, and we ask them. Or say it in your own words."
        )


class NoSuchWords(Refusal):
    """A line of an Easy Read edition tells words by a number that none in the edition have."""

    def __init__(self, number: str) -> None:
        """`number` as it was sent."""
        super().__init__(f"There are no words with number {cut(number, LONGEST_SHOWN)}.")


class NothingTold(Refusal):
    """There is nothing to publish yet."""

    status = 409
    sentence = "Nothing is written yet, so there is nothing to publish."
