"""Two come to an end: each looks back in their own way, and what stays private does."""

from __future__ import annotations

from tests.browser.story.pairing import look_after, open_the_pair, see_proposal
from tests.browser.town import NORA, TILLY, Town, address_of
from tests.browser.visitor import Visitor

GAINED = "I gained the quoxelheart to knock on a door."
HERS = "She gained a quoxelhand with the forms."


def look_back(nurse: Visitor, town: Town, pair: str) -> None:
    """From their page to what one of them gained, and a wish that nobody else sees."""
    nurse.open(pair)
    nurse.follow("I would like to end it")
    nurse.press("Look back first")
    town.tilly_gets("is coming to an end")
    nurse.fill("What did you gain?", GAINED)
    answers = nurse.main.get_by_role("group")
    answers.filter(has_text="in touch afterwards").get_by_label("Yes").check()
    answers.filter(has_text="walk together again").get_by_label("No").check()
    nurse.tick("Please do not pair us again")
    nurse.press("Save")
    nurse.sees(GAINED)


def look_back_by_phone(coordinator: Visitor, town: Town) -> None:
    """From all pairs to what the other says over the phone, which ends it well."""
    open_the_pair(coordinator)
    coordinator.follow("Write down what one of them says they gained")
    coordinator.tick(TILLY)
    coordinator.fill("What they gained", HERS)
    answers = coordinator.main.get_by_role("group")
    answers.filter(has_text="in touch afterwards").get_by_label("Yes").check()
    coordinator.press("Save it for them")
    coordinator.sees("Ended: It had come to its end")
    coordinator.sees_nothing_of(HERS)
    town.tilly_gets("Your page:")
    town.product.mailbox.wait_for(address_of(NORA), "Your pair has ended")


def read_it_after_the_end(nurse: Visitor, pair: str) -> None:
    """What both gained can be read by the two, and a number is not given against a wish."""
    nurse.open(pair)
    for words in (GAINED, HERS):
        nurse.sees(words)
    nurse.sees_nothing_of("would like to be in touch")
    nurse.open("/mentoring/apart/")
    nurse.sees(TILLY)


def match_again(coordinator: Visitor) -> None:
    """A new matching does not bring the two together again, and nothing says why."""
    look_after(coordinator, "Bring people together")
    see_proposal(coordinator)
    coordinator.follow("See what is different, and why")
    coordinator.sees("They have been asked since.")
    coordinator.follow("Left without anybody")
    coordinator.sees_heading(NORA)
    coordinator.sees_heading(TILLY)
    coordinator.follow(f"Look for somebody for {TILLY}")
    coordinator.sees_nothing_of(NORA)
    open_the_pair(coordinator, ended=True)
    coordinator.sees_nothing_of("again")
