"""Postcodes of the United Kingdom, and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.reflections.rules.details.finding import EMAIL, POSTCODE, Finding, piece
from app.reflections.rules.details.listed import listed

AREAS = listed(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT
    DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L
    LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S
    SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR
    WS WV YO ZE
    """
)
# Only in London does the first half end in a letter.
WITH_LETTER = listed("E EC N NW SE SW W WC")
# In small letters the second half may be "2nd" or "5lb" instead.
NOT_SECOND_HALVES = listed("st nd rd th ft hr lb pt px qt yr gp ds")
CODE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2})(\d[A-Za-z0-9]?)[ \t\u00a0\u2009\u202f]{0,2}"
    r"(\d)([ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})(?![A-Za-z0-9])"
)


def postcodes(text: str) -> Iterator[Finding]:
    """Each whole postcode; a first half alone, such as M6, holds thousands of homes."""
    for match in CODE.finditer(text):
        area, district, _, end = match.groups()
        has_area = area.upper() in AREAS
        may_have_letter = district.isdigit() or area.upper() in WITH_LETTER
        if has_area and may_have_letter and end not in NOT_SECOND_HALVES:
            yield piece(POSTCODE, text, *match.span())


HOST = re.compile(r"[@＠]((?:[^\W_][\w-]{0,62}\.){1,6}[^\W\d_]{2,24})(?![\w@])")
LONGEST_NAME = 64
NAME_SIGNS = frozenset("._%+-'’")


def emails(text: str) -> Iterator[Finding]:
    """Each e-mail address, looked for from its @ and what stands behind it."""
    for match in HOST.finditer(text):
        start = match.start()
        furthest = max(0, start - LONGEST_NAME)
        while start > furthest and (text[start - 1].isalnum() or text[start - 1] in NAME_SIGNS):
            start -= 1
        while start < match.start() and text[start] in NAME_SIGNS:
            start += 1
        if start < match.start():
            yield piece(EMAIL, text, start, match.end())
