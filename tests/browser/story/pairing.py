"""Two people are brought together, say yes, and agree how they go about it."""

from __future__ import annotations

import re

from tests.browser.town import NORA, TILLY, Town, address_of
from tests.browser.visitor import WORK, Visitor
from tests.launch.waiting import until

# Only words from here stand where only the two may read them.
STEM = "quoxel"
BOUNDARIES = "The quoxelrule is that we leave our families out of it."
PRACTICE, COMMUNITY = "How a GP practice works", "How things get done in a community"
BY_PHONE = ("By phone", "Wednesday Morning")
BRINGS = "I know everybody on the estate."
PAIR = re.compile(r"/mentoring/pairings/[0-9a-f-]+")


def fill_in_by_phone(coordinator: Visitor) -> None:
    """From anywhere to the profile of somebody on the phone, said in her own words."""
    look_after(coordinator, "People in mentoring, and filling in a profile with them")
    coordinator.follow(TILLY)
    coordinator.fill("What I bring", BRINGS)
    tick(coordinator, f"I offer {COMMUNITY}", f"I would like {PRACTICE}", *BY_PHONE)
    coordinator.press("Save")
    coordinator.is_told("The record says that you entered it.")
    coordinator.sees(f"{TILLY} can be found.")


def fill_in_ones_own(nurse: Visitor) -> None:
    """From home to one's own profile, and to the others who can be found."""
    nurse.open("/mentoring/")
    nurse.follow("Say what you bring")
    nurse.fill("What I bring", "I know how the surgery works.")
    tick(nurse, f"I offer {PRACTICE}", f"I would like {COMMUNITY}", *BY_PHONE)
    nurse.press("Save")
    nurse.sees("You can be found.")
    nurse.follow("See who else is there, and say whom you would choose")
    nurse.sees(BRINGS)


def tick(visitor: Visitor, *boxes: str) -> None:
    """Tick boxes by what they are called, also those that a table names."""
    for name in boxes:
        visitor.main.get_by_role("checkbox", name=name, exact=True).check()


def match(coordinator: Visitor) -> None:
    """From anywhere to a proposal that the worker made, read and approved."""
    look_after(coordinator, "Bring people together")
    see_proposal(coordinator)
    coordinator.sees_heading(f"{TILLY} and {NORA}")
    coordinator.follow("Left without anybody")
    coordinator.sees("Olu Orchard")
    coordinator.press("Approve, and ask these 2 pairs")
    coordinator.is_told("2 pairs are asked.")


def see_proposal(coordinator: Visitor) -> None:
    """From all matchings to what a new one proposes, once the worker has made it."""
    with coordinator.product.worker_asleep():
        coordinator.press("Ask for a matching")
        coordinator.sees("The matching goes on by itself.")
    coordinator.main.get_by_role("heading", name="Decide").wait_for(timeout=WORK)
    coordinator.check()


def say_yes(nurse: Visitor, town: Town) -> str:
    """One by the letter in the browser and the other by text; the address of their page."""
    letter = town.product.mailbox.wait_for(address_of(NORA), "Would you like to walk together?")
    nurse.open(letter.link("/mentoring/pairings/"))
    nurse.sees_heading("Why we thought of you two")
    nurse.sees(BRINGS)
    nurse.press("Yes, I would like that")
    nurse.sees_heading("You said yes")
    assert "Answer by text with YES or NO" in town.tilly_gets("could walk together in mentoring")
    town.tilly_texts("Yes, thank you")
    town.tilly_gets("have both said yes")
    town.product.mailbox.wait_for(address_of(NORA), "You both said yes")
    found = PAIR.search(nurse.page.url)
    assert found
    return found[0]


def write_an_agreement(nurse: Visitor, pair: str) -> None:
    """From their page to a version that one of them has signed."""
    nurse.open(pair)
    nurse.follow("Write your agreement")
    nurse.tick("By phone")
    nurse.tick("About every two weeks")
    nurse.fill("What do you both want to keep to?", BOUNDARIES)
    nurse.press("Save it and sign it")
    nurse.sees(BOUNDARIES)
    nurse.sees("It holds as soon as you both have signed it.")


def read_it_out(coordinator: Visitor, town: Town) -> None:
    """She asks for a call by text; from the list of calls to what is read out, and to a yes."""
    town.tilly_gets("It holds when you sign it too", "Or text CALL")
    town.tilly_texts("Call")
    wait_to_see(coordinator, "calls/", "They would like a call")
    coordinator.press("I have been in touch")
    open_the_pair(coordinator)
    coordinator.sees_nothing_of(STEM)
    coordinator.press(f"Read it out to {TILLY}")
    coordinator.sees(BOUNDARIES)
    coordinator.press("They agree")
    coordinator.sees("They have both signed version 1.")
    coordinator.sees_nothing_of(STEM)
    town.tilly_gets("It holds from now on")


def look_after(coordinator: Visitor, what: str) -> None:
    """From anywhere to something that a coordinator looks after."""
    coordinator.open("/mentoring/")
    coordinator.follow(what)


def wait_to_see(coordinator: Visitor, page: str, words: str) -> None:
    """Look at a page of coordinators until it says what the worker brings."""
    address = f"{coordinator.product.address}/mentoring/coordination/{page}"
    said = coordinator.main.get_by_text(words)
    until(lambda: coordinator.page.goto(address) and said.count(), words, WORK / 1000)
    coordinator.check()


def open_the_pair(coordinator: Visitor, *, ended: bool = False) -> None:
    """From anywhere to what a coordinator sees of the two."""
    look_after(coordinator, "Pairs: how each stands, and how they say it goes")
    if ended:
        coordinator.pick("How it stands", "Ended")
        coordinator.press("Show")
    names = coordinator.main.get_by_role("link").filter(has_text=TILLY).filter(has_text=NORA)
    with coordinator.arriving():
        names.first.click()
