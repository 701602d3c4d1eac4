"""What is looked for, as a pattern of every way in which a text may spell it.

Folding thousands of texts takes far longer than looking through them. So not the texts are folded:
a pattern has, for each letter of a word, all signs that become it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.reflections.rules.folding import changed_signs

WORD_SIGNS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_SPACES = " \t\n\r\f\v"
# In a stretch of letters that signs like ⑪ may stand for, each way to write it stands by itself.
# These become many, so a longer stretch is cut, and a sign for letters on both sides is not found.
_LONGEST_STRETCH = 8

# The signs that lead from one place of a word to another.
Ways = dict[tuple[int, int], list[str]]


@dataclass(frozen=True)
class _Signs:
    """What folding makes of signs, the other way round."""

    # The signs that become this one letter, and those that become several with it, in their order.
    alone: dict[str, list[str]]
    within: dict[str, list[tuple[str, str]]]
    # Classes of a pattern: what folding leaves out, what is white space, and what ends in a letter.
    marks: str
    spaces: str
    ends_word: str


def spelling(term: str) -> str:
    """A pattern in RE2's syntax that finds a folded term in texts that were not folded.

    A term that begins with a Latin letter or a figure is found at the beginning of a word only.
    """
    signs = _signs()
    ways, begun = _ways(term), _begun_within(term)
    stretches = list(_stretches(len(term), [*ways, *begun]))
    marks = f"[{signs.marks}]*"
    (_, end), *_ = stretches
    first = _between(0, end, term, ways)
    if _begins_word(term):
        first = f"(?:^|[^{signs.ends_word}{signs.marks}]){marks}{first}"
    others = [
        f"[{_ranges(of)}]{marks}{_between(to, end, term, ways)}"
        for (_, to), of in begun.items()
        if to <= end
    ]
    rest = "".join(_between(*stretch, term, ways) for stretch in stretches[1:])
    return f"(?:{'|'.join([first, *others])}){rest}"


def _begins_word(term: str) -> bool:
    return term[0] in WORD_SIGNS


def _ways(term: str) -> Ways:
    """From which place of a term signs lead to which: mostly from each letter to the next."""
    signs, ways = _signs(), defaultdict[tuple[int, int], list[str]](list)
    for at, letter in enumerate(term):
        ways[at, at + 1] += [letter, *signs.alone.get(letter, ())]
        for sign, kept in signs.within.get(letter, []):
            if to := _leads_to(term, at, kept):
                ways[at, to].append(sign)
    return ways


def _begun_within(term: str) -> Ways:
    """Signs of which only the later letters belong to a term."""
    ways = defaultdict[tuple[int, int], list[str]](list)
    for sign, kept in _signs().within.get(term[0], []):
        for at in range(1, len(kept)):
            hides = _begins_word(term) and kept[at - 1] in WORD_SIGNS
            if not hides and (to := _leads_to(term, 0, kept[at:])):
                ways[0, to].append(sign)
    return ways


def _leads_to(term: str, at: int, kept: str) -> int | None:
    """Where one is in a term after this; the last sign may stand for more than the term has."""
    if term.startswith(kept, at):
        return at + len(kept)
    return len(term) if kept.startswith(term[at:]) else None


def _stretches(length: int, ways: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A term in the shortest stretches that no sign leads across, and none too long."""
    crossed = {place for start, end in ways for place in range(start + 1, end)}
    start = 0
    for place in range(1, length + 1):
        if place == length or place not in crossed or place - start == _LONGEST_STRETCH:
            yield start, place
            start = place


def _between(start: int, end: int, term: str, ways: Ways) -> str:
    """A pattern for a stretch of a term."""
    if start == end:
        return ""
    signs, found = _signs(), list[str]()
    for to in range(start + 1, end + 1):
        if of := ways.get((start, to)):
            again = signs.spaces if term[start] == " " else ""
            found.append(f"[{_ranges(of)}][{signs.marks}{again}]*{_between(to, end, term, ways)}")
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


@cache
def _signs() -> _Signs:
    alone, within = defaultdict[str, list[str]](list), defaultdict[str, list[tuple[str, str]]](list)
    for sign, kept in changed_signs().items():
        if len(kept) == 1:
            alone[" " if kept in _SPACES else kept].append(sign)
        for letter in set(kept) if len(kept) > 1 else ():
            within[letter].append((sign, kept))
    alone[" "] += _SPACES[1:]
    marks = [sign for sign, kept in changed_signs().items() if not kept]
    ends_word = [sign for sign, kept in changed_signs().items() if kept and kept[-1] in WORD_SIGNS]
    return _Signs(
        alone=alone,
        within=within,
        marks=_ranges(marks),
        spaces=_ranges([" ", *alone[" "]]),
        ends_word=_ranges([*ends_word, *WORD_SIGNS]),
    )


def _ranges(signs: Sequence[str]) -> str:
    """Signs as a class of a pattern names them."""
    spans = list[list[int]]()
    for code in sorted(map(ord, signs)):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in spans)
