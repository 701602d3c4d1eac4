"""A pledge: its words, when it is asked about, and what may be said to that."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta

ADAPT = "adapt"
KINDS = ("adapt", "adopt", "disrupt")
"""The sizes of a pledge, from the smallest. Source: manifesto-2017."""

FOLLOW_UPS = (30, 60, 90)
"""After so many days from its making, somebody is asked how a pledge is going."""

NOT_ASKED = 0
"""Stands for an answer that nobody asked for."""

STILL_ASKED = timedelta(days=14)
"""How long after its day somebody is still asked, such as when the machine stood still."""

SAID_LATELY = timedelta(days=7)
"""Whoever said how it goes so shortly before the day is not asked once more."""

LONGEST = 600
LONGEST_PART = 200
LONGEST_ANSWER = 2_000
MOST = 50
"""Pledges of one person that are kept; a machine that sends forms is stopped here."""

MOST_ANSWERS = 200
"""Answers to one pledge; the same."""

DONE = "done"
GOING = "going"
BLOCKED = "blocked"
CHANGED = "changed"
SAID = {
    DONE: "It is done",
    GOING: "It is going",
    BLOCKED: "Something is in the way",
    CHANGED: "I have changed my mind",
}
"""All are good answers, so none stands first for being better: they are told in this order."""

ENDINGS = frozenset({DONE, CHANGED})
"""After these nobody asks any more."""

THANKS = {
    DONE: "Thank you. You said it, and you did it. Who would like to hear about it?",
    GOING: "Thank you. Small steps count, and so does going slowly.",
    BLOCKED: "Thank you for saying so. What is in the way tells us more than what goes well. It is "
    "no fault of yours.",
    CHANGED: "Thank you. To change your mind is to have learned something. Nobody asks you about "
    "this pledge any more.",
}
"""What somebody reads who has answered."""

BLOCKS = {
    "time": "There is no time",
    "say": "I do not have the say",
    "people": "It needs other people, and they are not there yet",
    "money": "There is no money, or no room",
    "how": "I do not know how yet",
    "life": "Life: my health, my family, or all that is going on",
    "other": "Something else",
}
"""What can be in the way, in words for everybody."""

ME = "me"
HELPERS = "helpers"
COHORT = "cohort"
READERS = {
    ME: "Only me",
    HELPERS: "Me, and the facilitators of my cohort, so that they can talk about it with me",
    COHORT: "Everybody in my cohort",
}
"""Who reads a pledge; only its maker says so, or tells somebody who enters it by name."""

PAGE = "page"
TEXT = "text"
CALL = "call"
PAPER = "paper"
VIAS = {PAGE: "on this page", TEXT: "by text message", CALL: "by phone", PAPER: "on paper"}
TOLD = {CALL: "By phone", PAPER: "On paper"}


@dataclass(frozen=True)
class Wording:
    """What somebody promises; when, where and with whom may stay empty."""

    what: str
    when: str = ""
    where: str = ""
    with_whom: str = ""

    def to_text(self) -> str:
        """One text, to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Wording:
        """The wording that `to_text` gave."""
        return cls(**json.loads(text))


def is_still_asked(made_on: date, asked: int, today: date) -> bool:
    """Whether the newest question, `asked` days from the making, still waits for an answer."""
    return asked > 0 and today - made_on <= timedelta(days=asked) + STILL_ASKED


def next_follow_up(made_on: date, today: date) -> date | None:
    """The day on which somebody is asked next; None when they were asked for the last time."""
    days = (made_on + timedelta(days=days) for days in FOLLOW_UPS)
    return next((day for day in days if day > today), None)


def is_first_wording_open(made_on: date, today: date, answers: int) -> bool:
    """Whether the words can still be written over: before the first question and any answer."""
    return answers == 0 and today < made_on + timedelta(days=FOLLOW_UPS[0])


def ending_of(said: str) -> str | None:
    """How a pledge stands after an answer: `done`, `changed`, or None while it goes on."""
    return said if said in ENDINGS else None
