"""What pages say about people and their invitations."""

from __future__ import annotations

from app.cohorts.actions.enrolment import Added
from app.cohorts.queries import LetterFate, Member
from app.cohorts.rules import INVITED, OFFERED, ROLES, STANDINGS
from app.cohorts.rules.stages import NOT_ARRIVED, OPENED, STAGES, UNREACHED


def say_added(added: Added) -> str:
    """What became of people who were added, in a sentence or two."""
    invited = added.invited + added.again
    told = [f"{say_people(invited)} invited. The letters are on their way."] if invited else []
    if added.waiting:
        told.append(f"There is no free seat, so {say_people(added.waiting).lower()} in line.")
    if added.already:
        told.append(f"{say_people(added.already)} here already, so nothing changed for them.")
    return " ".join(told) or "There was nobody to add."


def say_people(number: int) -> str:
    """A number of people with its verb, such as `1 person is` or `3 people are`."""
    return "1 person is" if number == 1 else f"{number} people are"


def say_fate(fate: LetterFate | None) -> str:
    """What became of the letter that asks somebody in, in a sentence or two."""
    if fate is None:
        return "No letter has gone out."
    if fate.bounced_at is not None:
        return f"The letter came back. {fate.reason or ''}".strip()
    words = {
        "sent": "The letter went out.",
        "listed": "It is on your list of calls and letters.",
        "refused": "The letter could not be delivered.",
        "lapsed": "The letter was not sent.",
    }
    told = words.get(fate.state, "The letter is on its way.")
    return f"{told} {fate.reason}" if fate.reason and fate.state != "sent" else told


def say_letter(member: Member) -> str:
    """How far the letter to somebody is who has not answered; "" for everybody else."""
    if member.stage == OPENED:
        return "They have opened the link in it."
    if member.enrolment.state in (INVITED, OFFERED) or member.stage == NOT_ARRIVED:
        return say_fate(member.letter)
    return ""


# What the templates about people need to say things.
WORDS = {
    "roles": ROLES,
    "standings": STANDINGS,
    "groups": {UNREACHED: "Letters do not reach them", **STAGES},
    "say_letter": say_letter,
}
