"""Years of the last century that are written out: "nineteen forty-two"."""

from __future__ import annotations

import re

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUE = {
    **{word: number for number, word in enumerate(_ONES.split(), 1)},
    **{word: number for number, word in enumerate(_TEENS.split(), 10)},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), 2)},
}
WORDED_YEAR = re.compile(
    r"[\s,]{1,3}nineteen[\s-](?:hundred[\s-](?:and[\s-])?)?(?:"
    rf"(?P<tens>{_TENS.replace(' ', '|')})(?:[\s-](?P<ones>{_ONES.replace(' ', '|')}))?"
    rf"|(?P<teens>{_TEENS.replace(' ', '|')})|oh?[\s-](?P<early>{_ONES.replace(' ', '|')}))\b",
    re.IGNORECASE,
)


def year_of(worded: re.Match[str]) -> int:
    """The year that such words say."""
    return 1900 + sum(VALUE[word.lower()] for word in worded.groups() if word)
