"""How long a sign-in lasts, and what somebody signed in with, in plain words."""

from __future__ import annotations

from datetime import datetime, timedelta

# The ways in, by the word kept in `sign_in.how`, and what they say on a page.
WAYS_IN = {
    "link": "with a link from a letter",
    "password": "with your password",
    "text": "with a code from a text",
    "passkey": "with a passkey",
    "elsewhere": "with the account of your organisation",
}

# On a computer or phone of one's own a cookie lasts 12 hours from its last use; used every day, a
# sign-in still ends some time.
LASTS = timedelta(days=30)
# A cookie that was not used for so long is refused; what is older is not shown as open.
UNUSED = timedelta(hours=12)
# On a computer that others use too.
SHARED_LASTS = timedelta(hours=2)
SHARED_UNUSED = timedelta(minutes=15)
# Somebody who says in time that they are still there has two more hours, and no more than this.
# Source: WCAG 2.2, success criterion 2.2.1: a limit of more than 20 hours needs no way to stay.
SHARED_MOST = timedelta(hours=20)
# From here on each page offers to stay.
ENDS_SOON = timedelta(minutes=20)
# How long after it began somebody still sees that they signed in.
REMEMBERED = timedelta(days=90)
# How exactly it is kept when a sign-in was used last.
SEEN_EVERY = timedelta(minutes=10)
SHARED_SEEN_EVERY = timedelta(minutes=1)

LONGEST_DEVICE = 60
# The first mark that is met in what a browser says of itself; many say several names.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "CrOS": "a Chromebook",
    "Windows": "Windows",
    "Mac OS X": "a Mac",
    "Linux": "Linux",
}


def device_in_words(user_agent: str) -> str:
    """What somebody signs in with, such as "Chrome on Windows"; never what it says of itself."""
    browser = _first(BROWSERS, user_agent) or "A browser"
    system = _first(SYSTEMS, user_agent)
    return f"{browser} on {system}" if system else browser


def lasts_until(began_at: datetime, *, is_shared: bool) -> datetime:
    """When a sign-in ends, however much it is used."""
    return began_at + (SHARED_LASTS if is_shared else LASTS)


def stays_until(began_at: datetime, *, now: datetime) -> datetime:
    """When one on a shared computer ends, once somebody said that they are still there."""
    return min(now + SHARED_LASTS, began_at + SHARED_MOST)


def may_stay(began_at: datetime, ends_at: datetime) -> bool:
    """Whether one on a shared computer lasts longer when somebody says that they are there."""
    return ends_at < began_at + SHARED_MOST


def seconds_left(ends_at: datetime, now: datetime) -> int:
    """How long one still lasts."""
    return max(0, int((ends_at - now).total_seconds()))


def is_over(
    *,
    is_shared: bool,
    seen_at: datetime,
    ends_at: datetime,
    ended_at: datetime | None,
    now: datetime,
) -> bool:
    """Whether a sign-in is good no more: ended, too old, or a shared one that nobody uses.

    That one of somebody's own was not used for long is told by its cookie, which is signed with
    its time.
    """
    is_left = is_shared and seen_at + SHARED_UNUSED <= now
    return ended_at is not None or ends_at <= now or is_left


def is_seen_again(*, is_shared: bool, seen_at: datetime, now: datetime) -> bool:
    """Whether it is time to write down that a sign-in was used."""
    return seen_at + (SHARED_SEEN_EVERY if is_shared else SEEN_EVERY) <= now


def _first(names: dict[str, str], text: str) -> str | None:
    return next((name for mark, name in names.items() if mark in text), None)
