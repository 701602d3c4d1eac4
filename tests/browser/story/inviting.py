"""The facilitator says yes and asks people to join."""

from __future__ import annotations

from tests.browser.story.cast import Cast
from tests.browser.visitor import Visitor


def say_yes_to_running_it(facilitator: Visitor, cast: Cast) -> None:
    """From home to the cohort's page."""
    facilitator.sees_heading(f"You are invited to run {cast.cohort}")
    facilitator.follow("See what it is about")
    facilitator.press("Yes, I will join")
    facilitator.sees_heading(cast.cohort)
    facilitator.follow("People")


def add_one_person(facilitator: Visitor, cast: Cast) -> None:
    """From the people's page and back to it."""
    facilitator.follow("Add people")
    one = facilitator.form("Invite this person")
    facilitator.fill("Name", cast.nurse.name, within=one)
    facilitator.fill("E-mail address", cast.nurse.email, within=one)
    facilitator.pick("They come as", "PCN staff", within=one)
    facilitator.press("Invite this person")
    facilitator.sees(cast.nurse.name)


def paste_lines(facilitator: Visitor, cast: Cast) -> None:
    """From the people's page, with lines that are not people among them, and back to it."""
    facilitator.follow("Add people")
    lines = f"{cast.neighbour.name} <{cast.neighbour.email}>\nNobody in particular\nSam <sam@>\n"
    facilitator.fill("Lines with a name and an e-mail address", lines)
    facilitator.pick("They all come as", "Community health creator")
    facilitator.press("Look at these lines")
    facilitator.sees("Nobody in this list has been added yet.")
    facilitator.sees("There is no e-mail address in this line.")
    facilitator.sees("This is not a whole e-mail address")
    facilitator.press("Add this person")
    facilitator.sees_heading("2 lines to put right")
    facilitator.go_back()
    facilitator.go_back()
    facilitator.sees(cast.neighbour.name)
    facilitator.sees_nothing_of("Nobody in particular")


def say_yes_to_joining(participant: Visitor, cast: Cast) -> None:
    """From home, which the letter's link opened, to the cohort's page."""
    participant.sees_heading(f"You are invited to {cast.cohort}")
    participant.press("Yes, I will join")
    participant.sees_heading(cast.cohort)
