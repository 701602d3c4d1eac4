"""What a letter says, and why one is not wanted any more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.post.rules.tongues import Tongue, mark

_gaps = re.compile(r"\n\s*\n")
# What programs make a link or a number to ring of; `St. John` and `J.R. Smith` are none.
_leads_away = re.compile(r"://|@|www\.|\w\.\w{2}|(?:\d[\s-]?){6}", re.IGNORECASE)
SIGNED = mark("The Discovery Learning Programme")
TELL_WHOEVER_BRINGS = mark("Tell whoever brings you this: they write it down for you.")


@dataclass(frozen=True)
class Draft:
    """What a letter says; the post knows whom it is for, and puts in the address.

    `body` is plain text for e-mail, for reading out and for paper: each paragraph is one line, as
    long as it is, since only what shows it knows how wide that is. `short` is the same in as few
    words as fit a text message. `calendar` is an iCalendar object for calendar programs.
    """

    subject: str
    body: str
    short: str = ""
    calendar: str | None = None


@dataclass(frozen=True)
class Lapse:
    """Why a letter is no longer wanted, in words for a facilitator."""

    reason: str


def whole_letter(name: str, *paragraphs: str, tongue: Tongue) -> str:
    """A letter with its greeting and who signs it; paragraphs that are empty are left out.

    Without a name it greets nobody by name, and neither with one that leads away: anybody who knows
    a word to join with can type a name, and have a letter sent to any address.
    """
    name = "" if _leads_away.search(name) else name
    said = (_gaps.sub("\n\n", paragraph.strip()) for paragraph in paragraphs)
    greeting = tongue.say("Hello {name},", name=name) if name else tongue.say("Hello,")
    return "\n\n".join([greeting, *filter(None, said), tongue.say(SIGNED)]) + "\n"


def way_to_answer(address: str, *, by_hand: bool, tongue: Tongue) -> str:
    """Where somebody answers, or whom they tell when a person brings them the letter."""
    if by_hand:
        return tongue.say(TELL_WHOEVER_BRINGS)
    return f"{tongue.say('You can answer here:')}\n{address}"
