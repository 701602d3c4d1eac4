"""Names that a title introduces, such as Mrs, Dr or Cllr."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.reflections.rules.details.finding import TITLED, Finding, piece
from app.reflections.rules.details.listed import listed

_SPACE = r"[ \t\u00a0]{1,2}"
TITLE = re.compile(
    # By their first letters most places of a text are passed at once.
    rf"(?=[MDPSLRYCIN])(?<!\w)(Mrs|Mr|Ms|Miss|Mx|Mister|Dr|Doctor|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd"
    rf"|Reverend|Y\sParch|Parch|Pastor|Canon|Imam|Rabbi|Cllr|Councillor|Sister|Nurse|Matron)\.?{_SPACE}"
    rf"(?=[^\W\d_])",
    re.IGNORECASE,
)
# These are hardly ever anything but titles, even in small letters.
ALWAYS = frozenset(("mr", "mrs"))
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|[’'\u2010\u2011-](?=[^\W\d_])){0,40}")
PARTICLES = listed(
    """
    van der den de da di du la le von ap ab al el bin bint ben ibn o’ abu dos del ter ten
    """
)
GAP = re.compile(r"\.?[ \t\u00a0]{1,2}(?=[^\W\d_])")
LONGEST = 5
# Words with a capital that follow a title, or a name, and are no name.
NO_NAMES = listed(
    """
    am are were be been do does did can could should may must not no yes
    i a and or the we he she they you it this that then when who said says was is has had
    will would asked in on at but so if my our her his their to for of with from as monday
    tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december practitioner practitioners manager managers
    associate associates specialist consultant consultants led leader station team
    prescriber prescribers training street road lane park house act google men man surgery
    appointment appointments what why how there these those
    """
)
SCANS = listed("scan scans imaging angiogram spine brain")


def titled_names(text: str) -> Iterator[Finding]:
    """Each title with the name behind it; a title alone tells of nobody who they are."""
    end = 0
    for match in TITLE.finditer(text):
        if match.start() < end:
            continue
        last = _end_of_name(text, match)
        if last:
            end = last
            yield piece(TITLED, text, match.start(), last)


def _end_of_name(text: str, match: re.Match[str]) -> int | None:
    """Where the name ends that begins behind the title; None when no name stands there."""
    title, at = match[1], match.end()
    lower = title.islower()
    if (lower and title not in ALWAYS) or title == "MS":
        return None
    end = None
    for _ in range(LONGEST):
        word = NAME.match(text, at)
        if word is None:
            break
        plain = word[0].lower()
        if plain not in PARTICLES or word[0][0].isupper():
            if not _is_name(word[0], is_first=end is None, after_small=title.lower() in ALWAYS):
                break
            if title.isupper() and plain in SCANS:
                break
            end = word.end()
        gap = GAP.match(text, word.end())
        if gap is None or (gap[0][0] == "." and len(word[0]) > 1):
            break
        at = gap.end()
    return end


def _is_name(word: str, *, is_first: bool, after_small: bool) -> bool:
    if word.lower() in NO_NAMES:
        # "Dr A Patel" has an initial, "Mr I" has not.
        return word == "A" and is_first
    if _has_capital(word):
        return True
    return is_first and after_small and len(word) > 2  # noqa: PLR2004


def _has_capital(word: str) -> bool:
    """Whether it begins with a capital; letters of scripts without capitals count as one."""
    return not word[0].islower()
