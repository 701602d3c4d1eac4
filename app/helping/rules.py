"""What a helper may do for a person, until when, and how the person said yes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SESSIONS, STEPS, PLEDGES, MEETINGS = "sessions", "steps", "pledges", "meetings"


@dataclass(frozen=True)
class Act:
    """One thing that a helper may do: as the person ticks it, as others read it, what is seen."""

    tick: str
    said: str
    sees: str


ACTS: dict[str, Act] = {
    SESSIONS: Act(
        "Say whether I come to sessions, and what I need to take part",
        "say whether they come to sessions",
        "They see when sessions are, your answers, and what you said you need.",
    ),
    STEPS: Act(
        "Note which steps of the course I have done",
        "note which steps of the course they have done",
        "They see the modules, and what others noted for you. Not what you did on a screen.",
    ),
    PLEDGES: Act(
        "Write down my pledges, and how they are going",
        "write down their pledges, and how they are going",
        "They see nothing of the pledges that you have. You tell them what to write.",
    ),
    MEETINGS: Act(
        "Note that I met my mentoring partner",
        "note that they met their mentoring partner",
        "They see your partner’s name and the month in which you last met.",
    ),
}

# What stays a person's own, whoever helps them: told to the person, and told of them.
NEVER = (
    "read your reflections, or write in them",
    "vote for you",
    "sign in as you, or change how you sign in",
    "say yes to your words being used",
    "get a copy of your data, or have your account erased",
)
NEVER_FOR_THEM = (
    "read their reflections, or write in them",
    "vote for them",
    "sign in as them, or change how they sign in",
    "say yes to their words being used",
    "get a copy of their data, or have their account erased",
)

# How the person said yes: on the page, with a code from a text, or on paper beside a witness.
PAGE, TEXT, PAPER = "page", "text", "paper"
HOWS = {
    TEXT: "With a code that we send to their phone as a text",
    PAPER: "On paper, and somebody else saw it",
}

LONGEST = timedelta(days=365)
REMINDED = timedelta(days=14)
# What is asked for waits so long for a yes.
WAITS = timedelta(days=30)
# How many people may help somebody at once, or be asked to.
MOST = 5
LONGEST_WITNESS = 120
# The code in a text is good for so long; all that were sent for one yes, for so many tries.
CODE_LASTS = timedelta(minutes=30)
MOST_TRIES = 5

ASKED, OPEN, OVER, ENDED = "asked", "open", "over", "ended"

_gaps = re.compile(r"\s+")


def known_acts(ticked: Iterable[str]) -> list[str]:
    """Those of the acts that were ticked, in the order of the page."""
    wanted = set(ticked)
    return [act for act in ACTS if act in wanted]


def suggested_last_day(starts_on: date | None, today: date) -> date:
    """Half a year after the cohort began, when most are through; three months where that is past.

    A cohort has no day on which it ends.
    """
    half_a_year = (starts_on or today) + timedelta(days=182)
    soonest = today + timedelta(days=91)
    return min(max(half_a_year, soonest), today + LONGEST)


def is_good_last_day(day: date, today: date) -> bool:
    """Whether helping may last until the end of this day: from tomorrow, for a year at most."""
    return today < day <= today + LONGEST


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same to whoever reads them."""
    return _gaps.sub(" ", one).strip().casefold() == _gaps.sub(" ", other).strip().casefold()
