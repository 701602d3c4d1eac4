"""What is kept so that people can sign in, as the privacy page says it."""

from __future__ import annotations

from typing import NamedTuple


class Kept(NamedTuple):
    """One line of the privacy page."""

    what: str
    who: str
    until: str


WAYS_IN = (
    Kept(
        "Where and when you signed in, with what kind of phone or computer, and which way",
        "You",
        "90 days",
    ),
    Kept(
        "Your password, passkeys, the app that shows you codes, and recovery codes: sealed, or as "
        "marks from which nobody can make them again",
        "Nobody. You see that they are there",
        "Until you take them away",
    ),
    Kept(
        "An account elsewhere with which you sign in: which service, and what it is called there",
        "You",
        "Until you part the two",
    ),
    Kept(
        "That a code was sent to a phone number, as a mark that does not show the number",
        "Nobody",
        "One day",
    ),
    Kept(
        "An e-mail address that you asked for and have not confirmed",
        "You",
        "Seven days at most",
    ),
)
