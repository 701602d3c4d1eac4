"""Taking a piece out of somebody's words: something in [brackets] stands in its place.

Nothing else is ever changed: the words are slices of what was stored, with agreed brackets between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import category

from app.outputs.rules.gifts import one_line

ASKED = "asked"
YES = "yes"
NO = "no"
DROPPED = "dropped"
STATES = (ASKED, YES, NO, DROPPED)

LONGEST_INSTEAD = 80
LONGEST_REASON = 300
LONGEST_PIECE = 500

ZWJ = "\N{ZERO WIDTH JOINER}"
SKIN_TONES = tuple(map(chr, range(0x1F3FB, 0x1F400)))


@dataclass(frozen=True)
class Cut:
    """A piece [begins, ends) of a text in characters, and what is said in its place."""

    begins: int
    ends: int
    instead: str

    @property
    def bracket(self) -> str:
        """What is read in place of the piece."""
        return f"[{self.instead}]"

    def touches(self, other: Cut) -> bool:
        """Whether the two have a character in common."""
        return self.begins < other.ends and other.begins < self.ends


def with_brackets(text: str, cuts: Iterable[Cut]) -> str:
    """The text with each piece replaced; pieces that do not lie in it, or touch, change nothing.

    Of two that begin at one place the longer one is.
    """
    kept, at = list[str](), 0
    for cut in sorted(cuts, key=lambda cut: (cut.begins, -cut.ends, cut.instead)):
        if at <= cut.begins < cut.ends <= len(text):
            kept += [text[at : cut.begins], cut.bracket]
            at = cut.ends
    return "".join([*kept, text[at:]])


def places_of(text: str, piece: str) -> Sequence[int]:
    """Where a piece begins, each time that it stands in the text; letter for letter.

    Not where it would leave a mark without its letter, or cut a sign in two.
    """
    found, at = list[int](), text.find(piece) if piece else -1
    while at >= 0:
        ends = at + len(piece)
        if not (
            _hangs_on(text[at]) or _hangs_on(text[ends : ends + 1]) or text[at - 1 : at] == ZWJ
        ):
            found.append(at)
        at = text.find(piece, ends)
    return found


def carried(text: str, pieces: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where pieces that were taken out of other words stand in these, so that none can be read.

    `pieces` in the order in which they stood, the same one as often as it was taken out. Each
    place is (which of the pieces, where it begins). A piece is taken out wherever it stands, but
    inside of a longer one that is. None: two of them run into each other, so that taking one out
    would leave a part of the other.
    """
    found, gone = list[tuple[int, int]](), bytearray(len(text))
    for piece in sorted(set(pieces), key=lambda piece: (-len(piece), piece)):
        alike = [number for number, one in enumerate(pieces) if one == piece]
        for begins in places_of(text, piece):
            here = slice(begins, begins + len(piece))
            if all(gone[here]):
                continue
            if any(gone[here]):
                return None
            # The first goes where it stands first; where it stands more often, the last goes on.
            found.append((alike[0], begins))
            alike = alike[1:] or alike
            gone[here] = b"x" * len(piece)
    return found


def _hangs_on(sign: str) -> bool:
    """Whether a sign belongs to the letter before it, such as an accent or a tone of skin."""
    return bool(sign) and (sign in (ZWJ, *SKIN_TONES) or category(sign).startswith("M"))


def clean_instead(raw: str) -> str:
    """What is to stand in brackets: in one line, without brackets of its own."""
    return one_line(raw.replace("[", " ").replace("]", " "))


def clean_piece(raw: str) -> str:
    """A piece as it was copied from a page, without what a browser or a hand adds around it."""
    return raw.replace("\r\n", "\n").replace("\r", "\n").strip()
