"""Phone numbers of the United Kingdom, and numbers with the code of any country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from app.reflections.rules.details.finding import PHONE, Finding, piece

_BETWEEN = r"[ \t()/.\u00a0\u2009\u202f\u2010-\u2015-]{0,3}"
_ENDS = r"(?![\dA-Za-z])"
# Numbers that begin with 03, 08 or 09 belong to services, and tell of nobody who they are.
AT_HOME = re.compile(rf"0(?<![\w£$€#+]0){_BETWEEN}[127](?:{_BETWEEN}\d){{9}}{_ENDS}")
# A few places have one figure less.
SHORTER = re.compile(rf"0(?<![\w£$€#+]0)1(?:{_BETWEEN}\d){{8}}{_ENDS}")
WITH_CODE = re.compile(
    rf"(?:\+(?<!\w\+)|00(?<![\w£$€#+]00)){_BETWEEN}44{_BETWEEN}(?:0{_BETWEEN})?[127]"
    rf"(?:{_BETWEEN}\d){{8,9}}{_ENDS}"
)
ABROAD = re.compile(rf"\+(?<!\w\+)[1-9](?:{_BETWEEN}\d){{7,14}}{_ENDS}")
HOME = 44
LONGEST_CODE = 3


def phones(text: str) -> Iterator[Finding]:
    """Each phone number; short ones such as 111, and extensions, tell nobody who somebody is."""
    for shape in (WITH_CODE, AT_HOME, SHORTER):
        for match in shape.finditer(text):
            yield _whole(text, match)
    for match in ABROAD.finditer(text):
        if _has_code(match[0]):
            yield _whole(text, match)


def _whole(text: str, match: re.Match[str]) -> Finding:
    """The number with the bracket that opens before its first figure."""
    opens = ")" in match[0] and text[match.start() - 1 : match.start()] == "("
    return piece(PHONE, text, match.start() - opens, match.end())


def _has_code(written: str) -> bool:
    digits = "".join(sign for sign in written if sign.isdigit())
    codes = (int(digits[:length]) for length in range(1, LONGEST_CODE + 1))
    return any(code in COUNTRY_CODE_TO_REGION_CODE and code != HOME for code in codes)
