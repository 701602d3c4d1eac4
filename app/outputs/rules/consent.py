"""What an author may allow: where, under which name, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.kit.times import in_zone, say_short_date
from app.outputs.rules.words import hash_of

COHORT = "cohort"
PUBLIC = "public"
AUDIENCES = {
    COHORT: "Only people in our cohort",
    PUBLIC: "Anyone, on a public page",
}
AUDIENCE_HINTS = {
    COHORT: (
        "Facilitators can read your words and bring them to a session. "
        "They will not be in anything that we publish."
    ),
    PUBLIC: (
        "Your words may go into a report that anyone can read. "
        "We show you the page first, and without your yes they stay out."
    ),
}

FARTHEST_YEARS = 50

FULL_NAME = "full_name"
FIRST_NAME = "first_name"
STANDING = "standing"
NOBODY = "nobody"
# Whoever chose one of these is known to those who read the words; nobody else is to be found out.
WITH_NAME = (FULL_NAME, FIRST_NAME)
NAMES = (FULL_NAME, FIRST_NAME, STANDING, NOBODY)

STANDING_PHRASES = {
    "pcn_staff": "a member of PCN staff",
    "community_health_creator": "a community health creator",
    "local_partner": "a local partner",
    "lived_experience": "a person with lived experience",
}

WAITING = "waiting"
YES = "yes"
NO = "no"


def attribution(named_as: str, *, name: str, standing: str | None) -> str:
    """The name that stands under somebody's words; empty when they chose nobody's."""
    if named_as == FULL_NAME:
        return name
    if named_as == FIRST_NAME:
        return name.split(maxsplit=1)[0]
    if named_as == STANDING:
        return STANDING_PHRASES.get(standing or "", "")
    return ""


def name_choices(*, name: str, standing: str | None) -> dict[str, str]:
    """The ways to be named, each as it would look."""
    said = {named_as: attribution(named_as, name=name, standing=standing) for named_as in NAMES}
    choices = {FULL_NAME: f"My full name: {said[FULL_NAME]}"}
    if said[FIRST_NAME] != said[FULL_NAME]:
        choices[FIRST_NAME] = f"My first name: {said[FIRST_NAME]}"
    if said[STANDING]:
        choices[STANDING] = f"Who I am, without my name: {said[STANDING]}"
    return {**choices, NOBODY: "Nobody's name"}


def say_allowed(audience: str, *, named: str, until: date | None) -> str:
    """What an author allows, in one sentence to them."""
    readers = (
        "Anyone may read them on a public page"
        if audience == PUBLIC
        else "Only people in your cohort may read them"
    )
    name = f"as “{named}”" if named else "with nobody's name"
    end = f"until the end of {say_short_date(until)}" if until else "until you take them back"
    return f"{readers}, {name}, {end}."


def is_in_force(*, withdrawn_at: datetime | None, until: date | None, today: date) -> bool:
    """Whether a consent holds on a day of the cohort's zone; its last day counts."""
    return withdrawn_at is None and (until is None or today <= until)


def is_too_far(until: date, today: date) -> bool:
    """Whether a last day is further away than anybody can promise, and than dates can count."""
    return until.year > today.year + FARTHEST_YEARS


def ends_at(until: date | None, zone: str) -> datetime | None:
    """The moment in UTC when a consent's last day is over in the cohort's zone."""
    if until is None:
        return None
    after = datetime.combine(until + timedelta(days=1), time(), ZoneInfo(zone))
    return after.astimezone(UTC)


def today_in(zone: str, now: datetime) -> date:
    """The day it is in the cohort's zone."""
    return in_zone(now, zone).date()


def hash_of_shown(words: str, named: str) -> str:
    """What an author saw of their own, hashed; a yes counts for exactly this."""
    # The line break cannot be in a name, so no other pair of words and name reads the same.
    return hash_of(f"{named}\n{words}")
