"""What the checker says about a text: which piece may tell who somebody is, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass

NHS_NUMBER = "nhs_number"
BIRTH = "birth"
POSTCODE = "postcode"
PHONE = "phone"
EMAIL = "email"
TITLED = "titled"
COMPANION = "companion"
INTRODUCED = "introduced"

SENTENCES = {
    NHS_NUMBER: "This looks like an NHS number.",
    BIRTH: "This may be somebody’s date of birth.",
    POSTCODE: "This looks like a postcode.",
    PHONE: "This looks like a phone number.",
    EMAIL: "This looks like an e-mail address.",
    TITLED: "This looks like somebody’s name.",
    COMPANION: "This may be the name of somebody you learn with.",
    INTRODUCED: "This may be somebody’s name.",
}
KINDS = tuple(SENTENCES)


@dataclass(frozen=True)
class Finding:
    """A piece of a text: `text` is exactly the characters from `start` up to `end`."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def sentence(self) -> str:
        """What it may be, in plain words."""
        return SENTENCES[self.kind]

    def overlaps(self, other: Finding) -> bool:
        """Whether both hold a character of the text."""
        return self.start < other.end and other.start < self.end


def piece(kind: str, text: str, start: int, end: int) -> Finding:
    """The finding of this kind at this place of the text."""
    return Finding(kind, start, end, text[start:end])
