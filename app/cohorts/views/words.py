"""What pages say about people and their invitations."""

from __future__ import annotations

from app.cohorts.actions.enrolment import Added
from app.cohorts.queries import LetterFate
from app.cohorts.rules import ROLES, STANDINGS, STATES


def say_added(added: Added) -> str:
    """What became of people who were added, in a sentence or two."""
    invited = added.invited + added.again
    told = [f"{say_people(invited)} invited. The letters are on their way."] if invited else []
    if added.already:
        told.append(f"{say_people(added.already)} here already, so nothing changed for them.")
    return " ".join(told) or "There was nobody to add."


def say_people(number: int) -> str:
    """A number of people with its verb, such as `1 person is` or `3 people are`."""
    return "1 person is" if number == 1 else f"{number} people are"


def say_fate(fate: LetterFate | None) -> str:
    """What became of an invitation's letter."""
    if fate is None:
        return ""
    words = {
        "sent": "The letter went out.",
        "refused": "The letter could not be delivered.",
        "lapsed": "The letter was not sent.",
    }
    told = words.get(fate.state, "The letter is on its way.")
    return f"{told} {fate.reason}" if fate.reason and fate.state != "sent" else told


# What the templates about people need to say things.
WORDS = {"roles": ROLES, "standings": STANDINGS, "states": STATES, "say_fate": say_fate}
