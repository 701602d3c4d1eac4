"""Dates of birth: dates that are said to be one, or that make somebody a likely age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from app.reflections.rules.details.dates import Dated
from app.reflections.rules.details.finding import BIRTH, Finding, piece

# A date that nothing is said about is a date of birth when it makes somebody this old.
GROWN = 18
OLDEST = 115
BEFORE = 48
AFTER = 36
SAYS_BIRTH = re.compile(
    r"\bd\.?\s?o\.?\s?b\b|\bbirth(?!\s(?:cent|plan|rate|part|unit|weight))|\bborn\b"
    r"|\b(?:g|ng)?eni\b|\b[gn]?h?anwyd\b"
    r"|\b(?:p|ph|mh)en-?blwydd|\bganed\b|\burodz\w*|\bb\.\s?$",
    re.IGNORECASE,
)
SAID_AFTER = re.compile(
    r"^[^.!?\n]{0,12}\b(?:is|was|being|as|=)\s(?:\w{2,8}'?s?\s)?(?:birth|d\.?o\.?b)"
    r"|^\W{0,3}(?:birthday|d\.?o\.?b|\(?date of birth|\(?birth)",
    re.IGNORECASE,
)
# What happened on a day long ago, to a place or to everybody.
SAYS_OTHER = re.compile(
    r"\b(?:since|open(?:ed|s)?|founded|launch(?:ed)?|publish(?:ed)?|began|started?|closed|built"
    r"|dated?|issued|signed|passed|elected|retired|died|death|married|moved|qualified|joined"
    r"|session|meeting|report|letter|act|minutes|sort\scode|version|until|came|arrived|left|photo(?:graph)?|happened|ers|agor\w*"
    r"|burn(?:ed|t)|fire|flood\w*|war|strike|wed|wedding|operat\w+|surgery|stroke|accident|admitted"
    r"|discharged|planted|sober|lost|buried|funeral|blessed|arrested|evicted)\b",
    re.IGNORECASE,
)
NEW_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|\n\s*(?=[A-Z])")


def births(text: str, found: Iterable[Dated], today: date) -> Iterator[Finding]:
    """Those of the dates of a text that are of birth; `today` tells how old somebody would be."""
    last = 0
    for dated in found:
        before = NEW_SENTENCE.split(text[max(last, dated.start - BEFORE) : dated.start])[-1]
        after = text[dated.end : dated.end + AFTER]
        if _is_birth(dated, before, after, today):
            yield piece(BIRTH, text, dated.start, dated.end)
        last = dated.end


def _is_birth(dated: Dated, before: str, after: str, today: date) -> bool:
    if SAYS_BIRTH.search(before) or SAID_AFTER.search(after):
        return dated.day is None or _years(dated.day, today) in range(OLDEST)
    if dated.needs_a_word or dated.day is None or SAYS_OTHER.search(before):
        return False
    return _years(dated.day, today) in range(GROWN, OLDEST)


def _years(day: date, today: date) -> int:
    had_birthday = (today.month, today.day) >= (day.month, day.day)
    return today.year - day.year - (not had_birthday)
