"""What is refused about words that lead to a story."""

from __future__ import annotations

from app.kit.errors import Refusal
from app.outputs.rules.stories import MOST_WORDS


class StoryDayWrong(Refusal):
    """A day that has passed, or is too far off."""

    sentence = "Choose a last day from today on, at most six months from now."


class TooManyStoryWords(Refusal):
    """So many words at the same time that nobody knows any more who has which."""

    sentence = f"{MOST_WORDS} words lead to this story already. End one before you make another."
