"""What people can offer: its kinds, how each is asked for, and how long each may be."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category

from app.reflections.rules import clean_text

QUOTE = "quote"
STORY = "story"
MESSAGE = "message"
STEP = "step"
PICTURE = "picture"
LEARNING = "learning"


@dataclass(frozen=True)
class Kind:
    """One kind of thing to offer: its word on pages, and how it is asked for.

    `longest`: characters of its words.
    """

    word: str
    many: str
    offer: str
    hint: str
    label: str
    help: str
    longest: int
    room: str = "Up to"

    @property
    def length(self) -> str:
        """How much can be written."""
        return f"{self.room} {self.longest:,} characters."


KINDS = {
    QUOTE: Kind(
        word="quote",
        many="Quotes",
        offer="Something I said or thought",
        hint="A sentence or two, in your own words.",
        label="Your words",
        help="Write it as you would say it. Nobody will correct it.",
        longest=2_000,
    ),
    STORY: Kind(
        word="story",
        many="Stories",
        offer="A story",
        hint="Something that happened to you, or that you were part of.",
        label="Your story",
        help="Begin where you like. What happened, who was there, what changed?",
        longest=8_000,
    ),
    MESSAGE: Kind(
        word="key message",
        many="Key messages",
        offer="Something others should know",
        hint="One thing that you want people who decide to hear.",
        label="Your message",
        help="One thing, as short as you can say it.",
        longest=300,
    ),
    STEP: Kind(
        word="practical step",
        many="Practical steps",
        offer="Something others could do",
        hint="A thing that works, or that is worth trying.",
        label="What could others do?",
        help="What to do, who can do it, and how to begin.",
        longest=1_500,
    ),
    PICTURE: Kind(
        word="picture",
        many="Pictures",
        offer="A picture",
        hint="A photo or a drawing of yours.",
        label="What do you want to say with it?",
        help="Your words stand under the picture.",
        longest=500,
        room="With up to",
    ),
    LEARNING: Kind(
        word="learning",
        many="Learnings",
        offer="Something I learned",
        hint="What you see or do in another way now.",
        label="What did you learn?",
        help="What did you think before, and what do you think now?",
        longest=1_500,
    ),
}

CUT_FROM_REFLECTIONS = (QUOTE, STORY, MESSAGE, STEP, LEARNING)
"""What sentences of a reflection can be; a picture of it stays there."""

TITLED = (STORY,)
LONGEST_GIFT_TITLE = 120
LONGEST_ALTERNATIVE = 500
MOST_PICTURES = 30
"""Pictures of one person at a time; each may have some megabytes."""

NOBODY_IN_IT = "nobody"
PEOPLE_AGREE = "agreed"
SOMEBODY = "unasked"
PEOPLE = {
    NOBODY_IN_IT: "Nobody can be recognised",
    PEOPLE_AGREE: "People can be recognised, and each of them agrees to what I allow here",
    SOMEBODY: "People can be recognised, and I have not asked all of them",
}
"""What an author says of a picture; with the last one it cannot be offered yet."""


def kept_words(raw: str) -> str:
    """Words as they are kept: letter for letter, without what no page and no file can show."""
    shown = (sign for sign in clean_text(raw) if sign in "\n\t" or category(sign) != "Cc")
    return "".join(shown).strip()


def one_line(raw: str) -> str:
    """A title or a name as it is kept: in one line, without signs that show nothing."""
    shown = "".join(" " if category(sign) in ("Cc", "Zl", "Zp") else sign for sign in raw)
    return " ".join(shown.encode("utf-8", "ignore").decode().split())


def is_shown(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(category(sign)[0] in "LNPS" for sign in text)
