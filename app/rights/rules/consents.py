"""What somebody can say yes to here, in words, and where they take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that happens only with a person's yes; `address` is where they take it back."""

    title: str
    means: str
    address: str
    link: str


SHARES, MAPS, WORDS, PLEDGES, SKILLS = "shares", "maps", "words", "pledges", "skills"
MENTORING, HELPERS, CALENDAR, ELSEWHERE = "mentoring", "helpers", "calendar", "elsewhere"
KINDS = {
    SHARES: Kind(
        "Reflections that you show",
        "The people you chose may read this one version, until the day you set.",
        "/reflections/shares/",
        "See whom you show them to, or stop",
    ),
    MAPS: Kind(
        "Support maps that you show",
        "The people you chose may read this one version, until the day you set.",
        "/support/shares/",
        "See whom you show them to, or stop",
    ),
    WORDS: Kind(
        "Words, stories and pictures that you gave",
        "They may stand in what your community publishes, as you allowed for each.",
        "/contributions/",
        "See what you allowed, or take it back",
    ),
    PLEDGES: Kind(
        "Pledges that others may read",
        "Your facilitators, or everybody in your cohort, may read these pledges.",
        "/practice/pledges",
        "See your pledges, and choose who may read them",
    ),
    SKILLS: Kind(
        "Skills that you offer",
        "Everybody in your cohort sees what you offer, under your name.",
        "/home",
        "Open your cohort, and then “Skills”, to take one back",
    ),
    MENTORING: Kind(
        "Your mentoring profile",
        "Mentoring coordinators see it. Everybody in your cohorts can find it, except while you "
        "rest.",
        "/mentoring/profile",
        "See your profile, rest or remove it",
    ),
    HELPERS: Kind(
        "People who enter things for you",
        "Each may do only what you ticked, until the day you set.",
        "/account/helpers",
        "See who helps you, or stop",
    ),
    CALENDAR: Kind(
        "Your sessions in a calendar program",
        "Whoever has the address sees when and where your sessions are.",
        "/account/calendar",
        "Get a new address, or end it",
    ),
    ELSEWHERE: Kind(
        "Signing in with an account elsewhere",
        "Whoever can use that account can sign in here as you.",
        "/account/second-step/",
        "See which accounts, or take one out",
    ),
}


@dataclass(frozen=True, slots=True)
class Consent:
    """How often somebody said yes to something that still holds, and when first."""

    kind: Kind
    count: int
    since: datetime | None
