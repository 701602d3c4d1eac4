"""Names of people that words around them introduce: "my patient Doreen", "a man called Stan"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.reflections.rules.details.finding import INTRODUCED, Finding, piece
from app.reflections.rules.details.listed import listed
from app.reflections.rules.details.titles import NO_NAMES

_KIN = (
    "husband|wife|partner|son|daughter|mother|mum|mam|father|dad|brother|sister|aunt|uncle|niece"
    "|nephew|cousin|nan|gran|grandad|grandmother|grandfather|grandson|granddaughter|friend"
    "|neighbour|carer|boyfriend|girlfriend|fiancée?|widow|widower"
)
_PEOPLE = (
    f"{_KIN}|man|woman|lady|gentleman|boy|girl|lad|lass|chap|person|patient|client|resident"
    "|volunteer|baby|child|teenager|student|chwaer|brawd|gŵr|dyn|menyw|ffrind|mab|merch"
)
_SPACE = r"[ \t\u00a0]{1,2}"
_NAME = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|[’'\u2010-](?=[^\W\d_])){1,30}"
# "Her husband Ted", "my patient Doreen", and with a comma: "the patient, Leszek, asked".
OWNED = re.compile(
    rf"\b(?:my|our|your|his|her|their|fy|ei|eu|ein)\s(?:\w{{3,9}}\s)?(?:{_PEOPLE})(?:,?{_SPACE})"
    rf"(?P<name>{_NAME}(?:{_SPACE}{_NAME})?)"
    rf"|\b(?:a|an|the|one)\s(?:\w{{3,9}}\s)?(?:{_PEOPLE}),{_SPACE}(?P<apart>{_NAME})(?=,)",
    re.IGNORECASE,
)
CALLED = re.compile(
    rf"\b(?:{_PEOPLE})(?:\s(?:is|was|who\sis|who\swas))?\s(?:called|named|o[’']r\senw|by\sthe\sname\sof)"
    rf"{_SPACE}(?P<name>{_NAME}(?:{_SPACE}{_NAME})?)",
    re.IGNORECASE,
)
# With a capital behind such a word, and no names.
OTHERS = NO_NAMES | listed(
    """
    participation group liaison support access experience safety online centre services service
    english welsh scottish irish british polish urdu england wales god mum dad day both
    """
)


def introduced_names(text: str) -> Iterator[Finding]:
    """Each name right behind a word for a person; a name that nothing introduces is not found."""
    for shape in (OWNED, CALLED):
        for match in shape.finditer(text):
            group = "name" if match["name"] else "apart"
            kept = _kept(match[group])
            if kept:
                start = match.start(group)
                yield piece(INTRODUCED, text, start, start + len(kept))


def _kept(words: str) -> str:
    """As many of these words as are a name: with a capital, and not all of them large."""
    first, _, second = words.partition(" ")
    if not _is_name(first):
        return ""
    return words if second and _is_name(second.strip()) else first


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and word.lower() not in OTHERS
