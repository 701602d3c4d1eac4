"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.reflections.rules.sentences import rough_sentences

SAME = "same"
TAKEN_OUT = "taken out"
ADDED = "added"

# How much is looked at before a stretch counts as changed altogether: pieces of one text, and
# pairs of pieces that are alike. Texts of 50,000 characters stay far below a second.
MOST_PIECES = 3_000
MOST_PAIRS = 20_000

# White space, one sign, one letter of a script without spaces, or a run of anything else.
_SIGNS = r".,;:!?…\"'“”‘’()\[\]«»"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORDS = re.compile(rf"\s+|[{_SIGNS}]|[{_UNSPACED}]|[^\s{_SIGNS}{_UNSPACED}]+")


@dataclass(frozen=True)
class Stretch:
    """Words in a row that are the same in both texts, taken out, or added."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Stretch]:
    """What became of `before`: its stretches in order.

    Those that are same or taken out make up `before`, those same or added `after`, to the letter.
    Sentences are compared first, then the words of those that changed.
    """
    found = list[Stretch]()
    for kind, old, new in _steps(_rough(before), _rough(after)):
        if kind == "equal":
            found.append(Stretch(SAME, old))
        else:
            found.extend(_by_words(old, new))
    return list(_joined(found))


def _rough(text: str) -> list[str]:
    return [text[start:end] for start, end in rough_sentences(text)]


def _by_words(before: str, after: str) -> Iterator[Stretch]:
    for kind, old, new in _steps(_WORDS.findall(before), _WORDS.findall(after)):
        if kind == "equal":
            yield Stretch(SAME, old)
        else:
            yield Stretch(TAKEN_OUT, old)
            yield Stretch(ADDED, new)


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What stays and what is replaced, as texts; all is replaced where looking would take long."""
    start = _alike(before, after)
    rest_before, rest_after = before[start:], after[start:]
    end = _alike(rest_before[::-1], rest_after[::-1])
    old, new = rest_before[: len(rest_before) - end], rest_after[: len(rest_after) - end]
    yield ("equal", "".join(before[:start]), "".join(after[:start]))
    if _takes_long(old, new):
        yield ("replace", "".join(old), "".join(new))
    else:
        matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
        for kind, i, j, k, n in matcher.get_opcodes():
            yield (kind, "".join(old[i:j]), "".join(new[k:n]))
    kept = "".join(before[len(before) - end :])
    yield ("equal", kept, kept)


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """How many pieces from the first on are the same."""
    number = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        number += 1
    return number


def _takes_long(before: Sequence[str], after: Sequence[str]) -> bool:
    if max(len(before), len(after)) > MOST_PIECES:
        return True
    there = Counter(piece for piece in after if not piece.isspace())
    return sum(there[piece] for piece in before) > MOST_PAIRS


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The same stretches; neighbours of one kind are one, and empty ones are left out.

    What changed on both sides of a space reads as one change.
    """
    old, new, same = "", "", ""
    for one in stretches:
        if one.kind == SAME and (old or new) and one.text.isspace() and "\n" not in one.text:
            old, new = old + one.text, new + one.text
            continue
        if one.kind == SAME:
            yield from _told(same, old, new) if old or new else ()
            same = one.text if old or new else same + one.text
            old = new = ""
        elif one.kind == TAKEN_OUT:
            old += one.text
        else:
            new += one.text
    yield from _told(same, old, new)


def _told(same: str, old: str, new: str) -> Iterator[Stretch]:
    for kind, text in ((SAME, same), (TAKEN_OUT, old), (ADDED, new)):
        if text:
            yield Stretch(kind, text)
