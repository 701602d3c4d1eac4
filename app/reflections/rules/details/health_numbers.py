"""NHS numbers: ten digits, however they are spaced, with a check digit that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.reflections.rules.details.finding import NHS_NUMBER, Finding, piece

DIGITS = 10
# Between two digits: spaces of any width, full stops, hyphens and dashes. Never a new line.
TEN_DIGITS = re.compile(
    r"\d(?<![\d£$€]\d)(?:[ \t.\u00a0\u2007\u2009\u202f\u2010-\u2015-]{0,3}\d){9}(?![\dA-Za-z])"
)
CALLED_ONE = re.compile(
    r"(?:nhs|chi|health)[ \t]?(?:number|num|no|rhif)?\W{0,6}(?:is\s)?$", re.IGNORECASE
)
NAMED = re.compile("nhs|chi|health", re.IGNORECASE)
BEFORE = 24


def health_numbers(text: str) -> Iterator[Finding]:
    """Each NHS number, from left to right; CHI numbers of Scotland have the same check digit.

    A number with a check digit that does not fit is one only when it is called one.
    Source: NHS Data Model and Dictionary, NHS NUMBER (modulus 11).
    """
    says_so = NAMED.search(text) is not None
    at = 0
    while match := TEN_DIGITS.search(text, at):
        start, end = match.span()
        label = text[max(0, start - BEFORE) : start]
        is_called_one = says_so and CALLED_ONE.search(label)
        if (is_called_one or fits(match[0])) and _is_apart(label):
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


def _is_apart(before: str) -> bool:
    """Whether the number does not go on from a code such as AB123; NHS and No may touch it."""
    is_code = before[-1:].isascii() and before[-1:].isalpha()
    return not is_code or before.lower().endswith(("nhs", "no", "chi"))
