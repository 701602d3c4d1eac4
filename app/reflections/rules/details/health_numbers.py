"""NHS numbers: ten digits, however they are spaced, with a check digit that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.reflections.rules.details.finding import NHS_NUMBER, Finding, piece

DIGITS = 10
MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
# Between two digits: spaces of any width, full stops, hyphens and dashes. Never a new line.
TEN_DIGITS = re.compile(
    r"\d(?<![\d£$€]\d)(?:[ \t.\u00a0\u2007\u2009\u202f\u2010-\u2015-]{0,3}\d){9}(?![\dA-Za-z])"
)
CALLED_ONE = re.compile(
    r"(?:nhs|chi|health)[ \t]?(?:number|num|no|rhif)?\W{0,6}(?:is\s)?$", re.IGNORECASE
)
NAMED = re.compile("nhs|chi|health", re.IGNORECASE)
# Numbers of things and of bills, when one of these words stands right before the figures. Words for
# numbers that people have, such as case, card or reference alone, are left out: better to ask.
OF_A_THING = re.compile(
    r"\b(?:order|invoice|receipt|parcel|tracking|consignment|delivery|dispatch|ticket|quote|voucher"
    r"|booking|customer|account|tax|vat|utr|pension|serial|model|part|batch|lot|barcode|isbn"
    r"|meeting|zoom|webinar|meter|asset|charity|company|photo|archeb|anfoneb|tocyn|cyfrif)"
    r"(?:[ -](?:number|numbers|num|no|nr|id|code|ref|reference|order|rhif|reads?|10)){0,2}"
    r"\W{0,3}(?:(?:is|was|of)\s)?$",
    re.IGNORECASE,
)
BEFORE = 40


def health_numbers(text: str) -> Iterator[Finding]:
    """Each NHS number, from left to right; CHI numbers of Scotland have the same check digit.

    A number with a check digit that does not fit, or of a range that is given out to nobody, is
    one only when it is called one.
    Source: NHS Data Model and Dictionary, NHS NUMBER (modulus 11).
    """
    says_so = NAMED.search(text) is not None
    at = 0
    while match := TEN_DIGITS.search(text, at):
        start, end = match.span()
        label = text[max(0, start - BEFORE) : start]
        is_called_one = says_so and CALLED_ONE.search(label)
        may_be_one = fits(match[0]) and is_given_out(match[0]) and not OF_A_THING.search(label)
        if (is_called_one or may_be_one) and _is_apart(label):
            yield piece(NHS_NUMBER, text, start, end)
            at = end
        else:
            at = start + 1


def fits(written: str) -> bool:
    """Whether ten digits end in their check digit; ten times the same digit never do."""
    digits = [int(sign) for sign in written if sign.isdigit()]
    if len(digits) != DIGITS or len(set(digits)) == 1:
        return False
    left = sum(digit * (DIGITS - place) for place, digit in enumerate(digits[:-1])) % 11
    # A remainder of one would need a check digit of ten, and such numbers are not given out.
    return (11 - left) % 11 == digits[-1]


def is_given_out(written: str) -> bool:
    """Whether such numbers are given to people, or kept for tests as those that begin with 999.

    England, Wales and the Isle of Man have 4, 6, 7 and, like Northern Ireland, 3; a number of
    Scotland begins with a day, from 01 to 31, and a month.
    Source: NHS Data Model and Dictionary, NHS NUMBER and COMMUNITY HEALTH INDEX NUMBER.
    """
    digits = "".join(str(int(sign)) for sign in written if sign.isdigit())
    if digits[0] in "012":
        return digits[:2] != "00" and digits[2:4] in MONTHS
    return digits[0] in "3467" or digits.startswith("999")


def _is_apart(before: str) -> bool:
    """Whether the number does not go on from a code such as AB123; NHS and No may touch it."""
    is_code = before[-1:].isascii() and before[-1:].isalpha()
    return not is_code or before.lower().endswith(("nhs", "no", "chi"))
