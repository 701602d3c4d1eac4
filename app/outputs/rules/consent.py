"""What an author may allow: where, under which name, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.kit.small_numbers import TOO_FEW, shown_count
from app.kit.times import in_zone, say_short_date
from app.outputs.rules.words import hash_of

COHORT = "cohort"
ALLIANCE = "alliance"
PUBLIC = "public"
AUDIENCES = {
    COHORT: "Only people in our cohort",
    ALLIANCE: "People in all communities of learning here",
    PUBLIC: "Anyone, on a public page",
}
"""From the narrowest to the widest; each takes in those before it."""

AUDIENCE_HINTS = {
    COHORT: (
        "Facilitators can read your words and bring them to a session. "
        "They will not be in anything that we publish."
    ),
    ALLIANCE: (
        "People of other cohorts on this platform can read them too, once they have signed in. "
        "They will not be on a public page."
    ),
    PUBLIC: (
        "Your words may go into a report that anyone can read. "
        "Unless you choose otherwise below, we show you the page first, and without your yes they "
        "stay out."
    ),
}
READERS = {
    COHORT: "Only people in your cohort may read them",
    ALLIANCE: "People in all communities of learning here may read them",
    PUBLIC: "Anyone may read them on a public page",
}

ASK = "ask"
AHEAD = "ahead"
CHECKS = {
    ASK: "Check with me first",
    AHEAD: "No need to check with me: I say yes now",
}
CHECK_HINTS = {
    ASK: "We show you the whole page around your words. If you do not answer, they are left out.",
    AHEAD: (
        "Your yes is to exactly these words and this name. If either changes, we ask you. "
        "We tell you which report your words are in, and you can take them out at any time."
    ),
}
HINTS = {**AUDIENCE_HINTS, **CHECK_HINTS}

FARTHEST_YEARS = 50
LONGEST_ROLE = 60

FULL_NAME = "full_name"
FIRST_NAME = "first_name"
NAME_AND_ROLE = "name_and_role"
ROLE_AND_PLACE = "role_and_place"
CHOSEN = "chosen"
STANDING = "standing"
NOBODY = "nobody"
NAMES = (FULL_NAME, FIRST_NAME, NAME_AND_ROLE, ROLE_AND_PLACE, CHOSEN, STANDING, NOBODY)
# Whoever chose one of these is known to those who read the words; nobody else is to be found out.
WITH_NAME = (FULL_NAME, FIRST_NAME, NAME_AND_ROLE)
# These say something about a person without a name; where few people fit it, they can be guessed.
BY_DESCRIPTION = (ROLE_AND_PLACE, STANDING)
WITH_ROLE = (NAME_AND_ROLE, ROLE_AND_PLACE)

FEW_LIKE_THAT = (
    f"There are {TOO_FEW} people like that at your place, so some readers may guess who you are."
)
A_CONTRIBUTOR = "a contributor"
YOUR_ROLE = "your role"
A_NAME = "a name that you choose"

STANDING_PHRASES = {
    "pcn_staff": "a member of PCN staff",
    "community_health_creator": "a community health creator",
    "local_partner": "a local partner",
    "lived_experience": "a person with lived experience",
}

WAITING = "waiting"
YES = "yes"
NO = "no"


@dataclass(frozen=True)
class Known:
    """What is known of an author where they offer something; each may stand under their words."""

    name: str
    standing: str | None = None
    place: str | None = None


def allows(audience: str, wanted: str) -> bool:
    """Whether what is allowed for one audience may be read by another: a wider takes in others."""
    ordered = list(AUDIENCES)
    return audience in ordered and ordered.index(audience) >= ordered.index(wanted)


def wide_enough(wanted: str) -> list[str]:
    """The audiences that take this one in."""
    return [audience for audience in AUDIENCES if allows(audience, wanted)]


def fits_few(people: int) -> bool:
    """Whether so few people fit a description that one of them may be guessed.

    Source: anchors, row "Small numbers". With nobody left who fits, they are few too.
    """
    return people == 0 or shown_count(people).is_suppressed


def attribution(named_as: str, known: Known, *, role: str = "", chosen: str = "") -> str:
    """The name that stands under somebody's words; empty where what it needs is not known."""
    first = known.name.split(maxsplit=1)[0]
    names = {
        FULL_NAME: known.name,
        FIRST_NAME: first,
        NAME_AND_ROLE: f"{known.name}, {role}" if role else "",
        ROLE_AND_PLACE: f"{role}, {known.place}" if role and known.place else "",
        CHOSEN: chosen,
        STANDING: STANDING_PHRASES.get(known.standing or "", ""),
        NOBODY: A_CONTRIBUTOR,
    }
    return names.get(named_as, "")


def name_choices(known: Known, *, role: str = "", chosen: str = "") -> dict[str, str]:
    """The ways to be named, each as it would look."""
    role = role or YOUR_ROLE
    said = {
        named_as: attribution(named_as, known, role=role, chosen=chosen or A_NAME)
        for named_as in NAMES
    }
    labels = {
        FULL_NAME: "My full name",
        FIRST_NAME: "My first name",
        NAME_AND_ROLE: "My name and my role",
        ROLE_AND_PLACE: "My role and place, without my name",
        CHOSEN: "Another name",
        STANDING: "Who I am, without my name",
        NOBODY: "No name",
    }
    if said[FIRST_NAME] == said[FULL_NAME]:
        del labels[FIRST_NAME]
    return {key: f"{label}: {said[key]}" for key, label in labels.items() if said[key]}


def say_allowed(
    audience: str,
    *,
    named: str,
    until: date | None,
    training: bool = False,
    check_first: bool = True,
) -> str:
    """What an author allows, in a few sentences to them."""
    name = f"as “{named}”" if named else "with nobody's name"
    end = f"until the end of {say_short_date(until)}" if until else "until you take them back"
    said = [f"{READERS[audience]}, {name}, {end}."]
    if training:
        said.append("They may also be used to train people who run this course.")
    if audience == PUBLIC:
        said.append(
            "We ask for your yes before they are in a report."
            if check_first
            else "You have said yes ahead: we tell you which report they are in."
        )
    return " ".join(said)


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


def identity_of_picture(sha256: str, alternative: str) -> str:
    """What a yes to a picture is a yes to: its points, and what it is said to show."""
    return f"{sha256} {alternative}"


def hash_of_shown(words: str, named: str, *, title: str = "", picture: str = "") -> str:
    """What an author saw of their own, hashed; a yes counts for exactly this.

    `picture`: what identifies the picture above the words; empty for words alone.
    """
    # The line break cannot be in a name, so no other pair of words and name reads the same.
    shown = f"{named}\n{words}"
    # No text in the database holds a NUL, so words alone never read like words with more.
    return hash_of(f"{shown}\0{title}\0{picture}" if title or picture else shown)
