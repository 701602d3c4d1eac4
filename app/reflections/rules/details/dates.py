"""Dates in the many ways in which people write them, in figures and in words of three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.reflections.rules.details.worded_years import WORDED_YEAR, year_of

MONTHS = (
    "january jan ionawr ion stycznia",
    "february feb chwefror chwef lutego",
    "march mar mawrth fawrth marca",
    "april apr ebrill kwietnia",
    "may mai fai maja",
    "june jun mehefin fehefin meh czerwca",
    "july jul gorffennaf orffennaf gorff lipca",
    "august aug awst sierpnia",
    "september sept sep medi fedi września",
    "october oct hydref hyd października",
    "november nov tachwedd dachwedd tach listopada",
    "december dec rhagfyr ragfyr rhag grudnia",
)
MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
    twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
    """
ORDINAL = {word: number for number, word in enumerate(ORDINALS.split(), 1)}


@dataclass(frozen=True)
class Dated:
    """A date in a text; `day` is None without a year. Some shapes are other things as often."""

    start: int
    end: int
    day: date | None
    needs_a_word: bool = False


_ENDS = r"(?!\d|[/.\u2010-\u2015-]\d)"
# Behind the first figure: the figure is what is looked for, and few texts have many.
_APART = r"(?<![\d/.£$€\u2010-\u2015-]\d)"
_SIGN = r"(?P<sign>[/.\u2010-\u2015\\-])"
_SPACED = r"[\s/.,'’\u2010-\u2015-]"
IN_FIGURES = re.compile(
    rf"(?P<first>\d{_APART}\d?)\s?{_SIGN}\s?(?P<second>\d{{1,2}})"
    rf"\s?(?P=sign)\s?(?P<year>\d{{4}}|\d{{2}}){_ENDS}"
)
YEAR_FIRST = re.compile(
    rf"(?P<year>[12]{_APART}\d\d\d){_SIGN}(?P<second>\d{{1,2}})(?P=sign)"
    rf"(?P<first>\d{{1,2}}){_ENDS}"
)
SPACED = re.compile(rf"(?P<first>\d{_APART}\d?) (?P<second>\d\d?) (?P<year>(?:19|20)\d\d){_ENDS}")
TOGETHER = re.compile(rf"(?P<first>\d{_APART}\d)(?P<second>\d\d)(?P<year>\d{{4}}|\d\d){_ENDS}")
LONGEST_BEFORE = 32
WORD = re.compile(r"[^\W\d_]{3,12}")
DAY_BEFORE = re.compile(
    rf"(?<![\w£$€])(?:(?P<first>\d\d?)(?:st|nd|rd|th|af|ail|ydd|ed|fed|eg|ain)?"
    rf"|(?P<word>[a-z]{{5,11}}(?:-[a-z]{{5,7}})?))"
    rf"(?:\s{{1,2}}(?:of|o|day\sof)\s{{1,2}}|{_SPACED}{{0,3}})$",
    re.IGNORECASE,
)
DAY_AFTER = re.compile(
    rf"\.?{_SPACED}{{1,2}}(?:the\s)?(?P<first>\d\d?)(?:st|nd|rd|th)?(?!\d)", re.IGNORECASE
)
YEAR_AFTER = re.compile(rf"\.?(?P<between>{_SPACED}{{0,3}})(?P<year>\d{{4}}|\d\d)(?!\d)")


def dates(text: str, today: date) -> list[Dated]:
    """All dates in a text, from left to right, apart from each other."""
    found = sorted(_all(text, today), key=lambda one: (one.start, -one.end))
    apart = list[Dated]()
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _all(text: str, today: date) -> Iterator[Dated]:
    for shape in (IN_FIGURES, YEAR_FIRST, SPACED, TOGETHER):
        for match in shape.finditer(text):
            year = _full_year(match["year"], today)
            day = _day(year, int(match["second"]), int(match["first"]))
            if day:
                yield Dated(*match.span(), day, shape in (SPACED, TOGETHER) or _is_rough(match))
    if MONTH.keys().isdisjoint(map(str.lower, WORD.findall(text))):
        return
    for word in WORD.finditer(text):
        month = MONTH.get(word[0].lower())
        if month:
            yield from _in_words(text, word, month, today)


def _in_words(text: str, name: re.Match[str], month: int, today: date) -> Iterator[Dated]:
    """The date around the name of a month, when there is one."""
    begins = max(0, name.start() - LONGEST_BEFORE)
    before = DAY_BEFORE.search(text[begins : name.start()])
    number = _number(before) if before else None
    if before and number:
        start = begins + before.start()
        worded = WORDED_YEAR.match(text, name.end())
        if worded:
            yield Dated(start, worded.end(), _day(year_of(worded), month, number))
            return
        year = YEAR_AFTER.match(text, name.end())
        if year is None or _is_count(year):
            yield from _without_year(start, name.end(), month, number)
        if year:
            yield from _with_year(start, year, month, number, today)
        return
    after = DAY_AFTER.match(text, name.end())
    if after is None:
        return
    year = YEAR_AFTER.match(text, after.end())
    if year and year["between"]:
        yield from _with_year(name.start(), year, month, int(after["first"]), today)
    else:
        yield from _without_year(name.start(), after.end(), month, int(after["first"]))


def _number(before: re.Match[str]) -> int | None:
    return int(before["first"]) if before["first"] else ORDINAL.get(before["word"].lower())


def _without_year(start: int, end: int, month: int, number: int) -> Iterator[Dated]:
    if _day(2000, month, number):
        yield Dated(start, end, None)


def _with_year(
    start: int, year: re.Match[str], month: int, number: int, today: date
) -> Iterator[Dated]:
    day = _day(_full_year(year["year"], today), month, number)
    if day:
        yield Dated(start, year.end(), day, _is_count(year))


def _is_count(year: re.Match[str]) -> bool:
    """Whether two figures may count something else: "On 12 May 61 people came."."""
    return len(year["year"]) == 2 and year["between"].isspace()  # noqa: PLR2004


def _is_rough(match: re.Match[str]) -> bool:
    """Whether this is as often a number of a chapter or a version, such as 3.4.61."""
    return match["sign"] == "." and len(match[0]) < len("01.01.61")


def _full_year(written: str, today: date) -> int:
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year else century - 100 + year


def _day(year: int, month: int, day: int) -> date | None:
    """The date, or the one with day and month the other way round, as in the United States."""
    for first, second in ((month, day), (day, month)):
        try:
            return date(year, first, second)
        except ValueError:
            continue
    return None
