"""The rules by which somebody is on the list, as one table: each with its words and its test."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.insights.rules.needs import asking, coming_in, learning, reaching
from app.insights.rules.needs.days import days_between
from app.insights.rules.needs.facts import Finding, Found, Group, Someone
from app.people.rules import MENTORING_COORDINATOR

TODAY, SOON, LATER = "today", "soon", "later"
URGENCIES = {
    TODAY: "Today",
    SOON: "In the next days",
    LATER: "When you have a moment",
}
# What is due on this day of the calendar or the next is for today; these are the days after.
DAYS_OF_TODAY = 1
DAYS_OF_SOON = 7


@dataclass(frozen=True)
class NeedRule:
    """One rule: what a list calls it, what it asks the database, its test, and where it leads.

    `part` names what is asked beside the person themselves (see queries/needs/parts.py).
    `presses` is how soon, where no moment says it. `link` is an address with `slug`, `person` and
    `about` in it. `role`: only for facilitators who have it.
    `is_kept_there`: owner, rest and end are kept on the page that it leads to.
    """

    key: str
    title: str
    find: Finding
    link: str
    link_words: str
    part: str = ""
    presses: str = LATER
    role: str = ""
    is_kept_there: bool = False

    def urgency(self, found: Found, zone: str, now: datetime) -> str:
        """How soon this one is to be looked at."""
        if found.by is None:
            return self.presses
        left = days_between(now, found.by, zone)
        return TODAY if left <= DAYS_OF_TODAY else SOON if left <= DAYS_OF_SOON else LATER


PEOPLE = "/cohorts/{slug}/people"
PERSON = "/cohorts/{slug}/people/{person}"
OPEN_PAGE = "Their page in the cohort"

RULES: tuple[NeedRule, ...] = (
    NeedRule(
        *("asks", "Asks to join", coming_in.asks_to_join),
        *(PEOPLE, "Say yes or no"),
        presses=TODAY,
    ),
    NeedRule(
        *("seat", "A seat is kept", coming_in.seat_is_kept),
        *(PERSON, "Enter their answer"),
    ),
    NeedRule(
        *("missed", "Missed a session", learning.was_missed),
        *("/cohorts/{slug}/follow-ups/{about}", "Say what came of it"),
        *("missed", TODAY),
        is_kept_there=True,
    ),
    NeedRule(
        *("bounced", "A letter did not arrive", reaching.letter_came_back),
        *(PERSON, "See how they are reached"),
        *("undelivered", TODAY),
    ),
    NeedRule(
        *("news", "News to bring", reaching.news_to_bring),
        *("/cohorts/{slug}/calls", "What to say"),
        *("to_bring", TODAY),
    ),
    NeedRule(
        *("access", "Needs something to take part", reaching.access_need),
        *("/sessions/{about}/replies", "See what they need"),
        *("access", SOON),
    ),
    NeedRule(
        *("unopened", "A module before its session", learning.unopened_module),
        *(PERSON, OPEN_PAGE),
    ),
    NeedRule(
        *("never", "Has not begun", learning.never_opened),
        *(PERSON, OPEN_PAGE),
        presses=SOON,
    ),
    NeedRule(
        *("question", "Asked a question", asking.question_waits),
        *("/discussion/{about}", "Answer it"),
        *("question", SOON),
    ),
    NeedRule(
        *("proposal", "Would like a session", asking.proposal_waits),
        *("/cohorts/{slug}/proposals", "Answer it"),
        *("proposal", SOON),
    ),
    NeedRule(
        *("suggestion", "Would change something", asking.suggestion_waits),
        *("/suggestions/{about}", "Answer it"),
        part="suggestion",
    ),
    NeedRule(
        *("invited", "Has not answered yet", coming_in.invited_without_answer),
        *(PERSON, "See the invitation"),
    ),
    NeedRule(
        *("stuck", "Stuck on a page", learning.stuck_on_a_step),
        *(PERSON, OPEN_PAGE),
        part="stuck",
    ),
    NeedRule(
        *("catch_up", "Has something to catch up on", learning.has_to_catch_up),
        *("/sessions/{about}", "Open the session"),
        part="catch_up",
    ),
    NeedRule(
        *("quiet", "Has been quiet", learning.quiet),
        *(PERSON, OPEN_PAGE),
    ),
    NeedRule(
        *("nowhere", "Where paper goes", reaching.nowhere_to_send),
        *(f"{PERSON}/contact", "Enter where paper goes"),
    ),
    NeedRule(
        *("mentoring", "Waits for a mentoring partner", asking.waits_for_a_pair),
        *("/mentoring/coordination/people/", "See who could fit"),
        part="mentoring",
        role=MENTORING_COORDINATOR,
    ),
)
BY_KEY = {rule.key: rule for rule in RULES}


def rules_for(roles: Collection[str]) -> tuple[NeedRule, ...]:
    """The rules for a facilitator with these roles on the whole platform."""
    return tuple(rule for rule in RULES if not rule.role or rule.role in roles)


def hidden_from(roles: Collection[str]) -> list[str]:
    """The rules of which a facilitator with these roles reads nothing, nor what came of them."""
    return [rule.key for rule in RULES if rule.role and rule.role not in roles]


def reasons_for(
    one: Someone, group: Group, rules: tuple[NeedRule, ...], now: datetime
) -> Iterator[tuple[NeedRule, Found]]:
    """Every reason to be in touch with somebody, in the order of the rules."""
    for rule in rules:
        for found in rule.find(one, group, now):
            yield rule, found
